"""The rules, one concern a file; this list is the only place where they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.checks.rules.calendars import calendars_exist
from sopflow.checks.rules.decisions import decisions_have_one_answer
from sopflow.checks.rules.documents import inputs_come_from_somewhere
from sopflow.checks.rules.durations import days_are_qualified, hours_are_plausible
from sopflow.checks.rules.facts import facts_can_have_a_value
from sopflow.checks.rules.flow import flow_is_sound, outcomes_are_used
from sopflow.checks.rules.names import file_is_named_after_sop
from sopflow.checks.rules.stale_facts import facts_are_stated_anew

if TYPE_CHECKING:
    from sopflow.checks.subject import Rule

RULES: Final[tuple[Rule, ...]] = (
    flow_is_sound,
    outcomes_are_used,
    inputs_come_from_somewhere,
    facts_can_have_a_value,
    decisions_have_one_answer,
    facts_are_stated_anew,
    days_are_qualified,
    hours_are_plausible,
    calendars_exist,
    file_is_named_after_sop,
)
