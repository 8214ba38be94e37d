"""What has happened in a case: small frozen records, from which its state can always be made again.

A due date is a fact here: it stands in the event that made it, with the calendar on which it was counted, and is never
counted again. It must not know what an event changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.duration import Duration


class Promise(NamedTuple):
    """A due date, with the id and content hash of the calendar on which it was counted, and what it rests on.

    ``base`` and ``lost`` are what the next suspension has to know, once there has been one: the date on which the term
    would end without suspensions and rolling, and how many days they have cost it.
    """

    at: datetime
    calendar: str
    hash: str
    assumptions: tuple[Assumption, ...] = ()
    base: date | None = None
    lost: int = 0


class Begun(NamedTuple):
    """A task that begins: the step, for which time, since when, and when it is due (None: without limit)."""

    step: str
    visit: int
    since: datetime
    due: Promise | None


class Moved(NamedTuple):
    """A due date that moved: where it was, and where it is."""

    was: datetime
    due: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has: its place in the history (from 1), when it happened, in which role and by whom if known."""

    type: ClassVar[str]
    seq: int
    at: datetime
    by: str
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """A case began; ``promise`` is what the citizen is promised, where the service time runs from the start."""

    type: ClassVar[str] = "started"
    documents: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    begun: tuple[Begun, ...] = ()
    promise: Promise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed(Event):
    """A step was completed.

    ``late`` is by how many working minutes, ``promise`` the service time where it runs from this step.
    """

    type: ClassVar[str] = "completed"
    step: str
    branch: str | None = None
    documents: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    late: int = 0
    begun: tuple[Begun, ...] = ()
    promise: Promise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Event):
    """An optional step was skipped."""

    type: ClassVar[str] = "skipped"
    step: str
    reason: str
    late: int = 0
    begun: tuple[Begun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed(Event):
    """The overdue way of a step was taken."""

    type: ClassVar[str] = "lapsed"
    step: str
    late: int = 0
    begun: tuple[Begun, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(Event):
    """Documents arrived."""

    type: ClassVar[str] = "attached"
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Event):
    """Facts became known."""

    type: ClassVar[str] = "recorded"
    data: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Event):
    """A person took a task."""

    type: ClassVar[str] = "assigned"
    step: str
    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(Event):
    """The clock of the whole case was stopped."""

    type: ClassVar[str] = "suspended"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Event):
    """The clock runs again; ``moved`` are the due dates that changed, all of them counted anew with ``restart``."""

    type: ClassVar[str] = "resumed"
    restart: bool = False
    moved: Mapping[str, Moved] = field(default_factory=dict, hash=False)
    promise: Moved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Event):
    """A task (``step``), or what the citizen was promised (None), has a later deadline: until or longer by ``to``."""

    type: ClassVar[str] = "extended"
    step: str | None = None
    to: datetime | Duration
    reason: str
    moved: Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Reverted(Event):
    """The completion, skip or lapse with the number ``reverts`` was taken back."""

    type: ClassVar[str] = "reverted"
    reverts: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted(Event):
    """The open tasks were counted anew on a changed calendar; ``moved`` are those of which anything changed."""

    type: ClassVar[str] = "recounted"
    calendar: str
    hash: str
    reason: str
    moved: Mapping[str, Moved] = field(default_factory=dict, hash=False)
    promise: Moved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """The citizen took the case back."""

    type: ClassVar[str] = "withdrawn"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Event):
    """The agency ended the case."""

    type: ClassVar[str] = "cancelled"
    reason: str
