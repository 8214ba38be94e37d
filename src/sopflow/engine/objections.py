"""Why a command is not allowed: every reason, in the order of the contract.

Each check is asked only where those before it leave it a meaning; nothing is changed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.engine import timing
from sopflow.engine.commands import (
    Assign,
    Complete,
    Extend,
    Lapse,
    Resume,
    Revert,
    Skip,
    Suspend,
)
from sopflow.engine.person import Person
from sopflow.engine.values import is_plain
from sopflow.errors import Rejected
from sopflow.messages import Either, Sentence, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sopflow.engine.asking import Asked
    from sopflow.engine.machine import Machine, Need, StepRules, Way
    from sopflow.engine.state import State

_ENDS: Final = frozenset({"closed", "withdrawn", "cancelled"})
_ABOUT_A_TASK: Final = (Complete, Skip, Lapse, Assign)


def objections(machine: Machine, state: State | None, asked: Asked) -> Iterator[Rejected]:
    """Give each reason against a command; the first is the one that is raised."""
    command = asked.command
    if state is not None:
        if state.hash != machine.hash:
            yield Rejected(
                "definition_mismatch", sop=machine.id, version=machine.version, was=state.hash, now=machine.hash
            )
        if state.status in _ENDS and not (state.status == "closed" and isinstance(command, Revert)):
            yield _closed(machine, state)
    yield from _unknown(machine, asked)
    if state is not None:
        yield from _out_of_place(machine, state, asked)
    yield from _wrong_actor(machine, asked)
    if asked.task is not None and state is not None:
        yield from _not_yet(machine, state, asked)
    if asked.data:
        yield from _invalid(machine, asked)
    if isinstance(command, Complete):
        if asked.step is not None and asked.task is not None:
            yield from _incomplete(machine, asked.step, asked)
    elif isinstance(command, Extend) and state is not None:
        yield from _no_extension(machine, state, asked)
    elif isinstance(command, Revert) and state is not None and state.undo is None:
        yield Rejected("not_revertible")


def _closed(machine: Machine, state: State) -> Rejected:
    if state.outcome is not None:
        return Rejected("case_closed", outcome=machine.names[f"outcome:{state.outcome}"])
    return Rejected("case_closed", sentence=f"rejected-case-{state.status}")


def _unknown(machine: Machine, asked: Asked) -> Iterator[Rejected]:
    command = asked.command
    step_id = getattr(command, "step", None)
    if asked.step is None and (step_id is not None or isinstance(command, _ABOUT_A_TASK)):
        yield Rejected("unknown_step", step_id, given=step_id, known=Either(tuple(machine.steps)))
    if asked.role is None:
        sentence = "rejected-unknown-actor-person" if asked.person is not None else ""
        yield Rejected("unknown_actor", sentence=sentence, given=asked.named, known=Either(tuple(machine.actors)))
    if asked.documents:
        yield from _unknown_documents(machine, asked.documents)
    fields = [field for field in asked.data if field not in machine.facts]
    if fields:
        sentence = "" if machine.facts else "rejected-unknown-field-none"
        yield Rejected("unknown_field", sentence=sentence, fields=fields, known=list(machine.facts))
    if isinstance(command, Complete) and asked.step is not None and command.choose is not None:
        branches = asked.step.branches
        if branches and command.choose not in branches:
            yield Rejected(
                "unknown_branch", asked.step.id, step_label=asked.step.label, given=command.choose,
                known=Either(tuple(sorted(branches))),
            )  # fmt: skip


def _unknown_documents(machine: Machine, documents: tuple[str, ...]) -> Iterator[Rejected]:
    unknown = [document for document in documents if document not in machine.documents]
    external = [document for document, comes_from_outside in machine.documents.items() if comes_from_outside]
    if unknown:
        sentence = "" if external else "rejected-unknown-document-none"
        yield Rejected("unknown_document", sentence=sentence, documents=unknown, known=external)
    inside = [machine.names[f"document:{d}"] for d in documents if machine.documents.get(d) is False]
    if inside:
        sentence = "" if external else "rejected-not-external-none"
        yield Rejected("not_external", sentence=sentence, documents=inside, known=external)


def _out_of_place(machine: Machine, state: State, asked: Asked) -> Iterator[Rejected]:
    """Give what speaks against a command at this point of the case: its clock, its tasks, the time."""
    command, step, task = asked.command, asked.step, asked.task
    if state.suspended is not None:
        if not command.while_suspended:
            yield Rejected("case_suspended", asked.step_id, since=state.suspended)
        if isinstance(command, Suspend):
            yield Rejected("already_suspended", since=state.suspended)
    elif isinstance(command, Resume):
        yield Rejected("not_suspended")
    earliest = state.barrier
    if task is not None:
        earliest = max(earliest, task.since)
    elif step is not None:
        active = tuple(machine.steps[active].label for active in state.tasks)
        sentence = "" if active else "rejected-step-not-active-none"
        yield Rejected("step_not_active", step.id, sentence=sentence, step_label=step.label, active=active)
    elif isinstance(command, Revert) and state.undo is not None:
        earliest = max(earliest, state.undo.at)
    if asked.at < earliest:
        yield Rejected("time_reversed", asked.step_id, at=asked.at, earliest=earliest)


def _wrong_actor(machine: Machine, asked: Asked) -> Iterator[Rejected]:
    command, step, role = asked.command, asked.step, asked.role
    if role is None or command.who == "anybody":
        return
    if command.who == "agency":
        if machine.actors[role]:
            inside = tuple(actor for actor, external in machine.actors.items() if not external)
            yield Rejected(
                "wrong_actor", asked.step_id, "rejected-wrong-actor-external",
                command=Term(f"command-{command.name}"), given=machine.names[f"actor:{role}"], known=Either(inside),
            )  # fmt: skip
        elif isinstance(command, Assign) and step is not None:
            yield from _lacks_role(machine, step, command.person)
    elif step is not None:
        assignee = asked.task.assignee if asked.task is not None else None
        if role != step.actor:
            yield Rejected(
                "wrong_actor", step.id, step_label=step.label, given=machine.names[f"actor:{role}"],
                wanted=machine.names[f"actor:{step.actor}"],
            )  # fmt: skip
        elif assignee is not None and assignee != asked.person:
            yield Rejected(
                "wrong_actor", step.id, "rejected-wrong-actor-assigned", step_label=step.label, given=asked.named,
                assignee=assignee,
            )  # fmt: skip


def _lacks_role(machine: Machine, step: StepRules, person: object) -> Iterator[Rejected]:
    if isinstance(person, Person) and step.actor not in person.roles:
        yield Rejected(
            "wrong_actor", step.id, "rejected-wrong-actor-role", step_label=step.label, given=person.id,
            wanted=machine.names[f"actor:{step.actor}"],
        )  # fmt: skip


def _not_yet(machine: Machine, state: State, asked: Asked) -> Iterator[Rejected]:
    """Give what speaks against leaving a task out, or over its overdue way."""
    command, step, task = asked.command, asked.step, asked.task
    assert step is not None
    assert task is not None
    if isinstance(command, Skip) and not step.optional:
        yield Rejected("not_optional", step.id, step_label=step.label)
    if isinstance(command, Lapse):
        if task.term is None:
            yield Rejected("not_overdue", step.id, "rejected-not-overdue-no-term", step_label=step.label)
        elif asked.at < task.term.promise.at and state.suspended is None:
            yield Rejected("not_overdue", step.id, step_label=step.label, due=task.term.promise.at)
        if step.overdue is None:
            yield Rejected("no_lapse", step.id, step_label=step.label)


def _invalid(machine: Machine, asked: Asked) -> Iterator[Rejected]:
    wrong = [
        Sentence(
            "fact-invalid",
            {"field": machine.names[f"fact:{fact}"], "value": _shown(asked.data[fact]), "wanted": machine.wanted[fact]},
        )
        for fact in _invalid_fields(machine, asked)
    ]
    if wrong:
        yield Rejected("data_invalid", asked.step_id, facts=wrong)


def _invalid_fields(machine: Machine, asked: Asked) -> list[str]:
    return [
        field
        for field, value in asked.data.items()
        if field in machine.facts and not (is_plain(value) and machine.facts[field](value))
    ]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _incomplete(machine: Machine, step: StepRules, asked: Asked) -> Iterator[Rejected]:
    """Give what a step still lacks, and why no way out of it is open."""
    command = asked.command
    assert isinstance(command, Complete)
    if step.needs:
        lacking = lacking_needs(step, asked.facts, asked.in_hand)
        if lacking:
            yield Rejected(
                "missing_input", step.id, step_label=step.label, documents=[_named(machine, n) for n in lacking]
            )
    if asked.data and _invalid_fields(machine, asked):
        return
    unknown = missing_facts(step, asked.data, asked.facts, asked.in_hand)
    if unknown:
        yield Rejected(
            "missing_data", step.id, step_label=step.label, facts=[machine.names[f"fact:{fact}"] for fact in unknown]
        )
    if command.choose is None:
        if step.choices:
            yield Rejected("branch_required", step.id, step_label=step.label, known=Either(tuple(step.choices)))
    elif not step.choices and (command.choose in step.branches or not step.branches):
        sentence = "" if step.branches else "rejected-branch-not-open-none"
        yield Rejected("branch_not_open", step.id, sentence, step_label=step.label, given=command.choose)
    if step.guards and not unknown:
        holding = [guard.way.branch for guard in step.guards if guard.holds(asked.facts).holds]
        facts = [machine.names[f"fact:{fact}"] for fact in step.deciding]
        if not holding and step.otherwise is None:
            yield Rejected("no_branch_matches", step.id, step_label=step.label, facts=facts)
        elif len(holding) > 1:
            yield Rejected("several_branches_match", step.id, step_label=step.label, branches=holding, facts=facts)


def lacking_needs(step: StepRules, facts: Mapping[str, Any], in_hand: frozenset[str]) -> list[Need]:
    """Return what a step surely needs and nobody has handed in or produced."""
    return [
        need
        for need in step.needs
        if in_hand.isdisjoint(need.documents) and (need.when is None or need.when(facts).holds)
    ]


def _named(machine: Machine, need: Need) -> Either:
    """Return a missing document, or the documents of which any one would do."""
    return Either(tuple(machine.names[f"document:{document}"] for document in need.documents))


def missing_facts(
    step: StepRules, given: Mapping[str, Any], facts: Mapping[str, Any], in_hand: frozenset[str]
) -> tuple[str, ...]:
    """Return the facts that have to be stated before a step can be completed: its own, and those that decide."""
    missing = [fact for fact in step.sets if fact not in given]
    for need in step.needs:
        if need.when is not None and in_hand.isdisjoint(need.documents):
            missing += need.when(facts).missing
    if step.guards and not any(guard.holds(facts).holds for guard in step.guards):
        if step.otherwise is not None:
            missing += [fact for fact in step.deciding if fact not in facts]
        else:
            missing += [fact for guard in step.guards for fact in guard.holds(facts).missing]
    return tuple(dict.fromkeys(missing)) if missing else ()


def open_way(step: StepRules, asked: Asked) -> Way:
    """Return the way on which a step that may be completed goes on."""
    if step.only is not None:
        return step.only
    command = asked.command
    if isinstance(command, Complete) and command.choose is not None:
        return step.choices[command.choose]
    for guard in step.guards:
        if guard.holds(asked.facts).holds:
            return guard.way
    assert step.otherwise is not None
    return step.otherwise


def _no_extension(machine: Machine, state: State, asked: Asked) -> Iterator[Rejected]:
    step = asked.step
    assert asked.to is not None
    if step is not None:
        if asked.task is None:
            return
        term, calendar = asked.task.term, step.calendar
        if term is None:
            yield Rejected("not_an_extension", step.id, "rejected-not-an-extension-no-term", step_label=step.label)
            return
    else:
        if getattr(asked.command, "step", None) is not None:
            return
        term, calendar = state.promised, machine.calendar
        allowed = machine.service_time and machine.service_time.extension
        if term is None or allowed is None or state.extended:
            why = "no-promise" if term is None else "not-foreseen" if allowed is None else "once"
            yield Rejected("not_an_extension", sentence=f"rejected-not-an-extension-{why}")
            return
    longer = timing.extended(calendar, machine.zone, term, asked.to).at
    if longer <= term.promise.at:
        yield Rejected("not_an_extension", asked.step_id, to=longer, due=term.promise.at)
    elif step is None and machine.service_time is not None and machine.service_time.extension is not None:
        most = timing.extended(calendar, machine.zone, term, machine.service_time.extension).at
        if longer > most:
            yield Rejected(
                "not_an_extension", sentence="rejected-not-an-extension-too-long", to=longer, most=most,
                extension=str(machine.service_time.extension),
            )  # fmt: skip
