"""The two things that users hold: a procedure, loaded and proven, and a case on its way through it."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sopflow.engine import deciding, serial
from sopflow.engine.commands import COMMANDS, Migrate, Start
from sopflow.engine.events import NOTHING, Fixed, Migrated
from sopflow.engine.machine import Machine
from sopflow.engine.schedule import schedule
from sopflow.engine.state import begin
from sopflow.engine.surface import TakesCommands
from sopflow.engine.task import active_task, finished_tasks
from sopflow.engine.values import plain_text
from sopflow.errors import CommandError, SopError
from sopflow.plaintext import cut, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import Self

    import networkx as nx

    from sopflow.calendars.certainty import Assumption
    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Actor, Definition, Document, Fact, Outcome, Step
    from sopflow.diagnostic import Diagnostic
    from sopflow.engine.commands import Command
    from sopflow.engine.events import Event
    from sopflow.engine.person import By
    from sopflow.engine.schedule import Deadline
    from sopflow.engine.situation import State, Status
    from sopflow.engine.task import Task
    from sopflow.errors import Rejected
    from sopflow.planning.model import Plan
    from sopflow.source.nodes import SourceText


class Procedure:
    """An SOP that has been proven sound. Immutable, and safe to share between threads.

    The calendars that its file names are read once, when it is loaded. ``steps``, ``actors``, ``documents``, ``data``
    and ``outcomes`` are read-only mappings by id, in the order of the file.
    """

    def __init__(
        self,
        definition: Definition,
        flow: Flow,
        calendars: Mapping[str, WorkCalendar],
        source: SourceText | None = None,
    ) -> None:
        self._definition = definition
        self._source = source
        self._flow = flow
        self._calendars = dict(calendars)

    def __repr__(self) -> str:
        return f"<Procedure {self.id} {self.version}>"

    def __getstate__(self) -> dict[str, Any]:
        """Return what is copied and pickled: the machine holds functions, and is made anew where it is needed."""
        return {name: value for name, value in vars(self).items() if name != "machine"}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Procedure) and self.definition == other.definition

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def definition(self) -> Definition:
        """The whole model."""
        return self._definition

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The warnings and notes about the text, worked out when first asked for.

        Comments in it silence some; the settings of a folder (``sopflow.toml``) count for ``sopflow.check`` only.
        """
        if self._source is None:
            return ()
        from sopflow.checks.sop_file import check_reading
        from sopflow.source.reader import read_text

        return check_reading(read_text(self._source.text, self._source.name)).diagnostics

    @property
    def flow(self) -> Flow:
        """The flow of its steps, and where forks meet."""
        return self._flow

    @property
    def id(self) -> str:
        """The id of the SOP, in kebab-case."""
        return self.definition.id

    @property
    def version(self) -> str:
        """The agency's own version."""
        return self.definition.version

    @property
    def title(self) -> str:
        """The title of the SOP."""
        return self.definition.title

    @cached_property
    def hash(self) -> str:
        """``1:`` and the SHA-256 of what a case depends on; wording and layout leave it as it is."""
        from sopflow.definition.hash import content_hash

        return content_hash(self.definition)

    @property
    def source(self) -> SourceText | None:
        """The text that it was loaded from, with the name of its file; None where it was made without one."""
        return self._source

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """The calendars that the file names, by the names and paths that it has for them."""
        names = {self.definition.calendar_of(step) for step in self.definition.steps.values()}
        return {name: self._calendar(name) for name in sorted({self.definition.calendar, *names})}

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps by id."""
        return MappingProxyType(self.definition.steps)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return MappingProxyType(self.definition.actors)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""
        return MappingProxyType(self.definition.documents)

    @property
    def data(self) -> Mapping[str, Fact]:
        """The facts that conditions read, by id."""
        return MappingProxyType(self.definition.data)

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """How a case can end, by id."""
        return MappingProxyType(self.definition.outcomes)

    @property
    def calendar(self) -> WorkCalendar:
        """The calendar that counts where neither a step nor its actor has one of its own."""
        return self._calendar(self.definition.calendar)

    @property
    def graph(self) -> nx.MultiDiGraph[Any]:
        """A new ``networkx.MultiDiGraph`` of actors, steps, documents and outcomes; the caller owns it.

        Nodes are keyed ``start``, ``step:ID``, ``outcome:ID``, ``actor:ID``, ``document:ID`` and have a ``kind``;
        edges have ``kind`` flow, performs, requires or produces. Attributes are str, int, float or bool.
        """
        from sopflow.definition.graph import build_graph

        return build_graph(self.definition)

    def start(
        self,
        *,
        at: When,
        by: By | None = None,
        documents: Iterable[str] = (),
        data: Mapping[str, Any] = NOTHING,
        id: str | None = None,
    ) -> Case:
        """Start a case; ``by`` is the actor of the first step where nobody is named.

        ``documents`` are external documents that are handed in at once, ``data`` facts that are known, ``id`` is the
        application's own name for the case. Raises as the commands of ``Case``.
        """
        if not (id is None or (isinstance(id, str) and id.strip())):
            raise CommandError("case-id", found=shown(id))
        command = Start(at=at, by=by, documents=documents, data=data)
        event = deciding.decide_start(self.machine, command)
        return Case(self, id and plain_text(id), (event,), begin(self.machine, event))

    @cached_property
    def machine(self) -> Machine:
        """The SOP made ready to run: what ``decide`` and ``evolve`` of ``sopflow.engine`` take."""
        return Machine(self.definition, self._flow, self.hash, self._calendar)

    def plan(
        self,
        start: When,
        choices: Sequence[tuple[str, str]] | Mapping[str, str] = (),
        *,
        calendar: WorkCalendar | None = None,
    ) -> Plan:
        """Return when each step is due if the case starts at ``start`` and each step takes its full time.

        ``start`` is ISO text, a date or a datetime; a naive one is taken in the calendar's zone. ``choices`` are
        ``[("periksa", "lengkap"), ...]``, used up visit by visit, or ``{"periksa": "lengkap"}``; where nothing is
        chosen, the first branch that is not rework is taken. ``calendar`` stands in for the SOP's own. Raises
        ``InstantError``, ``ChoiceError`` and ``CalendarError``.
        """
        from sopflow.planning.plan import make_plan

        return make_plan(self.definition, self._flow, self._calendar, start, choices, calendar)

    def render(self, format: str, *, lang: str = "id", paper: str = "a4") -> bytes:
        """Return the SOP as a file: ``svg``, ``html``, ``pdf``, ``docx``, ``xlsx``, ``mmd``, ``dot`` or ``bpmn``.

        The first five are the official sheet; ``paper`` is ``a4`` or ``f4``, lying on its long side. Labels are in
        ``lang``. Raises ``SopError`` for another format or paper, and where an extra is needed but not installed.
        """
        from sopflow.output import render

        return render(self.definition, format, lang=lang, paper=paper)

    def _calendar(self, name: str) -> WorkCalendar:
        known = self._calendars.get(name)
        if known is None:
            from sopflow.calendars.load import calendar

            known = self._calendars.setdefault(name, calendar(name))
        return known


class Case(TakesCommands["Case"]):
    """A case on its way through one SOP. Immutable: each command returns a new case and leaves this one valid.

    Cases are compared by value, and safe to share between threads. They are made by ``Procedure.start`` and
    ``Case.from_json``. Instants are aware, in the zone of the SOP's calendar.
    """

    __slots__ = ("_earlier", "_events", "_id", "_procedure", "_state")

    def __init__(
        self,
        procedure: Procedure,
        id: str | None,
        events: tuple[Event, ...],
        state: State,
        earlier: tuple[Procedure, ...] = (),
    ) -> None:
        self._procedure = procedure
        self._id = id
        self._events = events
        self._state = state
        self._earlier = earlier

    def __repr__(self) -> str:
        named = f"{cut(self.id)} " if self.id else ""
        where = self.outcome or ", ".join(self._state.now.tasks) or "-"
        return f"<Case {named}{self.procedure.id} {self.status}: {where}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Case):
            return NotImplemented
        mine = (self._id, self._procedure.id, self._state.hash, self._events)
        return mine == (other._id, other._procedure.id, other._state.hash, other._events)

    def __hash__(self) -> int:
        return hash((self._id, self._state.hash, len(self._events), self._events[-1].at))

    def after(self, command: Command) -> Self:
        """Return the case after a command, given as one of ``sopflow.engine.commands``; the methods do it by name."""
        event, state = deciding.take(self._procedure.machine, self._state, command)
        procedure, earlier = self._procedure, self._earlier
        if isinstance(command, Migrate) and isinstance(command.to, Procedure):
            procedure, earlier = command.to, (*earlier, procedure)
        return type(self)(procedure, self._id, (*self._events, event), state, earlier)

    def as_of(self, seq: int) -> Self:
        """Return the case as it stood after event ``seq``; raises ``CommandError`` for one that it does not have."""
        if seq == self.seq:
            return self
        if isinstance(seq, bool) or not isinstance(seq, int) or not 1 <= seq < self.seq:
            raise CommandError("case-seq", given=shown(seq), latest=self.seq)
        return self.made_of(self._events[:seq])

    def made_of(self, events: tuple[Event, ...]) -> Self:
        """Return the case as it is with other events, or fewer; ``CaseError`` where one of them cannot follow."""
        versions = (*self._earlier, self._procedure)
        *earlier, procedure = versions[: 1 + sum(isinstance(event, Migrated) for event in events)]
        state = serial.replayed([version.machine for version in (*earlier, procedure)], events)
        return type(self)(procedure, self._id, events, state, tuple(earlier))

    def why_not(self, command: str, *args: Any, **kwargs: Any) -> list[Rejected]:
        """Return every reason against a command, in the contract's order, without raising; none where it is allowed.

        ``case.why_not("complete", "klarifikasi", by=..., at=...)`` takes what ``case.complete`` takes. Raises what the
        commands raise, ``Rejected`` aside, and ``CommandError`` for a command that does not exist.
        """
        if not isinstance(command, str) or command not in COMMANDS:
            raise CommandError(
                "command-unknown", given=command if isinstance(command, str) else shown(command), known=list(COMMANDS)
            )
        return deciding.why_not(self._procedure.machine, self._state, COMMANDS[command](*args, **kwargs))

    @property
    def id(self) -> str | None:
        """The application's own name for the case, None where it gave none."""
        return self._id

    @property
    def procedure(self) -> Procedure:
        """The SOP that the case goes by."""
        return self._procedure

    @property
    def earlier(self) -> tuple[Procedure, ...]:
        """The versions of the SOP that the case has gone by before it went over to this one, in order."""
        return self._earlier

    def procedure_at(self, seq: int) -> Procedure:
        """Return the version of the SOP under which event ``seq`` happened."""
        moves = [event.seq for event in self._events if isinstance(event, Migrated)]
        return (*self._earlier, self._procedure)[sum(move < seq for move in moves)]

    @property
    def state(self) -> State:
        """Where the case stands, as ``decide`` and ``evolve`` of ``sopflow.engine`` have it."""
        return self._state

    @property
    def seq(self) -> int:
        """The number of the latest event; the first one has 1."""
        return self._state.now.seq

    @property
    def status(self) -> Status:
        """``open``, ``suspended``, ``closed``, ``withdrawn`` or ``cancelled``."""
        return self._state.now.status

    @property
    def outcome(self) -> str | None:
        """The id of the outcome, None unless the case is closed."""
        return self._state.now.outcome

    @property
    def tasks(self) -> Mapping[str, Task]:
        """The active tasks by step id, in the order in which they began; there is never more than one of a step."""
        machine, now = self._procedure.machine, self._state.now
        return Fixed({step: active_task(machine, now, task) for step, task in now.tasks.items()})

    @property
    def history(self) -> tuple[Task, ...]:
        """The tasks that are over, in the order in which they were entered; what was reverted is left out.

        The case is gone through from its start each time this is asked.
        """
        return finished_tasks([version.machine for version in (*self._earlier, self._procedure)], self._events)

    @property
    def events(self) -> tuple[Event, ...]:
        """All that has happened, what was reverted included."""
        return self._events

    @property
    def data(self) -> Mapping[str, Any]:
        """The facts that are known."""
        return Fixed(self._state.now.data)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that were handed in or produced, in the order of the SOP."""
        return tuple(document for document in self._procedure.documents if document in self._state.now.documents)

    @property
    def due(self) -> datetime | None:
        """When the service that the citizen was promised is due.

        None where the SOP promises nothing, where its term has not begun, and while the case is suspended.
        """
        service = self._state.now.service
        return None if service is None or self._state.now.suspended is not None else service.promise.at

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the promised due date rests on that nobody has decreed yet."""
        service = self._state.now.service
        return () if service is None else service.promise.assumptions

    @property
    def certain(self) -> bool:
        """Whether the promised due date rests only on decreed data as the calendar held it when it was counted."""
        return not self.assumptions

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What is due to happen by itself as the case stands: reminders, escalations and overdue ways, in order.

        Empty while it is suspended. What has been sent or done is not looked at; a store keeps that.
        """
        return schedule(self._procedure.machine, self._state.now)

    def overdue(self, at: When) -> list[Task]:
        """Return the active tasks whose due date has passed at ``at``; in a suspended case, those of that moment."""
        return [task for task in self.tasks.values() if task.is_overdue(at)]

    def plan(self, at: When, choices: Sequence[tuple[str, str]] | Mapping[str, str] = ()) -> Plan:
        """Return what is still to come of the case if each task ends when it is due, or at ``at`` if that is later.

        The active tasks come first, since they began and with the due dates that stand; in a suspended case with those
        that they would have if it were resumed at ``at``. ``choices`` are those from here on, as in ``Procedure.plan``.
        Raises what that raises, and ``Rejected`` with the code ``case_closed`` where the case is over.
        """
        from sopflow.planning.plan import make_plan
        from sopflow.planning.position import where_it_stands

        sop = self._procedure
        now = sop.machine.zone.instant(at)
        position = where_it_stands(sop.machine, self._state.now, now)
        return make_plan(sop.definition, sop._flow, sop._calendar, now, choices, position=position)

    def render(self, format: str, *, at: When, lang: str = "id", paper: str = "a4") -> bytes:
        """Return the sheet of the case's SOP, its steps coloured by where they stand at ``at``, with their due dates.

        Formats are those of ``Procedure.render`` that draw the sheet. Raises as that does, and ``SopError`` for an
        instant before the latest event: the past of a case is not shown.
        """
        from sopflow.output import render
        from sopflow.sheet.case_marks import Standing, case_marks

        now = self._procedure.machine.zone.instant(at)
        latest = max(event.at for event in self._events)
        if now < latest:
            raise SopError("render-before-event", at=now, latest=latest)
        definition = self._procedure.definition
        standing = Standing(self.id, self.status, self.outcome, self.due, now)
        marks = case_marks(definition, self.tasks, self.history, standing, lang)
        return render(definition, format, lang=lang, paper=paper, case=marks)

    def to_dict(self, at: When) -> dict[str, object]:
        """Return where the case stands, as the command line writes it as JSON; tasks are overdue as of ``at``."""
        return {
            "case": self.id,
            "sop": self.procedure.id,
            "version": self.procedure.version,
            "status": self.status,
            "outcome": self.outcome,
            "due": self.due and self.due.isoformat(),
            "tasks": [task.to_dict(at) for task in self.tasks.values()],
        }

    def to_json(self) -> str:
        """Return the case as JSON (``schemas/case.schema.json``): its events, and which SOP it goes by."""
        return serial.to_json(self._procedure.machine, self._id, self._events)

    @classmethod
    def from_json(cls, text: str | bytes, procedure: Procedure, earlier: Iterable[Procedure] = ()) -> Self:
        """Return the case that ``to_json`` wrote; due dates are read, not counted.

        Where it has gone over to another version of its SOP, ``earlier`` holds those that it has gone by before.

        Raises ``CaseError`` for a text that is no case or was damaged or changed, and ``Rejected`` with the code
        ``definition_mismatch`` where the SOP is another one, or no longer the same.
        """
        if not isinstance(procedure, Procedure):
            raise CommandError("procedure-form", found=shown(procedure))
        versions = tuple(earlier)
        for version in versions:
            if not isinstance(version, Procedure):
                raise CommandError("procedure-form", found=shown(version))
        known = {version.hash: version for version in versions}
        machines = {content: version.machine for content, version in known.items()}
        id, events, state, before = serial.from_json(procedure.machine, text, machines)
        return cls(procedure, id, events, state, tuple(known.get(was, procedure) for was in before))
