"""Why a command is not allowed: every reason, in the order of the contract.

Each check is asked only where those before it leave it a meaning; nothing is changed here.
"""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Final

from sopflow.engine import timing
from sopflow.engine.commands import (
    Assign,
    Complete,
    Extend,
    Lapse,
    Migrate,
    Resume,
    Revert,
    Skip,
    Suspend,
)
from sopflow.engine.migrating import obstacles
from sopflow.engine.person import Person
from sopflow.engine.refusals import closed, other_definition
from sopflow.engine.requirements import lacking_needs, missing_facts
from sopflow.engine.situation import ENDED
from sopflow.engine.values import MOST_BITS
from sopflow.errors import Rejected
from sopflow.messages import Either, Sentence, Several, Term
from sopflow.plaintext import cut, harmless, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.engine.asking import Asked
    from sopflow.engine.commands import Command
    from sopflow.engine.machine import Machine, Need, StepRules
    from sopflow.engine.situation import Situation, State

_LONGEST: Final = 60
"""No more than so many characters of a value stand in a sentence."""

_CLOSING: Final = frozenset('"]}')
_MOST_NAMED: Final = 8
"""No more than so many of the names that somebody gave stand in a sentence."""

_ABOUT_A_TASK: Final = (Complete, Skip, Lapse, Assign)


def start_objections(machine: Machine, asked: Asked) -> list[Rejected]:
    """Return each reason against the start of a case, in the order of the contract."""
    found: list[Rejected] = []
    _unknown(machine, asked, found)
    if asked.invalid:
        _invalid(machine, asked, found)
    return found


def objections(machine: Machine, state: State, asked: Asked) -> list[Rejected]:
    """Return each reason against a command to a running case, in the order of the contract."""
    found: list[Rejected] = []
    now, command = state.now, asked.command
    if state.hash != machine.hash:
        found.append(other_definition(machine, state.hash))
    if now.status in ENDED and not (now.status == "closed" and isinstance(command, Revert)):
        found.append(closed(machine, now))
    if not _is_ordinary(now, asked):
        _unknown(machine, asked, found)
        _out_of_place(machine, state, asked, found)
        if command.who != "anybody" and asked.role is not None:
            _wrong_actor(machine, asked, asked.role, found)
    if asked.invalid:
        _invalid(machine, asked, found)
    further = _FURTHER.get(command.__class__)
    if further is not None:
        further(machine, state, asked, found)
    if asked.step is not None:
        for reason in found:
            reason.step = asked.step.id
    return found


def _is_ordinary(now: Situation, asked: Asked) -> bool:
    """Return whether somebody completes his own task in time on a clear way, with nothing handed in or stated.

    Most commands are that, and a look at each reason against them would cost as much as all else.
    """
    task, step = asked.task, asked.step
    if task is None or step is None or asked.way is None or asked.documents or asked.data:
        return False
    in_time = now.suspended is None and asked.at >= task.since and asked.at >= now.barrier
    return in_time and asked.role == step.actor and task.assignee is None


def _unknown(machine: Machine, asked: Asked, found: list[Rejected]) -> None:
    command, step = asked.command, asked.step
    if step is None and (isinstance(command, _ABOUT_A_TASK) or getattr(command, "step", None) is not None):
        given = command.step  # type: ignore[attr-defined]
        named = given if isinstance(given, str) else None
        found.append(
            Rejected(
                "unknown_step",
                named,
                given=cut(given) if isinstance(given, str) else shown(given),
                known=list(machine.steps),
            )
        )
    if asked.role is None:
        sentence = "rejected-unknown-actor-person" if asked.person is not None else ""
        found.append(Rejected("unknown_actor", sentence=sentence, given=cut(asked.named), known=list(machine.actors)))
    if not machine.external.issuperset(asked.documents):
        _unknown_documents(machine, asked.documents, found)
    if asked.data:
        fields = [field for field in asked.data if field not in machine.facts]
        if fields:
            sentence = "" if machine.facts else "rejected-unknown-field-none"
            found.append(Rejected("unknown_field", sentence=sentence, fields=_some(fields), known=list(machine.facts)))
    choice = command.choose if isinstance(command, Complete) else None
    if choice is not None and step is not None and step.only is None and choice not in step.ways:
        known = [branch for branch in step.ways if branch]
        found.append(Rejected("unknown_branch", step_label=step.label, given=cut(choice), known=known))


