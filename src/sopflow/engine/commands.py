"""What somebody wants to do to a case, the form that it takes, and who may do it. It must not know any case.

``at`` is when it happened, ``by`` a role of the SOP or a person with roles. A command lives as long as it takes to
decide on it, so it is not frozen: that would cost a tenth of the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Protocol

from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.engine.events import NOTHING
from sopflow.engine.person import Person
from sopflow.engine.values import plain_text
from sopflow.errors import CommandError
from sopflow.plaintext import shown

if TYPE_CHECKING:
    from sopflow.calendars.instant import When
    from sopflow.duration import Duration
    from sopflow.engine.machine import Machine
    from sopflow.engine.person import By

Who = Literal["anybody", "performer", "agency"]
"""Any actor of the SOP, the actor of the step, or any actor that is not external."""


@dataclass(slots=True, kw_only=True)
class Command:
    """What every command has; ``who`` may give it, and whether it is taken ``while_suspended``."""

    name: ClassVar[str]
    who: ClassVar[Who] = "agency"
    while_suspended: ClassVar[bool] = False
    by: By
    at: When

    def check(self) -> None:
        """Raise ``CommandError`` where something beside actor, instant, documents and facts has not its form."""


@dataclass(slots=True, kw_only=True)
class Reasoned(Command):
    """A command that needs a reason."""

    reason: str

    def check(self) -> None:
        """Raise ``CommandError`` where the reason is missing."""
        if not isinstance(self.reason, str) or not self.reason.strip():
            raise CommandError("reason-missing")


@dataclass(slots=True, kw_only=True)
class Start(Command):
    """Begin a case; without ``by`` it is the actor of the first step."""

    name: ClassVar[str] = "start"
    who: ClassVar[Who] = "anybody"
    by: By | None = None  # type: ignore[assignment]
    documents: Iterable[str] = ()
    data: Mapping[str, Any] = NOTHING


@dataclass(slots=True)
class Complete(Command):
    """Complete a step, on the way ``choose`` where the actor decides."""

    name: ClassVar[str] = "complete"
    who: ClassVar[Who] = "performer"
    step: str
    choose: str | None = field(default=None, kw_only=True)
    documents: Iterable[str] = field(default=(), kw_only=True)
    data: Mapping[str, Any] = field(default=NOTHING, kw_only=True)

    def check(self) -> None:
        """Raise ``CommandError`` where the choice is no id; a text of a kind of its own becomes a plain one."""
        if self.choose is not None and self.choose.__class__ is not str:
            if not isinstance(self.choose, str):
                raise CommandError("choose-form", found=shown(self.choose))
            self.choose = plain_text(self.choose)


@dataclass(slots=True)
class Skip(Reasoned):
    """Leave an optional step out."""

    name: ClassVar[str] = "skip"
    who: ClassVar[Who] = "performer"
    step: str


@dataclass(slots=True)
class Lapse(Command):
    """Take the overdue way of a step."""

    name: ClassVar[str] = "lapse"
    step: str


@dataclass(slots=True)
class Attach(Command):
    """Hand documents in."""

    name: ClassVar[str] = "attach"
    who: ClassVar[Who] = "anybody"
    while_suspended: ClassVar[bool] = True
    documents: Iterable[str]


@dataclass(slots=True)
class Record(Command):
    """State facts."""

    name: ClassVar[str] = "record"
    who: ClassVar[Who] = "anybody"
    while_suspended: ClassVar[bool] = True
    data: Mapping[str, Any]


@dataclass(slots=True)
class Assign(Command):
    """Give a task to a person."""

    name: ClassVar[str] = "assign"
    while_suspended: ClassVar[bool] = True
    step: str
    person: str | Person

    def check(self) -> None:
        """Raise ``CommandError`` where the person has no id."""
        if not isinstance(self.person, Person) and not (isinstance(self.person, str) and self.person.strip()):
            raise CommandError("person-id", found=shown(self.person))


@dataclass(slots=True, kw_only=True)
class Suspend(Reasoned):
    """Stop the clock."""

    name: ClassVar[str] = "suspend"


@dataclass(slots=True, kw_only=True)
class Resume(Command):
    """Let the clock run again; with ``restart`` the terms of the active tasks begin anew."""

    name: ClassVar[str] = "resume"
    while_suspended: ClassVar[bool] = True
    restart: bool = False

    def check(self) -> None:
        """Raise ``CommandError`` where it is not clear whether terms begin anew."""
        if not isinstance(self.restart, bool):
            raise CommandError("restart-form", found=shown(self.restart))


@dataclass(slots=True)
class Extend(Reasoned):
    """Give a task, or what the citizen was promised (no step), a later deadline: an instant or a longer term."""

    name: ClassVar[str] = "extend"
    step: str | None = None
    to: When | Duration = field(kw_only=True)


@dataclass(slots=True, kw_only=True)
class Revert(Reasoned):
    """Take the latest completion, skip or lapse back."""

    name: ClassVar[str] = "revert"


@dataclass(slots=True)
class Recount(Reasoned):
    """Count the open tasks anew on a changed calendar."""

    name: ClassVar[str] = "recount"
    calendar: WorkCalendar

    def check(self) -> None:
        """Raise ``CommandError`` where there is no calendar, or no reason."""
        if not isinstance(self.calendar, WorkCalendar):
            raise CommandError("calendar-form", found=shown(self.calendar))
        Reasoned.check(self)


class Runnable(Protocol):
    """What has an SOP made ready to run: a ``Procedure``."""

    @property
    def machine(self) -> Machine:
        """The SOP, ready to run."""


@dataclass(slots=True)
class Migrate(Reasoned):
    """Go on by another version of the SOP; ``steps`` says what active steps are called there, where otherwise."""

    name: ClassVar[str] = "migrate"
    while_suspended: ClassVar[bool] = True
    to: Runnable
    steps: Mapping[str, str] = field(default=NOTHING, kw_only=True)

    def check(self) -> None:
        """Raise ``CommandError`` where there is no SOP, where steps are no mapping of ids, or no reason."""
        if getattr(self.to, "machine", None) is None:
            raise CommandError("procedure-form", found=shown(self.to))
        if not (
            isinstance(self.steps, Mapping) and all(isinstance(id, str) for pair in self.steps.items() for id in pair)
        ):
            raise CommandError("steps-form", found=shown(self.steps))
        Reasoned.check(self)


@dataclass(slots=True, kw_only=True)
class Withdraw(Reasoned):
    """Take the case back, as the citizen may."""

    name: ClassVar[str] = "withdraw"
    who: ClassVar[Who] = "anybody"
    while_suspended: ClassVar[bool] = True


@dataclass(slots=True, kw_only=True)
class Cancel(Reasoned):
    """End the case."""

    name: ClassVar[str] = "cancel"
    while_suspended: ClassVar[bool] = True


COMMANDS: Final[Mapping[str, type[Command]]] = {
    kind.name: kind
    for kind in (
        Complete, Skip, Lapse, Attach, Record, Assign, Suspend, Resume, Extend, Revert, Recount, Migrate, Withdraw,
        Cancel,
    )
}  # fmt: skip
"""What a running case takes, by name."""
