"""Notices as e-mail over SMTP. It must not know stores.

The ``Message-ID`` is the same however often a notice is sent, so that mail programs show it once.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sopflow.deadlines.channel import UndeliveredError
from sopflow.deadlines.message import message
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.store.notices import Notice

_WAIT: Final = 20.0
_FINAL: Final = frozenset({550, 551, 553, 554})
"""Answers about a mail itself that will not change (RFC 5321); what a setting may mend is tried again."""
_PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
SCHEMES: Final = tuple(_PORTS)
"""Without encryption, with STARTTLS, and with TLS from the beginning."""


class MailChannel:
    """Sends each notice by a mail server.

    ``server`` is ``smtp://``, ``smtp+tls://`` or ``smtps://`` with host and port, ``wait`` how many seconds it may take
    for each answer; ``addresses`` are those of roles and persons, where a person's own comes before that of the role.
    """

    name = "mail"
    at_once = 4

    def __init__(
        self,
        server: str,
        sender: str,
        addresses: Mapping[str, str],
        *,
        user: str | None = None,
        password: str | None = None,
        lang: str = "id",
        wait: float = _WAIT,
    ) -> None:
        parts = urlsplit(server)
        self._scheme, self._host = parts.scheme, parts.hostname or "localhost"
        self._port = parts.port or _PORTS[parts.scheme]
        self._server = f"{self._host}:{self._port}"
        self._sender = sender
        self._addresses = dict(addresses)
        self._user, self._password = user, password
        self._lang = lang
        self._wait = wait

    def reaches(self, role: str, person: str | None) -> bool:
        """Return whether there is an address."""
        return self._address(role, person) is not None

    def deliver(self, notice: Notice, key: str) -> None:
        """Hand the mail to the server."""
        to = self._address(notice.role, notice.person)
        if to is None:
            raise UndeliveredError("delivery-mail-address", final=True, recipient=notice.person or notice.role)
        words = message(notice, self._lang)
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = words.subject, self._sender, to
        mail["Date"] = format_datetime(localtime())
        mail["Message-ID"] = f"<{key}@{self._sender.rpartition('@')[2].rstrip('>')}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(words.text)
        try:
            server = self._connected()
            try:
                server.send_message(mail)
                with suppress(OSError, smtplib.SMTPException):  # the mail was taken, whatever is said at parting
                    server.quit()
            finally:
                server.close()
        except smtplib.SMTPRecipientsRefused as error:
            ((code, why), *_) = error.recipients.values()
            raise self._refused(code, why, notice) from error
        except smtplib.SMTPSenderRefused as error:  # a setting, whatever the code
            raise self._refused(error.smtp_code, error.smtp_error, notice, final=False) from error
        except smtplib.SMTPResponseException as error:
            raise self._refused(error.smtp_code, error.smtp_error, notice) from error
        except (OSError, smtplib.SMTPException) as error:
            reason = one_line(str(error)) or type(error).__name__
            raise UndeliveredError("delivery-mail-lost", server=self._server, reason=reason) from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=self._wait, context=context)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=self._wait)
        try:
            if self._scheme == "smtp+tls":
                server.starttls(context=context)
            if self._user is not None:
                server.login(self._user, self._password or "")
        except BaseException:
            server.close()
            raise
        return server

    def _refused(self, code: int, reason: bytes | str, notice: Notice, *, final: bool = True) -> UndeliveredError:
        said = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        final = final and code in _FINAL
        return UndeliveredError(
            "delivery-mail-refused",
            final=final,
            recipient=notice.person or notice.role,
            status=code,
            reason=one_line(said),
        )

    def _address(self, role: str, person: str | None) -> str | None:
        own = None if person is None else self._addresses.get(person)
        return own or self._addresses.get(role)