def _unknown_documents(machine: Machine, documents: tuple[str, ...], found: list[Rejected]) -> None:
    unknown = [document for document in documents if document not in machine.documents]
    external = [document for document in machine.documents if document in machine.external]
    if unknown:
        sentence = "" if external else "rejected-unknown-document-none"
        found.append(Rejected("unknown_document", sentence=sentence, documents=_some(unknown), known=external))
    inside = [machine.names[f"document:{d}"] for d in documents if machine.documents.get(d) is False]
    if inside:
        sentence = "" if external else "rejected-not-external-none"
        found.append(Rejected("not_external", sentence=sentence, documents=inside, known=external))


def _out_of_place(machine: Machine, state: State, asked: Asked, found: list[Rejected]) -> None:
    """Give what speaks against a command at this point of the case: its clock, its tasks, the time."""
    now, command, step, task = state.now, asked.command, asked.step, asked.task
    if now.suspended is not None:
        if isinstance(command, Suspend):
            found.append(Rejected("already_suspended", since=now.suspended))
        elif not command.while_suspended:
            found.append(Rejected("case_suspended", since=now.suspended))
    elif isinstance(command, Resume):
        found.append(Rejected("not_suspended"))
    earliest, sentence, what = now.barrier, "", Term(f"barrier-{now.barred_by}")
    if task is not None:
        if task.since >= earliest:
            earliest, sentence = task.since, "rejected-time-reversed-task"
    elif step is not None:
        active = tuple(machine.steps[active].label for active in now.tasks)
        none = "" if active else "rejected-step-not-active-none"
        found.append(Rejected("step_not_active", sentence=none, step_label=step.label, active=active))
    elif isinstance(command, Revert) and state.last is not None and state.last.at >= earliest:
        earliest, sentence, step = state.last.at, "rejected-time-reversed-task-ended", machine.steps[state.last.step]
    if asked.at < earliest:
        label = "" if step is None else step.label
        reason = Rejected("time_reversed", None, sentence, at=asked.at, earliest=earliest, step_label=label, event=what)
        found.append(reason)


def _wrong_actor(machine: Machine, asked: Asked, role: str, found: list[Rejected]) -> None:
    command, step = asked.command, asked.step
    if command.who == "agency":
        if machine.actors[role]:
            inside = [machine.names[f"actor:{actor}"] for actor, external in machine.actors.items() if not external]
            found.append(Rejected(
                "wrong_actor", sentence="rejected-wrong-actor-external",
                command=Term(f"command-{command.name}"), given=_actor(machine, asked, role), known=inside,
            ))  # fmt: skip
        elif isinstance(command, Assign) and step is not None:
            _lacks_role(machine, step, command.person, found)
    elif step is not None:
        assignee = asked.task.assignee if asked.task is not None else None
        if role != step.actor:
            found.append(Rejected(
                "wrong_actor", step_label=step.label, given=_actor(machine, asked, role),
                wanted=machine.names[f"actor:{step.actor}"],
            ))  # fmt: skip
        elif assignee is not None and assignee != asked.person:
            found.append(Rejected(
                "wrong_actor", sentence="rejected-wrong-actor-assigned", step_label=step.label,
                given=_actor(machine, asked, role), assignee=cut(assignee),
            ))  # fmt: skip


def _actor(machine: Machine, asked: Asked, role: str) -> object:
    """Return how a sentence calls somebody who acts: the role, and for a person the id before it."""
    named = machine.names[f"actor:{role}"]
    return named if asked.person is None else Sentence("person-as", {"person": cut(asked.person), "role": named})


