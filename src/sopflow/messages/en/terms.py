"""English sentences about terms and instants."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- durations ---
    "duration-unit-name": "There is no unit '{unit}'; there is {known}.",
    "duration-amount": "The amount {amount} is not a whole number.",
    "duration-no-text": "A term is a text such as '3 hari kerja' or a Duration, not {found}.",
    "duration-empty": (
        'The duration is empty; write for example "3 hari kerja", or leave the key out where there is no time limit.'
    ),
    "duration-too-long": (
        'The duration "{text}" is longer than {limit} characters; write only the number and its unit, for '
        'example "3 hari kerja".'
    ),
    "duration-unreadable": (
        '"{text}" can\'t be read as a duration; write a number and a unit, for example "3 hari kerja", and '
        "any other words in brackets behind it."
    ),
    "duration-no-unit": 'The duration "{text}" names no unit; write for example "{right}".',
    "duration-unknown-unit": (
        'The unit "{unit}" in the duration "{text}" is unknown; use minutes, hours, working days, calendar days, '
        "weeks, months or years."
    ),
    "duration-unit-misspelt": 'The unit "{unit}" in the duration "{text}" is unknown; did you mean "{suggestion}"?',
    "duration-number": (
        'The number "{number}" in the duration "{text}" can\'t be read; write it without thousands signs and '
        'with a decimal comma, for example "1500" or "1,5".'
    ),
    "duration-thousands": (
        'The number "{number}" in the duration "{text}" can be read in two ways; write "{plain}" or "{decimal}".'
    ),
    "duration-contradiction": (
        'The duration "{text}" says two things that contradict each other, "{written}" and "({bracket})"; correct '
        "one of them."
    ),
    "duration-not-positive": (
        'The duration "{text}" is zero or less; write a number from 1 up, or "hari yang sama" (same day).'
    ),
    "duration-part-of-minute": 'The duration "{text}" gives no whole number of minutes; write for example "{right}".',
    "duration-part-of-day": (
        'The duration "{text}" has a fraction, which only hours and minutes can have; write it in hours, for '
        'example "4 jam" for half a working day.'
    ),
    "duration-times": (
        'The duration "{text}" can\'t be read; only clock hours are multiplied, for example "3 x 24 jam", '
        'otherwise write the result, for example "60 menit" or "3 hari kerja".'
    ),
    "duration-mixed": (
        'The duration "{text}" adds units that can\'t be added; only hours and then minutes can, for example '
        '"1 jam 30 menit".'
    ),
    "duration-range-units": (
        'The two ends of the range "{text}" differ in unit; write both in the same one, for example "1-3 hari kerja".'
    ),
    "duration-reversed": (
        'The range "{text}" is reversed; write the smaller number first, for example "1-3 hari kerja".'
    ),
    "duration-too-large": (
        'The duration "{text}" is longer than {years} years, more than a calendar holds; check the number and the unit.'
    ),
    "duration-minimum": (
        '"{text}" is a lower bound, not a time limit; write the longest time, for example "paling lama 3 hari kerja".'
    ),
    "duration-since": (
        'The duration "{text}" says when it begins ("{tail}"); write only "{duration}", and name the step it '
        "runs from in service_time.from."
    ),
    "duration-before": (
        'The duration "{text}" counts backwards ("{tail}"), but a step\'s time runs forward from its start; '
        'write how long the step takes, for example "3 hari kerja".'
    ),
    "duration-tail": (
        'The words "{tail}" in the duration "{text}" are unknown; a remark stands in brackets. Write for example '
        '"{right}".'
    ),
    # --- instants ---
    "instant-invalid": (
        '"{text}" is not a date or time; write for example "2026-03-02T09:00", or "2026-03-02" for the opening of '
        "that day."
    ),
    "instant-near": '"{text}" is not a date or time; did you mean {fixed}, with a time: {fixed}T09:00?',
    "instant-impossible": 'There is no such date as in "{text}"; check its day and month.',
    "instants-invalid": "This is not an array of instants; give a NumPy array of datetime64[m], no NaT, in local time.",
    "numpy-not-installed": (
        'Counting many due dates at once needs an extra; install it with: pip install "sopflow[fast]"'
    ),
    "calendar-year-outside": "The calendar has no data for the year {year}; it answers for {first} to {last}.",
    "calendar-exhausted": (
        'This term goes beyond {last}, the last year of the calendar "{calendar}"; use a shorter one.'
    ),
    "calendar-before-first": (
        "This goes back beyond {first}, the first year of the calendar '{calendar}'; use a shorter term."
    ),
    "pause-reversed": "This suspension ends at {last}, before it begins at {first}; swap the two.",
    "pause-form": 'Suspensions are a list of pairs (from, to), such as [("2026-03-02T10:00", "2026-03-04T10:00")].',
    "calendar-year-without-work": (
        'The calendar "{calendar}" has no working time at all in {year}; check hours, periods and closures.'
    ),
}
