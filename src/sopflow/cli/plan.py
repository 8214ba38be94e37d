"""``sopflow plan``: when each step is due if a case starts at a given time."""

from __future__ import annotations

from typing import Final

from sopflow.calendars.load import calendar as find_calendar
from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import CALENDAR, FORMAT, LANGUAGE, SOP_FILE, option
from sopflow.cli.terminal import table
from sopflow.cli.usage import UsageError
from sopflow.loading import load
from sopflow.render.plan import plan_sheet

PARAMETERS: Final = (
    SOP_FILE,
    option("--start", metavar="ISO", help="cli-start-option", required=True),
    option("--choose", metavar="STEP=BRANCH", help="cli-choose-option", multiple=True),
    CALENDAR,
    FORMAT,
    LANGUAGE,
)


def plan(file: str, start: str, choose: tuple[str, ...], calendar: str | None, format: str, lang: str) -> Answer:
    """Plan a case of the SOP in ``file``; raises ``SopError`` for what cannot be planned."""
    choices = [_choice(text) for text in choose]
    procedure = load(file)
    given = find_calendar(calendar) if calendar is not None else None
    made = procedure.plan(start, choices, calendar=given)
    if format == "json":
        return Answer(json_text(made.to_dict(lang)))
    sheet = plan_sheet(made, procedure.definition, given or procedure.calendar, lang)
    return Answer("\n".join([*sheet.head, "", table(sheet.columns, sheet.rows), "", *sheet.foot]))


def _choice(text: str) -> tuple[str, str]:
    step, equals, branch = text.partition("=")
    if not (step and equals and branch):
        raise UsageError("cli-choice-form", text=text)
    return step.strip(), branch.strip()
