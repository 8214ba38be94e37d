"""Each step can be reached and can end, and each fork is a block: what breaks this would strand a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.checks.rules.written import with_branches

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.flow import Fault


def outcomes_are_used(subject: Subject) -> None:
    """Warn of outcomes that no step leads to: the commonest slip when a branch is moved."""
    definition = subject.definition
    if subject.built.uncertain or subject.flow.faults:
        return
    used = {target for step in definition.steps.values() for way in step.exits for target in way.targets}
    for outcome in definition.outcomes:
        said = subject.findings.says_something_of(("outcomes", outcome))
        if outcome not in used and not said and subject.findings.has(("outcomes", outcome)):
            path = ("outcomes", outcome)
            subject.findings.at_key("outcome-unused", path, hint="outcome-unused-hint", id=outcome)


def flow_is_sound(subject: Subject) -> None:
    """Report the faults that the analysis of the flow found, each at the id of its step."""
    unreached = [fault.step for fault in subject.flow.faults if fault.code == "step-unreachable"]
    for fault in subject.flow.faults:
        if not _follows(fault, subject):
            path, ways = subject.path(fault.step, "id"), [with_branches(way, subject.definition) for way in fault.ways]
            hint = _hint(subject, fault)
            others = unreached if fault.code == "step-cannot-end" else fault.others
            subject.findings.at(fault.code, path, step=fault.step, others=others, ways=ways, hint=hint)


def _hint(subject: Subject, fault: Fault) -> str:
    """Return what would mend a fault; where a step waits already, another flow need not come there."""
    if fault.code == "join-missing" and any(len(way) == 2 for way in fault.ways):
        return "join-missing-flow-hint"
    if fault.code == "step-cannot-end" and any(other.code == "step-unreachable" for other in subject.flow.faults):
        return "step-cannot-end-turn-hint"
    joins = [step.id for step in subject.definition.steps.values() if step.join]
    waits = fault.code == "fork-shares-step" and fault.others[0] in joins
    return "fork-goes-round-hint" if waits else f"{fault.code}-hint"


def _follows(fault: Fault, subject: Subject) -> bool:
    """Return whether a fault may come of another one, or of a way that could not be read."""
    uncertain = subject.built.uncertain
    if fault.code == "join-without-fork":  # what should meet here may be what breaks another rule
        return bool(uncertain) or any(other.code != fault.code for other in subject.flow.faults)
    if fault.code == "step-unreachable" and any(other.code == "step-cannot-end" for other in subject.flow.faults):
        return True  # the way that goes round would have come here
    if fault.code == "join-missing" and any(  # a fork that is no block has no place where it should wait
        other.code.startswith("fork-") and other.step == fault.others[0] for other in subject.flow.faults
    ):
        return True
    return not uncertain.isdisjoint((fault.step, *fault.others))
