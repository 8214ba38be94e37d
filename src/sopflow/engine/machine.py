"""An SOP made ready to run: every question of the engine answered once, when the first case starts.

It must not know cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sopflow.definition.facts import compile_condition, compile_schema
from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.values import described
from sopflow.engine.zone import CaseZone
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.facts import Answer
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Branch, Definition, Escalation, Input, Output, Reminder, ServiceTime, Step
    from sopflow.duration import DayCounting, Duration

    Ask = Callable[[Mapping[str, Any]], Answer]


class Way(NamedTuple):
    """A way out of a step: where it leads, where its flows meet if it forks, and what it produces.

    ``straight`` is the step that it leads to where it does not fork, None where it forks or leads to an outcome.
    """

    branch: str | None
    targets: tuple[str, ...]
    place: str | None
    straight: str | None
    outputs: frozenset[str]


class Need(NamedTuple):
    """Documents of which one has to be in hand, where ``when`` holds."""

    documents: tuple[str, ...]
    when: Ask | None


class Guard(NamedTuple):
    """A way that is taken where its condition holds."""

    way: Way
    holds: Ask


@dataclass(frozen=True, slots=True)
class StepRules:
    """One step, ready to run.

    It goes on over ``only``; or over the one of ``guards`` that holds, else over ``otherwise``; or over the one of
    ``choices`` that the actor names. ``ways`` holds all of these by branch, ``deciding`` are the facts that the guards
    read, ``asks`` says whether any fact matters to the step. ``required`` are the documents that it needs, None where
    it depends which. ``responsible`` is the role of the agency that answers for the step when it is overdue.
    """

    id: str
    label: str
    actor: str
    external: bool
    duration: Duration | None
    calendar: WorkCalendar
    optional: bool
    sets: tuple[str, ...]
    asks: bool
    needs: tuple[Need, ...]
    required: frozenset[str] | None
    only: Way | None
    guards: tuple[Guard, ...]
    otherwise: Way | None
    deciding: tuple[str, ...]
    choices: Mapping[str, Way]
    ways: Mapping[str | None, Way]
    overdue: Way | None
    responsible: str | None
    remind: tuple[Reminder, ...]
    escalate: tuple[Escalation, ...]


class Machine:
    """An SOP, ready to run. Nothing of it changes once it is made, so that threads can share it.

    ``actors`` and ``documents`` say of each whether it is external, ``outcomes`` whether it ends the case at once;
    ``facts`` tell whether a value will do, ``types`` and ``wanted`` what will. ``names`` is what sentences call them.
    ``tells`` is whether anything is due to happen by itself, such as reminders and overdue ways.
    """

    def __init__(
        self, definition: Definition, flow: Flow, content_hash: str, calendars: Callable[[str], WorkCalendar]
    ) -> None:
        self.id = definition.id
        self.version = definition.version
        self.hash = content_hash
        self.calendar: WorkCalendar = calendars(definition.calendar)
        self.zone = CaseZone(self.calendar)
        self.first = definition.first_step
        self.day_counting: DayCounting = definition.day_counting or "working"
        self.service_time: ServiceTime | None = definition.service_time
        self.actors: Mapping[str, bool] = {actor.id: actor.external for actor in definition.actors.values()}
        self.documents: Mapping[str, bool] = {doc.id: doc.external for doc in definition.documents.values()}
        self.external = frozenset(document for document, external in self.documents.items() if external)
        self.facts: Mapping[str, Callable[[Any], bool]] = {
            fact.id: compile_schema({"type": fact.type, **fact.schema}) for fact in definition.data.values()
        }
        self.types: Mapping[str, str] = {fact.id: fact.type for fact in definition.data.values()}
        self.wanted: Mapping[str, tuple[object, ...]] = {
            fact.id: described({"type": fact.type, **fact.schema}) for fact in definition.data.values()
        }
        self.outcomes: Mapping[str, bool] = {end.id: end.ends_case for end in definition.outcomes.values()}
        self.names: Mapping[str, str] = _names(definition)
        self.steps: Mapping[str, StepRules] = {
            step.id: _rules(definition, flow, step, calendars) for step in definition.steps.values()
        }
        self.tells = any(step.overdue or step.remind or step.escalate for step in self.steps.values()) or bool(
            self.service_time and (self.service_time.remind or self.service_time.escalate)
        )

    def __repr__(self) -> str:
        return f"<Machine {self.id} {self.version}>"


def _names(definition: Definition) -> dict[str, str]:
    """Return what sentences call actors, documents, facts and outcomes: ``actor:loket`` -> ``Loket (loket)``."""
    kinds: dict[str, dict[str, str]] = {
        "actor": {actor.id: actor.name for actor in definition.actors.values()},
        "document": {document.id: document.name for document in definition.documents.values()},
        "fact": {fact.id: fact.title for fact in definition.data.values()},
        "outcome": {outcome.id: outcome.name for outcome in definition.outcomes.values()},
    }
    return {
        f"{kind}:{key}": f"{one_line(name)} ({key})" for kind, names in kinds.items() for key, name in names.items()
    }


def _rules(definition: Definition, flow: Flow, step: Step, calendars: Callable[[str], WorkCalendar]) -> StepRules:
    meets = {(way.step, way.branch): place for way, place in flow.meets.items()}
    outputs = _documents(step.outputs)

    def way(branch: str | None, targets: tuple[str, ...], produced: frozenset[str]) -> Way:
        straight = targets[0] if len(targets) == 1 and targets[0] in definition.steps else None
        return Way(branch, targets, meets.get((step.id, branch)), straight, produced)

    def over(branch: Branch) -> Way:
        return way(branch.id, branch.next, outputs | _documents(branch.outputs))

    ways: dict[str | None, Way] = {branch.id: over(branch) for branch in step.branches}
    only = None if ways else way(None, step.next, outputs)
    guards = tuple(Guard(ways[b.id], compile_condition(b.when)) for b in step.branches if b.when)
    otherwise = next((ways[branch.id] for branch in step.branches if branch.otherwise), None)
    late = step.on_overdue
    needs = tuple(
        Need(item.documents, compile_condition(item.when) if item.when else None)
        for item in step.inputs
        if _has_to_be_asked(definition, item, outputs)
    )
    depends = any(need.when or len(need.documents) > 1 for need in needs)
    return StepRules(
        id=step.id,
        label=f"{one_line(step.number)} ({step.id})" if step.number else step.id,
        actor=step.actor,
        external=definition.actors[step.actor].external,
        duration=step.duration,
        calendar=calendars(definition.calendar_of(step)),
        optional=step.optional,
        sets=step.sets,
        asks=bool(step.sets or guards or any(item.when for item in step.inputs)),
        needs=needs,
        required=None if depends else frozenset(document for need in needs for document in need.documents),
        only=only,
        guards=guards,
        otherwise=otherwise,
        deciding=tuple(dict.fromkeys(fact for branch in step.branches if branch.when for fact in branch.when.facts)),
        choices={} if guards or otherwise else {branch.id: ways[branch.id] for branch in step.branches},
        ways=ways if only is None else {None: only},
        overdue=way(ON_OVERDUE, late.next, _documents(late.outputs)) if late else None,
        responsible=_responsible(definition, step),
        remind=definition.reminders_of(step),
        escalate=definition.escalations_of(step),
    )


def _responsible(definition: Definition, step: Step) -> str | None:
    """Return whose step it is in the agency; of an external step, who acts once it is overdue, else the first role."""
    after = step.on_overdue.next if step.on_overdue else ()
    acting = [definition.steps[target].actor for target in after if target in definition.steps]
    inside = [actor for actor in (step.actor, *acting, *definition.actors) if not definition.actors[actor].external]
    return inside[0] if inside else None


def _has_to_be_asked(definition: Definition, item: Input, outputs: frozenset[str]) -> bool:
    """Return whether an input can hold a step up: what is on hand or updated by the step itself never does."""
    return not item.optional and not any(
        definition.documents[document].on_hand or document in outputs for document in item.documents
    )


def _documents(outputs: tuple[Output, ...]) -> frozenset[str]:
    return frozenset(output.document for output in outputs)
