"""What somebody wants to do to a case. It must not know whether that is allowed.

``at`` is when it happened, ``by`` a role of the SOP or a person with roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

if TYPE_CHECKING:
    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.duration import Duration
    from sopflow.engine.person import By

Who = Literal["anybody", "performer", "agency"]
"""Any actor of the SOP, the actor of the step, or any actor that is not external."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What every command has."""

    name: ClassVar[str]
    who: ClassVar[Who] = "agency"
    while_suspended: ClassVar[bool] = False
    by: By
    at: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Command):
    """Begin a case; without ``by`` it is the actor of the first step."""

    name: ClassVar[str] = "start"
    who: ClassVar[Who] = "anybody"
    by: By | None = None  # type: ignore[assignment]
    documents: Iterable[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Complete(Command):
    """Complete a step, on the way ``choose`` where the actor decides."""

    name: ClassVar[str] = "complete"
    who: ClassVar[Who] = "performer"
    step: str
    choose: str | None = field(default=None, kw_only=True)
    documents: Iterable[str] = field(default=(), kw_only=True)
    data: Mapping[str, Any] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class Skip(Command):
    """Leave an optional step out."""

    name: ClassVar[str] = "skip"
    who: ClassVar[Who] = "performer"
    step: str
    reason: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Lapse(Command):
    """Take the overdue way of a step."""

    name: ClassVar[str] = "lapse"
    step: str


@dataclass(frozen=True, slots=True)
class Attach(Command):
    """Hand documents in."""

    name: ClassVar[str] = "attach"
    who: ClassVar[Who] = "anybody"
    while_suspended: ClassVar[bool] = True
    documents: Iterable[str]


@dataclass(frozen=True, slots=True)
class Record(Command):
    """State facts."""

    name: ClassVar[str] = "record"
    who: ClassVar[Who] = "anybody"
    while_suspended: ClassVar[bool] = True
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Assign(Command):
    """Give a task to a person."""

    name: ClassVar[str] = "assign"
    while_suspended: ClassVar[bool] = True
    step: str
    person: By


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(Command):
    """Stop the clock."""

    name: ClassVar[str] = "suspend"
    while_suspended: ClassVar[bool] = True  # it has a refusal of its own
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Let the clock run again; with ``restart`` the terms of the active tasks begin anew."""

    name: ClassVar[str] = "resume"
    while_suspended: ClassVar[bool] = True
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Extend(Command):
    """Give a task, or what the citizen was promised (no step), a later deadline: an instant or a longer term."""

    name: ClassVar[str] = "extend"
    step: str | None = None
    to: When | Duration = field(kw_only=True)
    reason: str = field(kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revert(Command):
    """Take the latest completion, skip or lapse back."""

    name: ClassVar[str] = "revert"
    reason: str


@dataclass(frozen=True, slots=True)
class Recount(Command):
    """Count the open tasks anew on a changed calendar."""

    name: ClassVar[str] = "recount"
    calendar: WorkCalendar
    reason: str = field(kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command):
    """Take the case back, as the citizen may."""

    name: ClassVar[str] = "withdraw"
    who: ClassVar[Who] = "anybody"
    while_suspended: ClassVar[bool] = True
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    """End the case."""

    name: ClassVar[str] = "cancel"
    while_suspended: ClassVar[bool] = True
    reason: str


COMMANDS: Final[Mapping[str, type[Command]]] = {
    kind.name: kind
    for kind in (
        Complete, Skip, Lapse, Attach, Record, Assign, Suspend, Resume, Extend, Revert, Recount, Withdraw, Cancel,
    )
}  # fmt: skip
"""What a running case takes, by name."""
