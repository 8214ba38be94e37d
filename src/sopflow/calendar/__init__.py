"""Working calendars: which hours count, which days are off, and when a term ends.

``calendar("id-asn")`` gives a ``WorkCalendar``; everything else is found in the modules: ``rules`` (what a file
decides), ``load`` (files), ``holidays`` (Indonesia's days off), ``days`` (what one date is), ``worktime`` (the index),
``due`` (counting), ``certainty`` (what is not decreed yet). The package knows nothing of SOPs.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sopflow.calendar.certainty import Assumption as Assumption
    from sopflow.calendar.certainty import combine as combine
    from sopflow.calendar.load import calendar as calendar
    from sopflow.calendar.rules import CalendarRules as CalendarRules
    from sopflow.calendar.workcalendar import Due as Due
    from sopflow.calendar.workcalendar import WorkCalendar as WorkCalendar

_HOMES = {
    "Assumption": "certainty",
    "CalendarRules": "rules",
    "Due": "workcalendar",
    "WorkCalendar": "workcalendar",
    "calendar": "load",
    "combine": "certainty",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


class _CallablePackage(ModuleType):
    # Importing any module below makes the package the attribute ``sopflow.calendar``; the public function has the
    # same name, so the package itself answers the call.
    def __call__(self, name_or_path: str | Path) -> WorkCalendar:
        from sopflow.calendar.load import calendar as find

        return find(name_or_path)


sys.modules[__name__].__class__ = _CallablePackage
