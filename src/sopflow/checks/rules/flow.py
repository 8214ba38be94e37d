"""Each step can be reached and can end, and each fork is a block: what breaks this would strand a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.flow import Fault


def flow_is_sound(subject: Subject) -> None:
    """Report the faults that the analysis of the flow found, each at the id of its step."""
    for fault in subject.flow.faults:
        if not _follows(fault, subject):
            path = subject.place(fault.step, "id")
            subject.report.at(fault.code, path, step=fault.step, others=fault.others, hint=f"{fault.code}-hint")


def _follows(fault: Fault, subject: Subject) -> bool:
    """Return whether a fault may come of another one, or of a way that could not be read."""
    uncertain = subject.built.uncertain
    if fault.code == "join-without-fork":  # what should meet here may be what breaks another rule
        return bool(uncertain) or any(other.code != fault.code for other in subject.flow.faults)
    return not uncertain.isdisjoint((fault.step, *fault.others))