def _lacks_role(machine: Machine, step: StepRules, person: object, found: list[Rejected]) -> None:
    if isinstance(person, Person) and step.actor not in person.roles:
        found.append(Rejected(
            "wrong_actor", sentence="rejected-wrong-actor-role", step_label=step.label, given=cut(person.id),
            wanted=machine.names[f"actor:{step.actor}"],
        ))  # fmt: skip


def _not_optional(_machine: Machine, _state: State, asked: Asked, found: list[Rejected]) -> None:
    step = asked.step
    if step is not None and asked.task is not None and not step.optional:
        found.append(Rejected("not_optional", step_label=step.label))


def _no_lapse(_machine: Machine, state: State, asked: Asked, found: list[Rejected]) -> None:
    step, task = asked.step, asked.task
    if step is None or task is None:
        return
    if task.promise is None:
        found.append(Rejected("not_overdue", sentence="rejected-not-overdue-no-term", step_label=step.label))
    elif asked.at < task.promise.at:
        found.append(Rejected("not_overdue", step_label=step.label, due=task.promise.at))
    if step.overdue is None:
        found.append(Rejected("no_lapse", step_label=step.label))


def _invalid(machine: Machine, asked: Asked, found: list[Rejected]) -> None:
    wrong = [
        Sentence(
            "fact-invalid",
            {"field": machine.names[f"fact:{f}"], "value": _shown(asked.data[f]), "wanted": machine.wanted[f]},
        )
        for f in asked.invalid
    ]
    found.append(Rejected("data_invalid", facts=Several(tuple(wrong))))


def _shown(value: object) -> object:
    """Return a value as JSON writes it, cut where it is long; what JSON cannot write by its type."""
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return Term("value-too-large")
    try:
        text = harmless(json.dumps(value, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError):
        kind = type(value)
        home = f"{kind.__module__}." if hasattr(builtins, kind.__name__) and kind.__module__ != "builtins" else ""
        return Sentence("value-of-type", {"type": cut(f"{home}{kind.__qualname__}")})
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 2]}…{text[-1] if text[-1] in _CLOSING else ''}"


def _some(names: list[str]) -> list[str]:
    """Return the first of what somebody gave, cut as a sentence can hold it, and how many more there are."""
    more = len(names) - _MOST_NAMED
    return [cut(name) for name in names[:_MOST_NAMED]] + ([f"… (+{more})"] if more > 0 else [])


def _incomplete(machine: Machine, _state: State, asked: Asked, found: list[Rejected]) -> None:
    """Add what a step still lacks, and why no way out of it is open."""
    step, command = asked.step, asked.command
    if step is None or asked.task is None:
        return
    if step.required is None or not step.required <= asked.in_hand:
        lacking = lacking_needs(step, asked.facts, asked.in_hand)
        if lacking:
            documents = Several(tuple(_named(machine, need) for need in lacking))
            found.append(Rejected("missing_input", step_label=step.label, documents=documents))
    unknown: tuple[str, ...] = ()
    if step.asks:
        missing = missing_facts(step, asked.data, asked.facts, asked.in_hand, decided=asked.way is not None)
        unknown = tuple(fact for fact in missing if fact not in asked.invalid)
        if unknown:
            facts = Several(tuple(machine.names[f"fact:{fact}"] for fact in unknown))
            found.append(Rejected("missing_data", step_label=step.label, facts=facts))
    if asked.way is None:
        assert isinstance(command, Complete)
        _no_way(machine, step, command.choose, asked, unknown, found)


