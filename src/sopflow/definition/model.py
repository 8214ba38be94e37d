"""The model of an SOP: frozen values with the names of the field.

It must not know files, places in them, or how a case runs. Ids are those of the file; texts are the agency's own words.
Anything a file leaves out has its default here, so nobody who reads the model needs to know the defaults.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.definition.condition import Condition
    from sopflow.duration import DayCounting, Duration

FactType = Literal["boolean", "integer", "number", "string"]

ON_OVERDUE: Final = "on_overdue"
"""What the overdue way is called wherever the id of a branch stands."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a column of the sheet. ``calendar`` is the calendar of the actor's own, where there is one."""

    id: str
    name: str
    external: bool = False
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What steps need and produce. ``external``: handed in for each case; ``on_hand``: the office always has it."""

    id: str
    name: str
    external: bool = False
    on_hand: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a case that conditions read; ``schema`` is its JSON Schema without title and description."""

    id: str
    type: FactType
    title: str
    description: str = ""
    schema: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Input:
    """What a step needs: one document, or any one of several. It is not needed where ``when`` does not hold."""

    documents: tuple[str, ...]
    optional: bool = False
    when: Condition | None = None
    quantity: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A document that comes out of a step; ``wording`` is what the sheet prints in its place."""

    document: str
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """One way out of a step: a branch of a decision, or the overdue way.

    ``next`` holds step and outcome ids; with more than one the way forks.
    """

    id: str
    label: str
    next: tuple[str, ...]
    activity: str | None = None
    when: Condition | None = None
    otherwise: bool = False
    outputs: tuple[Output, ...] = ()
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who hears that a due date is near: so long ``before`` it. Nobody in ``to``: whoever is at work."""

    before: Duration
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who hears that a due date has passed: so long ``after`` it, None as soon as it has."""

    to: tuple[str, ...]
    after: Duration | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the sheet. ``next`` is empty where ``branches`` say how it goes on.

    ``remind`` and ``escalate`` are None where those of the whole SOP hold.
    """

    id: str
    number: str
    actor: str
    activity: str
    participants: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    tools: tuple[str, ...] = ()
    duration: Duration | None = None
    outputs: tuple[Output, ...] = ()
    result: str | None = None
    sets: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    on_overdue: Branch | None = None
    remind: tuple[Reminder, ...] | None = None
    escalate: tuple[Escalation, ...] | None = None
    optional: bool = False
    join: bool = False
    calendar: str | None = None
    note: str | None = None

    @property
    def exits(self) -> tuple[Exit, ...]:
        """All ways out of the step, the overdue way last."""
        ways = [Exit(self.id, branch.id, branch.next) for branch in self.branches] or [Exit(self.id, None, self.next)]
        if self.on_overdue:
            ways.append(Exit(self.id, ON_OVERDUE, self.on_overdue.next))
        return tuple(ways)

    @property
    def named_exits(self) -> tuple[Branch, ...]:
        """The branches and the overdue way: every way out that has a name."""
        return (*self.branches, self.on_overdue) if self.on_overdue else self.branches

    def branch(self, branch_id: str) -> Branch | None:
        """Return the branch (or the overdue way) of that id, None where there is none."""
        return next((branch for branch in self.named_exits if branch.id == branch_id), None)


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of ``step``; ``branch`` is None for a step that does not decide."""

    step: str
    branch: str | None
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case can end. ``ends_case``: at once, whatever others still do in parallel."""

    id: str
    name: str
    ends_case: bool = False


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """What the citizen is promised, from the latest completion of ``start`` (None: from the start of the case)."""

    duration: Duration
    start: str | None = None
    extension: Duration | None = None
    remind: tuple[Reminder, ...] = ()
    escalate: tuple[Escalation, ...] = ()


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approved the SOP, as the identity block prints it."""

    position: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity block of the official sheet; dates as the sheet writes them."""

    number: str = ""
    revision: str = ""
    created: str = ""
    revised: str = ""
    approved: str = ""
    effective: str = ""
    approved_by: Approver = Approver()
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole SOP; the mappings are in the order of the file."""

    id: str
    version: str
    title: str
    actors: Mapping[str, Actor]
    steps: Mapping[str, Step]
    outcomes: Mapping[str, Outcome]
    documents: Mapping[str, Document] = field(default_factory=dict)
    data: Mapping[str, Fact] = field(default_factory=dict)
    agency: str = ""
    unit: str = ""
    service: str = ""
    fee: str = ""
    service_time: ServiceTime | None = None
    calendar: str = "id-asn"
    day_counting: DayCounting | None = None
    remind: tuple[Reminder, ...] = ()
    escalate: tuple[Escalation, ...] = ()
    identity: Identity = Identity()

    @property
    def first_step(self) -> str:
        """The step that a case starts with."""
        return next(iter(self.steps))

    def calendar_of(self, step: Step) -> str:
        """Return the name or path of the calendar that counts for a step: its own, its actor's, or the SOP's."""
        return step.calendar or self.actors[step.actor].calendar or self.calendar

    def reminders_of(self, step: Step) -> tuple[Reminder, ...]:
        """Return the reminders of a step: its own, or those of the whole SOP."""
        return self.remind if step.remind is None else step.remind

    def escalations_of(self, step: Step) -> tuple[Escalation, ...]:
        """Return the escalations of a step: its own, or those of the whole SOP."""
        return self.escalate if step.escalate is None else step.escalate

    @property
    def notices_by_step(self) -> Mapping[str | None, tuple[Reminder | Escalation, ...]]:
        """The reminders and escalations that hold for each step, and for what the citizen is promised (None)."""
        promised = self.service_time
        found: dict[str | None, tuple[Reminder | Escalation, ...]] = {
            step.id: (*self.reminders_of(step), *self.escalations_of(step)) for step in self.steps.values()
        }
        return {**found, None: (*promised.remind, *promised.escalate) if promised else ()}
