"""How a notice gets to people: what every channel has. It must not know stores, nor when something is tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sopflow.errors import SopError
from sopflow.messages import catalogue
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sopflow.store.notices import Notice


class UndeliveredError(SopError):
    """A notice could not be delivered; with ``final`` it is no use to try again.

    ``why`` is what officials read: a sentence without names and addresses of people, or a code of our catalogue.
    """

    def __init__(self, why: str, /, *, final: bool = False, **params: Any) -> None:
        if why in catalogue("en"):
            super().__init__(why, **params)
        else:
            super().__init__("delivery-said", reason=one_line(why))
        self.final = final


class Channel(Protocol):
    """A way on which notices are delivered.

    ``name`` (at most 20 letters) is what the store calls it, ``at_once`` how many notices it takes side by side; a
    runner has two such batches of first attempts on the way, and as many retries beside them.
    """

    @property
    def name(self) -> str: ...

    @property
    def at_once(self) -> int: ...

    def reaches(self, role: str, person: str | None) -> bool:
        """Return whether it reaches a role, or the person who has taken its task."""

    def deliver(self, notice: Notice, key: str) -> None:
        """Deliver a notice; raises ``UndeliveredError``.

        It may be asked twice for one notice, where the program died before it could take note: ``key`` is the same
        then, so that whoever receives it can tell.
        """


def notice_data(notice: Notice) -> Mapping[str, Any]:
    """Return a notice as programs receive it: instants are ISO 8601 in UTC, ``zone`` is that of the SOP."""
    return {
        "notice": notice.number,
        "kind": notice.kind,
        "case": notice.case,
        "sop": notice.said["sop"],
        "version": notice.said["version"],
        "step": notice.step,
        "visit": notice.visit,
        "activity": notice.said["activity"],
        "due": notice.due.isoformat(),
        "certain": notice.said["certain"],
        "role": notice.role,
        "person": notice.person,
        "at": notice.at.isoformat(),
        "term": notice.said["term"],
        "zone": notice.said["zone"],
    }