def _no_way(
    machine: Machine,
    step: StepRules,
    choice: str | None,
    asked: Asked,
    unknown: tuple[str, ...],
    found: list[Rejected],
) -> None:
    if step.choices:
        if choice is None:
            found.append(Rejected("branch_required", step_label=step.label, known=Either(tuple(step.choices))))
        return
    if choice is not None and (step.only is not None or choice in step.ways):
        sentence = "" if step.only is None else "rejected-branch-not-open-none"
        found.append(Rejected("branch_not_open", sentence=sentence, step_label=step.label, given=cut(choice)))
    if step.guards and not unknown and not any(fact in asked.invalid for fact in step.deciding):
        _undecidable(machine, step, asked, found)


def _undecidable(machine: Machine, step: StepRules, asked: Asked, found: list[Rejected]) -> None:
    """Give why the facts lead to no way out of a step, or to several."""
    holding = [guard.way.branch for guard in step.guards if guard.holds(asked.facts).holds]
    if len(holding) == 1 or (not holding and step.otherwise is not None):
        return
    facts = [machine.names[f"fact:{fact}"] for fact in step.deciding]
    if holding:
        found.append(Rejected("several_branches_match", step_label=step.label, branches=holding, facts=facts))
    else:
        found.append(Rejected("no_branch_matches", step_label=step.label, facts=facts))


def _named(machine: Machine, need: Need) -> Either:
    """Return a missing document, or the documents of which any one would do."""
    named = [machine.names[f"document:{document}"] for document in need.documents]
    return Either(tuple(named))


def _no_extension(machine: Machine, state: State, asked: Asked, found: list[Rejected]) -> None:
    step = asked.step
    assert asked.to is not None
    if step is not None:
        if asked.task is None:
            return
        term, calendar = asked.task.term, step.calendar
        if term is None:
            found.append(
                Rejected("not_an_extension", sentence="rejected-not-an-extension-no-term", step_label=step.label)
            )
            return
    else:
        if getattr(asked.command, "step", None) is not None:
            return
        term, calendar = state.now.service, machine.calendar
        allowed = machine.service_time and machine.service_time.extension
        if term is None or allowed is None or state.now.extended:
            found.append(_not_extensible(machine, state))
            return
    longer = timing.extended(calendar, machine.zone, term, asked.to).at
    if longer <= term.promise.at:
        found.append(Rejected("not_an_extension", to=longer, due=term.promise.at))
    elif step is None and machine.service_time is not None and machine.service_time.extension is not None:
        most = timing.extended(calendar, machine.zone, term, machine.service_time.extension).at
        if longer > most:
            found.append(Rejected(
                "not_an_extension", sentence="rejected-not-an-extension-too-long", to=longer, most=most,
                extension=str(machine.service_time.extension),
            ))  # fmt: skip


def _not_extensible(machine: Machine, state: State) -> Rejected:
    """Return why what the citizen was promised cannot be extended at all."""
    service = machine.service_time
    if service is None:
        return Rejected("not_an_extension", sentence="rejected-not-an-extension-no-promise")
    if service.extension is None:
        return Rejected("not_an_extension", sentence="rejected-not-an-extension-not-foreseen")
    if state.now.extended:
        return Rejected("not_an_extension", sentence="rejected-not-an-extension-once")
    label = machine.steps[service.start].label if service.start else ""
    return Rejected("not_an_extension", sentence="rejected-not-an-extension-not-begun", step_label=label)


def _not_revertible(_machine: Machine, state: State, _asked: Asked, found: list[Rejected]) -> None:
    if state.last is None:
        found.append(Rejected("not_revertible"))


def _not_migratable(machine: Machine, state: State, asked: Asked, found: list[Rejected]) -> None:
    assert isinstance(asked.command, Migrate)
    if state.now.status not in ENDED:
        found += obstacles(machine, state.now, asked.command.to.machine, asked.command.steps)


_FURTHER: Final[Mapping[type[Command], Callable[[Machine, State, Asked, list[Rejected]], None]]] = {
    Complete: _incomplete,
    Skip: _not_optional,
    Lapse: _no_lapse,
    Extend: _no_extension,
    Revert: _not_revertible,
    Migrate: _not_migratable,
}
"""What speaks against one command only."""
