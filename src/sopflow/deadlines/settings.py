"""The settings of a program that keeps deadlines: a TOML file that says how notices are delivered.

Secrets never stand in the file: it names the variables of the environment that hold them. It must not know stores.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sopflow.deadlines.log import LogChannel
from sopflow.deadlines.mail import SCHEMES, MailChannel
from sopflow.deadlines.retry import Retry
from sopflow.deadlines.webhook import WebhookChannel, secret_key
from sopflow.errors import SettingsError
from sopflow.messages import LANGUAGES, Either, Term
from sopflow.plaintext import one_line, shown

if TYPE_CHECKING:
    from sopflow.deadlines.channel import Channel

EVERY: Final = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60)
"""How many seconds may lie between two looks: they come at the same seconds of every minute, on every machine."""
_EVERY: Final = 15
_MOST: Final = 1_000_000
_RETRY: Final = Retry()
_LONGEST: Final = 64 * 1024
_WHERE: Final = re.compile(r"\(at line (\d+), column \d+\)")
_ADDRESS: Final = re.compile(r"[^@]+@[^@]+")
_TEXT, _NUMBER, _TABLE = "text", "number", "table"
_KNOWN: Final[Mapping[str, Mapping[str, str]]] = {
    "": {
        "lang": _TEXT, "every": _NUMBER, "log": _TABLE, "webhook": _TABLE, "mail": _TABLE, "retry": _TABLE,
    },
    "log": {},
    "webhook": {"url": _TEXT, "secret_env": _TEXT, "timeout": _NUMBER},
    "mail": {
        "server": _TEXT, "sender": _TEXT, "user": _TEXT, "password_env": _TEXT, "timeout": _NUMBER, "addresses": _TABLE,
    },
    "retry": {"first": _NUMBER, "most": _NUMBER, "days": _NUMBER},
}  # fmt: skip
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "webhook": ("url", "secret_env"),
    "mail": ("server", "sender", "addresses"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a program keeps deadlines: it looks ``every`` so many seconds and delivers on ``channels``."""

    channels: tuple[Channel, ...] = field(default_factory=lambda: (LogChannel(),))
    every: int = _EVERY
    retry: Retry = _RETRY


def read_settings(path: str | Path, lang: str) -> Settings:
    """Read a settings file; raises ``SettingsError``. ``lang`` is that of notices where the file names none."""
    data = _parsed(str(path), _text_of(path))
    for section in ("", *(name for name in _KNOWN if name in data)):
        _check(section, data if not section else data[section])
    lang = data.get("lang", lang)
    if lang not in LANGUAGES:
        raise _wrong("lang", lang, Either(LANGUAGES))
    every = data.get("every", _EVERY)
    if every not in EVERY:
        raise _wrong("every", every, Either(EVERY))
    channels: list[Channel] = []
    if "webhook" in data:
        channels.append(_webhook(data["webhook"]))
    if "mail" in data:
        channels.append(_mail(data["mail"], lang))
    if "log" in data or not channels:
        channels.append(LogChannel(lang))
    return Settings(tuple(channels), int(every), _retry(data.get("retry", {})))


def _text_of(path: str | Path) -> str:
    """Return the text of a file, which is no folder, no device and not large."""
    try:
        if not Path(path).is_file():
            raise SettingsError("watch-settings-missing", file=str(path))
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(_LONGEST + 1)
    except OSError:
        raise SettingsError("watch-settings-unopened", file=str(path), reason=Term("reason-permission")) from None
    except UnicodeDecodeError:
        raise SettingsError("watch-settings-unreadable", file=str(path), line=1) from None
    if len(text) > _LONGEST:
        raise SettingsError("watch-settings-unreadable", file=str(path), line=1)
    return text


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no TOMLDecodeError
        where = _WHERE.search(str(error))
        line = int(where[1]) if where else text.count("\n") + 1 if "end of document" in str(error) else 1
        raise SettingsError("watch-settings-unreadable", file=name, line=line) from None


def _check(section: str, data: Any) -> None:
    """Refuse keys that nobody knows, values that are no values of theirs, and gaps."""
    if not isinstance(data, Mapping):
        raise _wrong(section, data, Term("setting-table"))
    for key, value in data.items():
        path = f"{section}.{key}".lstrip(".")
        kind = _KNOWN[section].get(key)
        if kind is None:
            known = tuple(_KNOWN[section])
            if not known:
                raise SettingsError("watch-settings-none", key=path, section=section)
            raise SettingsError("watch-settings-unknown", key=path, known=Either(known))
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _MOST
        fits = {_TEXT: isinstance(value, str) and bool(value), _NUMBER: is_number, _TABLE: isinstance(value, Mapping)}
        if not fits[kind]:
            raise _wrong(path, value, Term(f"setting-{kind}"))
    for key in _NEEDED.get(section, ()):
        if key not in data:
            raise SettingsError("watch-settings-lacking", key=f"{section}.{key}")


def _webhook(data: Mapping[str, Any]) -> WebhookChannel:
    _check_address("webhook.url", data["url"], ("http", "https"))
    secret = _secret("webhook.secret_env", data["secret_env"])
    try:
        secret_key(secret)
    except ValueError:
        raise SettingsError("watch-settings-whsec", name=data["secret_env"]) from None
    return WebhookChannel(data["url"], secret, wait=float(data.get("timeout", 10)))


def _mail(data: Mapping[str, Any], lang: str) -> MailChannel:
    _check_address("mail.server", data["server"], SCHEMES)
    for path, address in [
        ("mail.sender", data["sender"]),
        *((f"mail.addresses.{name}", address) for name, address in data["addresses"].items()),
    ]:
        if not (isinstance(address, str) and _ADDRESS.fullmatch(address) and one_line(address) == address):
            raise _wrong(path, address, "nama@instansi.go.id")
    password = _secret("mail.password_env", data["password_env"]) if "password_env" in data else None
    return MailChannel(
        data["server"], data["sender"], data["addresses"], user=data.get("user"), password=password, lang=lang,
        wait=float(data.get("timeout", 20)),
    )  # fmt: skip


def _check_address(key: str, url: str, schemes: tuple[str, ...]) -> None:
    """Refuse what is no address of a server, and one with a password in it, which is not repeated."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if "@" in url.partition("//")[2].partition("/")[0]:
        raise SettingsError("watch-settings-password", key=key)
    if not fits:
        raise _wrong(key, url, Either(tuple(f"{scheme}://…" for scheme in schemes)))


def _retry(data: Mapping[str, Any]) -> Retry:
    return Retry(**{key: float(value) for key, value in data.items()})


def _secret(key: str, name: str) -> str:
    found = os.environ.get(name)
    if not found:
        raise SettingsError("watch-settings-secret", key=key, name=name)
    return found


def _wrong(key: str, value: Any, expected: Any) -> SettingsError:
    return SettingsError("watch-settings-value", key=key, found=shown(value), expected=expected)
