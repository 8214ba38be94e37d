"""Standard Operating Procedures: written in YAML, proven sound, timed on Indonesian working calendars.

    sop = sopflow.load("procedures/pengaduan-langsung.yaml")
    sop.plan("2026-03-02T09:00").due

Importing this package costs nothing: each name is fetched when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sopflow.calendars.certainty import Assumption as Assumption
    from sopflow.calendars.instant import When as When
    from sopflow.calendars.load import calendar as calendar
    from sopflow.calendars.workcalendar import Due as Due
    from sopflow.calendars.workcalendar import WorkCalendar as WorkCalendar
    from sopflow.definition.model import Actor as Actor
    from sopflow.definition.model import Document as Document
    from sopflow.definition.model import Fact as Fact
    from sopflow.definition.model import Outcome as Outcome
    from sopflow.definition.model import Step as Step
    from sopflow.diagnostic import Diagnostic as Diagnostic
    from sopflow.diagnostic import Span as Span
    from sopflow.duration import Duration as Duration
    from sopflow.engine.events import Event as Event
    from sopflow.engine.person import By as By
    from sopflow.engine.person import Person as Person
    from sopflow.engine.task import Task as Task
    from sopflow.errors import CalendarError as CalendarError
    from sopflow.errors import CalendarInvalid as CalendarInvalid
    from sopflow.errors import CaseError as CaseError
    from sopflow.errors import ChoiceError as ChoiceError
    from sopflow.errors import CommandError as CommandError
    from sopflow.errors import DurationError as DurationError
    from sopflow.errors import InstantError as InstantError
    from sopflow.errors import Rejected as Rejected
    from sopflow.errors import SopError as SopError
    from sopflow.errors import SopInvalid as SopInvalid
    from sopflow.loading import check as check
    from sopflow.loading import load as load
    from sopflow.loading import loads as loads
    from sopflow.planning.model import Choice as Choice
    from sopflow.planning.model import Plan as Plan
    from sopflow.planning.model import PlannedTask as PlannedTask
    from sopflow.planning.model import Scenario as Scenario
    from sopflow.procedure import Case as Case
    from sopflow.procedure import Procedure as Procedure

__version__ = "0.1.0"

_HOMES: Final = {
    "Actor": "definition.model",
    "Assumption": "calendars.certainty",
    "By": "engine.person",
    "CalendarError": "errors",
    "CalendarInvalid": "errors",
    "Case": "procedure",
    "CaseError": "errors",
    "Choice": "planning.model",
    "ChoiceError": "errors",
    "CommandError": "errors",
    "Diagnostic": "diagnostic",
    "Document": "definition.model",
    "Due": "calendars.workcalendar",
    "Duration": "duration",
    "DurationError": "errors",
    "Event": "engine.events",
    "Fact": "definition.model",
    "InstantError": "errors",
    "Outcome": "definition.model",
    "Person": "engine.person",
    "Plan": "planning.model",
    "PlannedTask": "planning.model",
    "Procedure": "procedure",
    "Rejected": "errors",
    "Scenario": "planning.model",
    "SopError": "errors",
    "SopInvalid": "errors",
    "Span": "diagnostic",
    "Step": "definition.model",
    "Task": "engine.task",
    "When": "calendars.instant",
    "WorkCalendar": "calendars.workcalendar",
    "calendar": "calendars.load",
    "check": "loading",
    "load": "loading",
    "loads": "loading",
}

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 - all of them are strings


if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
