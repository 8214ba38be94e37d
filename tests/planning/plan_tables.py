"""Short words for tests of plans: instants, plans of sketches, and tables that a reader can check by eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from calendar_texts import asn_with
from sketches import sound
from sopflow.calendars.instant import When
from sopflow.calendars.load import calendar
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.definition.flow import analyse
from sopflow.planning.model import Plan
from sopflow.planning.plan import make_plan

Choices = Sequence[tuple[str, str]] | Mapping[str, str]

START: Final = "2026-03-02T09:00"


def wib(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Jakarta"))


def plan_of(text: str, start: When = START, choices: Choices = (), work: WorkCalendar | None = None) -> Plan:
    definition = sound("\n".join(line.strip() for line in text.strip().splitlines()))
    return make_plan(definition, analyse(definition), calendar, start, choices, work)


def rows(plan: Plan) -> list[tuple[str, int, str, str | None]]:
    """The tasks as a table: step, visit, start, due."""
    return [(task.step, task.visit, short(task.starts), short(task.due) if task.due else None) for task in plan.steps]


def ways(plan: Plan) -> list[tuple[str, str, str | None]]:
    """The ways as a table: choices, outcome, due."""
    return [
        (" ".join(f"{c.step}={c.branch}" for c in way.choices), way.outcome, short(way.due) if way.due else None)
        for way in plan.scenarios
    ]


def short(at: datetime) -> str:
    return at.strftime("%m-%d %H:%M")


def with_cutoff(at: str) -> WorkCalendar:
    return asn_with(f'counting: {{cutoff: "{at}"}}')
