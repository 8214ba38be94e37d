"""What has happened in a case: small frozen records, from which its state can always be made again.

A due date is a fact here: it stands in the event that made it, with the calendar on which it was counted, and is never
counted again. Every event has ``seq``, its place in the history from 1 on, ``at``, when it happened, ``by``, the role
that somebody acted in, ``person``, the id of who it was if that is known, and its ``type``. They are named tuples, as
freezing a dataclass costs a tenth of a completion; where most are made it is by place with ``_make``, which takes half
the time of a call. It must not know what an event changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, NoReturn, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.duration import Duration


class Fixed(dict[str, Any]):
    """A mapping that nobody changes any more; JSON and pickle take it as the dict that it is."""

    def _refuse(self, *_given: object, **_named: object) -> NoReturn:
        raise TypeError("what has happened cannot be changed")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Fixed], tuple[dict[str, Any]]]:
        return Fixed, (dict(self),)


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
    """A due date that moved: where it was, and where it is.

    In events ``moved`` holds those of tasks, by step, ``promise_moved`` that of what the citizen was promised.
    """

    was: datetime
    due: Promise


NOTHING: Final = Fixed()
"""No facts, no dates that moved; where a command holds this very one, nothing was given."""


class Started(NamedTuple):
    """A case began; ``promise`` is what the citizen is promised, where the service time runs from the start."""

    seq: int
    at: datetime
    by: str
    person: str | None = None
    documents: tuple[str, ...] = ()
    data: Mapping[str, Any] = NOTHING
    begun: tuple[Begun, ...] = ()
    promise: Promise | None = None
    type: Literal["started"] = "started"


class Completed(NamedTuple):
    """A step was completed.

    ``late`` is by how many working minutes, ``promise`` the service time where it runs from this step.
    """

    seq: int
    at: datetime
    by: str
    step: str
    person: str | None = None
    branch: str | None = None
    documents: tuple[str, ...] = ()
    data: Mapping[str, Any] = NOTHING
    late: int = 0
    begun: tuple[Begun, ...] = ()
    promise: Promise | None = None
    type: Literal["completed"] = "completed"


class Skipped(NamedTuple):
    """An optional step was skipped."""

    seq: int
    at: datetime
    by: str
    step: str
    reason: str
    person: str | None = None
    late: int = 0
    begun: tuple[Begun, ...] = ()
    type: Literal["skipped"] = "skipped"


class Lapsed(NamedTuple):
    """The overdue way of a step was taken."""

    seq: int
    at: datetime
    by: str
    step: str
    person: str | None = None
    late: int = 0
    begun: tuple[Begun, ...] = ()
    type: Literal["lapsed"] = "lapsed"


class Attached(NamedTuple):
    """Documents arrived."""

    seq: int
    at: datetime
    by: str
    documents: tuple[str, ...]
    person: str | None = None
    type: Literal["attached"] = "attached"


class Recorded(NamedTuple):
    """Facts became known."""

    seq: int
    at: datetime
    by: str
    data: Mapping[str, Any]
    person: str | None = None
    type: Literal["recorded"] = "recorded"


class Assigned(NamedTuple):
    """A person took a task."""

    seq: int
    at: datetime
    by: str
    step: str
    assignee: str
    person: str | None = None
    type: Literal["assigned"] = "assigned"


class Suspended(NamedTuple):
    """The clock of the whole case was stopped."""

    seq: int
    at: datetime
    by: str
    reason: str
    person: str | None = None
    type: Literal["suspended"] = "suspended"


class Resumed(NamedTuple):
    """The clock runs again; what moved is counted anew with ``restart``."""

    seq: int
    at: datetime
    by: str
    person: str | None = None
    restart: bool = False
    moved: Mapping[str, Moved] = NOTHING
    promise_moved: Moved | None = None
    type: Literal["resumed"] = "resumed"


class Extended(NamedTuple):
    """A task (``step``), or what the citizen was promised (None), has a later deadline: until or longer by ``to``."""

    seq: int
    at: datetime
    by: str
    to: datetime | Duration
    reason: str
    person: str | None = None
    step: str | None = None
    moved: Mapping[str, Moved] = NOTHING
    promise_moved: Moved | None = None
    type: Literal["extended"] = "extended"


class Reverted(NamedTuple):
    """The completion, skip or lapse with the number ``reverts`` was taken back."""

    seq: int
    at: datetime
    by: str
    reverts: int
    reason: str
    person: str | None = None
    type: Literal["reverted"] = "reverted"


class Recounted(NamedTuple):
    """The open tasks were counted anew on a changed calendar; what moved is all of which anything changed."""

    seq: int
    at: datetime
    by: str
    calendar: str
    hash: str
    reason: str
    person: str | None = None
    moved: Mapping[str, Moved] = NOTHING
    promise_moved: Moved | None = None
    type: Literal["recounted"] = "recounted"


class Migrated(NamedTuple):
    """The case goes on by another version of its SOP: by ``version`` and ``hash``, no longer by those that it ``was``.

    ``steps`` are the steps that are called otherwise there, the new one by the old one.
    """

    seq: int
    at: datetime
    by: str
    version: str
    hash: str
    was_version: str
    was_hash: str
    reason: str
    person: str | None = None
    steps: Mapping[str, str] = NOTHING
    type: Literal["migrated"] = "migrated"


class Withdrawn(NamedTuple):
    """The citizen took the case back."""

    seq: int
    at: datetime
    by: str
    reason: str
    person: str | None = None
    type: Literal["withdrawn"] = "withdrawn"


class Cancelled(NamedTuple):
    """The agency ended the case."""

    seq: int
    at: datetime
    by: str
    reason: str
    person: str | None = None
    type: Literal["cancelled"] = "cancelled"


Event = (
    Started | Completed | Skipped | Lapsed | Attached | Recorded | Assigned | Suspended | Resumed | Extended | Reverted
    | Recounted | Migrated | Withdrawn | Cancelled
)  # fmt: skip
"""What can happen."""

Left = Completed | Skipped | Lapsed
"""How a task can end."""

TYPES: Final[Mapping[str, type[Event]]] = {kind._field_defaults["type"]: kind for kind in get_args(Event)}
"""The events by their type."""
