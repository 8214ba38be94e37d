"""What the citizen is promised can be kept, if each step takes its full time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


_MOST_SHOWN: Final = 12


def promise_can_be_kept(subject: Subject) -> None:
    """Warn of steps that alone take longer than what is promised, else of a way that does."""
    from sopflow.planning.promise import Promised

    service = subject.definition.service_time
    if service is None:
        return
    try:
        promised = Promised(subject.definition, subject.flow, subject.calendar)
        long = [step for step in subject.definition.steps.values() if promised.is_shorter_than(step)]
        overrun = None if long else promised.overrun()
    except CalendarError:  # a term that leaves the years which the calendar answers
        return
    for step in long:
        subject.findings.at(
            "step-longer-than-service", subject.path(step.id, "duration"), hint="service-time-hint",
            text=str(step.duration), promised=str(service.duration),
        )  # fmt: skip
    if overrun is not None:
        subject.findings.at(
            "service-time-exceeded", subject.path_of_promise, hint="service-time-hint", promised=str(service.duration),
            start=overrun.start, due=overrun.promised, end=overrun.end, way=_shown(overrun.steps),
        )  # fmt: skip


def _shown(steps: tuple[str, ...]) -> list[str]:
    return [*steps[:_MOST_SHOWN], *(["…"] if len(steps) > _MOST_SHOWN else [])]
