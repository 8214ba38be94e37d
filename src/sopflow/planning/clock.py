"""How long tasks take: from the arrivals at a step to its due date, on the calendar of that step.

It must not know ways, or where a running case stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sopflow.engine.routing import latest
from sopflow.engine.timing import counted
from sopflow.engine.zone import CaseZone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition
    from sopflow.engine.routing import Arrival


class Timing(NamedTuple):
    """When a task is due (None: it has no duration), when it ends, and what that rests on."""

    due: datetime | None
    end: datetime
    assumptions: tuple[Assumption, ...]


class Clock:
    """Times the tasks of one SOP; equal questions are answered once."""

    def __init__(
        self, definition: Definition, calendars: Callable[[str], WorkCalendar], calendar: WorkCalendar | None = None
    ) -> None:
        calendar = calendar or calendars(definition.calendar)
        self.zone = CaseZone(calendar)
        own = {s.id: s.calendar or definition.actors[s.actor].calendar for s in definition.steps.values()}
        self._calendars = {step: calendars(name) if name else calendar for step, name in own.items()}
        self._durations = {step.id: step.duration for step in definition.steps.values()}
        self._known: dict[tuple[str, tuple[Arrival, ...]], Timing] = {}

    def time(self, step: str, arrivals: tuple[Arrival, ...]) -> Timing:
        """Return when a task that starts with the last of ``arrivals`` is due: no arrival makes it due earlier."""
        key = (step, arrivals)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._time(step, arrivals)
        return known

    def _time(self, step: str, arrivals: tuple[Arrival, ...]) -> Timing:
        duration = self._durations[step]
        if duration is None:
            return Timing(None, latest(arrivals), ())
        promise = counted(self._calendars[step], self.zone, duration, arrivals)
        return Timing(promise.at, promise.at, promise.assumptions)
