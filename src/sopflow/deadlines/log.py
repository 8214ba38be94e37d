"""Notices in the log of the program: the channel that needs nothing. It must not know stores."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from sopflow.deadlines.message import message
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.store.notices import Notice

LOGGER: Final = logging.getLogger("sopflow.deadlines")


class LogChannel:
    """Writes each notice as one line."""

    name = "log"
    at_once = 20

    def __init__(self, lang: str = "id") -> None:
        self._lang = lang

    def reaches(self, role: str, person: str | None) -> bool:
        """Return that it reaches everybody who reads the log."""
        return True

    def deliver(self, notice: Notice, key: str) -> None:
        """Write the line."""
        to = notice.role if notice.person is None else f"{notice.role} ({one_line(notice.person)})"
        LOGGER.info("%s -> %s: %s", key, to, message(notice, self._lang).subject)
