"""The language of a call, found before anything is parsed: help and complaints about usage need it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.messages import LANGUAGES, default_language

if TYPE_CHECKING:
    from collections.abc import Sequence


def language_of(argv: Sequence[str]) -> str:
    """Return what ``--lang`` says where it is a language we speak, else that of the locale."""
    asked = default_language()
    for place, word in enumerate(argv):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--lang":
            asked = _spoken(value if equals else "".join(argv[place + 1 : place + 2])) or asked
    return asked


def _spoken(value: str) -> str | None:
    return value if value in LANGUAGES else None
