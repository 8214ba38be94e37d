"""The rules, one concern a file; this list is the only place where they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.checks.rules.calendars import calendars_exist
from sopflow.checks.rules.deadlines import outsiders_who_are_late_are_thought_of, steps_have_a_deadline
from sopflow.checks.rules.decisions import decisions_have_one_answer
from sopflow.checks.rules.documents import documents_are_there
from sopflow.checks.rules.durations import days_are_qualified, hours_are_plausible
from sopflow.checks.rules.facts import facts_can_have_a_value
from sopflow.checks.rules.flow import flow_is_sound, outcomes_are_used
from sopflow.checks.rules.names import actors_are_used, file_is_named_after_sop
from sopflow.checks.rules.notices import reminders_can_come
from sopflow.checks.rules.outputs import outputs_are_used
from sopflow.checks.rules.service_time import promise_can_be_kept
from sopflow.checks.rules.sheet import (
    activities_begin_with_a_verb,
    actors_take_part_once,
    columns_are_one_actor,
    dates_exist,
    decisions_have_two_ways,
    steps_have_an_output,
)
from sopflow.checks.rules.stale_facts import facts_are_stated_anew

if TYPE_CHECKING:
    from sopflow.checks.subject import Rule

SOUNDNESS: Final[tuple[Rule, ...]] = (
    flow_is_sound,
    documents_are_there,
    facts_can_have_a_value,
    decisions_have_one_answer,
    calendars_exist,
    reminders_can_come,
)
"""What can make a case impossible, ambiguous or endless, and promises that cannot be kept: asked at every load."""

BESIDE_ERRORS: Final[tuple[Rule, ...]] = (
    outcomes_are_used,
    facts_are_stated_anew,
    days_are_qualified,
    hours_are_plausible,
    file_is_named_after_sop,
)
"""What is said whether there are errors or not; left out where an SOP without errors is only loaded."""

ONCE_SOUND: Final[tuple[Rule, ...]] = (
    promise_can_be_kept,
    outputs_are_used,
    steps_have_a_deadline,
    outsiders_who_are_late_are_thought_of,
    activities_begin_with_a_verb,
    columns_are_one_actor,
    actors_take_part_once,
    dates_exist,
    decisions_have_two_ways,
    steps_have_an_output,
    actors_are_used,
)
"""What is said of an SOP without errors only, since whoever mends those has enough to read."""
