"""Sentences in English."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- errors that are raised ---
    "sop-invalid-once": "This SOP has 1 error:",
    "sop-invalid": "This SOP has {count} errors:",
    # --- files ---
    "file-missing": "There is no such file.",
    "file-is-folder": "This is a folder, not an SOP file.",
    "file-unreadable": "The file cannot be opened: {reason}.",
    "reason-no-file": "it is no regular file",
    "reason-permission": "there is no permission to read it",
    "reason-loop": "its links go round in a circle",
    "reason-device": "its device fails",
    "reason-name": "no file can have such a name",
    "file-too-large": "The file is larger than {limit} KiB; one file holds one SOP.",
    "file-not-utf8": "The file is not UTF-8 text (byte {byte} here); save it again with the encoding UTF-8.",
    "file-utf16": "The file is stored as UTF-16; save it again in UTF-8.",
    "file-empty": "The file is empty; an SOP begins with a line such as 'sop: name-of-sop'.",
    "not-an-sop": "This file is no SOP: it has neither the key 'sop' nor 'steps'.",
    "not-an-sop-hint": (
        "An SOP begins with a line such as 'sop: name-of-sop', then 'version', 'title', 'actors' and 'steps'."
    ),
    "duplicate-sop": "SOP '{sop}' version {version} is already in the file {first}.",
    "file-name-differs": "The file's name '{stem}' differs from the SOP's id '{id}'.",
    "rename-file": "Rename the file to {fixed}, or change 'sop'.",
    # --- YAML ---
    "yaml-character": "There is a character that no text file may hold ({character}); delete it.",
    "yaml-several-documents": "The file holds several documents ('---' or '...'); one file holds one SOP.",
    "yaml-too-deep": "The nesting is deeper than {limit} levels; no SOP needs that.",
    "yaml-anchor": (
        "The anchor '{name}' is not allowed{also}; write the content in each place, or in quotes if '&' belongs "
        "to the text."
    ),
    "yaml-tag": "The tag '{name}' is not allowed; delete it, or write quotes if '!' belongs to the text.",
    "yaml-merge-key": "The merge key '<<' is not allowed; write each key in its place.",
    "yaml-key-not-text": "The name of a key must be text, not a list or a group of keys.",
    "duplicate-key": "The key '{key}' already stands on line {first_line}; each key may stand only once.",
    "duplicate-keys": (
        "The keys {keys} already stand above in the same group; perhaps the line that begins a new entry is missing."
    ),
    "yaml-quote-open": "A quote opens here and is not closed; add the closing quote.",
    "yaml-bracket-open": "A bracket opens here and is not closed; add '{sign}'.",
    "yaml-bracket-extra": "This bracket closes nothing; delete it.",
    "yaml-flow": (
        "What stands in these brackets cannot be read; separate with commas and put texts with punctuation in quotes."
    ),
    "yaml-tab": "There is a tab here; indent with spaces only.",
    "yaml-sign": "A text that begins with '{sign}' must be in quotes.",
    "yaml-dash": "A cell of '-' must be in quotes.",
    "yaml-dash-space": "The '-' needs a space behind it.",
    "yaml-text-after-quote": "There is text after the closing quote or bracket; put the whole text in quotes.",
    "yaml-escape": "The '\\' in double quotes cannot be read; use single quotes.",
    "yaml-colon-missing": "This line is no 'key: value'; perhaps the colon or the space after it is missing.",
    "continue-deeper": (
        "Write 'key: value'; if this line continues the text above it, indent it deeper than the key above."
    ),
    "yaml-indentation": "This line is not aligned with those above it; give it the same number of spaces.",
    "yaml-syntax": "This line cannot be read as YAML; write 'key: value' or '- item'.",
    "colon-in-text": "A colon cuts this text; put it in quotes.",
    "comma-in-text": "A comma cuts the text before '{text}'; put it in quotes if it is one text.",
    "hash-cuts-text": "From '{text}' on this is read as a comment; put it in quotes if it belongs to the text.",
    "write-quoted": "Write: {fixed}",
    # --- shape ---
    "value-missing": "The value of the key '{key}' is missing.",
    "missing-key": "The key '{key}' is required here.",
    "unknown-key": "The key '{key}' is not known here.",
    "unknown-keys": "The keys {keys} are not known here; perhaps the line above them is missing or misplaced.",
    "known-keys": "The known keys are {known}.",
    "did-you-mean": "Did you mean '{meant}'?",
    "wrong-type": "Here is {found}, but {expected} is wanted.",
    "type-string": "text",
    "type-array": "a list",
    "type-object": "a group of 'key: value'",
    "type-boolean": "true or false",
    "type-integer": "a whole number",
    "type-number": "a number",
    "list-wanted": "A list is wanted here.",
    "write-list": "Write: {fixed}",
    "boolean-wanted": "'{text}' is neither true nor false.",
    "write-value": "Write: {fixed}",
    "id-form": "'{text}' is no id: use small letters, digits and underscores, beginning with a letter.",
    "sop-id-form": "'{text}' is no id of an SOP or calendar: use small letters, digits and hyphens.",
    "not-one-of": "'{text}' is not possible here; it can be {known}.",
    "text-empty": "This text must not be empty.",
    "list-too-short": "This list has too few items.",
    "mapping-empty": "This part must not be empty.",
    "list-repeats": "'{text}' is already in this list.",
    "value-refused": "This value does not meet the limit {expected}.",
    "number-below": "This number must be {expected} or more.",
    "number-above": "This number must be {expected} or less.",
    # --- references ---
    "also-on-lines": " (also on line {lines})",
    "unknown-step": "There is no step or outcome '{name}'{also}.",
    "unknown-actor": "There is no actor '{name}'{also}.",
    "unknown-document": "There is no document '{name}' in 'documents'{also}.",
    "unknown-fact": "There is no fact '{name}' in 'data'{also}.",
    "one-actor": "There is one actor: write 'actor: {first}', and those who take part in 'with: [{others}]'.",
    "known-names": "It can be {known}.",
    "declare-document": "Write each document under 'documents', for example '{name}: Name of the document'.",
    "declare-fact": "Write each fact under 'data', for example '{name}:' with 'type: boolean' below it.",
    "duplicate-id": "The id '{id}' is already used on line {first_line}; each id must differ.",
    "from-outcome": "'from' must name a step; '{id}' is an outcome.",
    "duplicate-default-outcome": (
        "The id '{id}' is the outcome of an SOP without 'outcomes'; give the step another id, or write 'outcomes'."
    ),
    "duplicate-step-outcome": (
        "The id '{id}' is already used on line {first_line}; a step and an outcome must not have the same name."
    ),
    "branch-id-reserved": "'{id}' is the name of the overdue way; a branch needs another id.",
    "fact-value-type": "'{text}' does not fit the type of this fact; {expected} is wanted.",
    # --- steps ---
    "next-missing": "The last step must say 'next', since there are several outcomes: {known}.",
    "next-and-branches": "A step with 'branches' must not have 'next'; write 'next' in each branch.",
    "optional-and-branches": "A step with 'branches' cannot be 'optional'; delete one of them.",
    "overdue-without-duration": "'on_overdue' needs a 'duration'; without a term nothing can be overdue.",
    "when-and-otherwise": "A branch has 'when' or 'otherwise', not both.",
    "otherwise-twice": "Only one branch may have 'otherwise'.",
    "branches-mixed": (
        "These branches are mixed: either each has a condition ('when', one may have 'otherwise'), or none has."
    ),
    "input-document-or-any-of": "This input must have one of 'document' and 'any_of'.",
    "input-never-produced": "No step produces {names}, so this step can never be completed{also}.",
    "input-source": (
        "Add it to the 'outputs' of a step, or give it 'external: true' (handed in) or 'on_hand: true' (always there)."
    ),
    "days-unqualified": "A bare 'hari' is counted as working days{also}.",
    "say-day-counting": "Write 'day_counting: working' or 'day_counting: calendar' at the top of the SOP.",
    "hours-over-a-day": "'{text}' is counted as working hours; is that what is meant?",
    "say-clock-hours": "Write '{clock}' for hours around the clock, or '{fixed}'.",
    "say-working-hours": "Write '{fixed}', or 'N x 24 jam' for hours around the clock.",
    # --- flow ---
    "step-unreachable": "Step '{step}' is never reached: no way leads here from the first step.",
    "step-unreachable-hint": "Name it in the 'next' of an earlier step, or delete it.",
    "step-cannot-end": "From step '{step}' no way leads to any outcome; a case would never end.",
    "step-cannot-end-hint": "Let one 'next' lead to an outcome.",
    "outcome-unused": "No step leads to the outcome '{id}'.",
    "outcome-unused-hint": "Name '{id}' in the 'next' of a step or branch, or delete it.",
    "fork-to-outcome": "A list under 'next' holds steps only; '{id}' is an outcome.",
    "fork-never-meets": "The parallel flows {others} of step '{step}' never meet again.",
    "fork-never-meets-hint": "Lead all of them to one step with 'join: all', or to one outcome without 'ends_case'.",
    "join-missing": "The parallel flows of step {others} meet at '{step}', but it does not wait for them.",
    "join-missing-hint": "Write 'join: all' in step '{step}'.",
    "join-without-fork": "Step '{step}' waits ('join: all'), but no parallel flows meet here.",
    "join-without-fork-hint": "Delete 'join: all', or make the 'next' of an earlier step a list.",
    "fork-shares-step": (
        "The parallel flows of step '{step}' both pass '{others}' before they meet; it would start twice."
    ),
    "fork-shares-step-hint": "Let them meet at '{others}' with 'join: all', or keep their ways apart.",
    "fork-reentered": "A parallel flow of step '{step}' can come back to it before they meet; it would fork again.",
    "fork-reentered-hint": "Go back only after the flows have met, or to a step inside the same flow.",
    # --- durations ---
    "duration-unit-name": "There is no unit '{unit}'; there is {known}.",
    "duration-amount": "The amount {amount} is no whole number.",
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
        'example "4 jam".'
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
        'The words "{tail}" in the duration "{text}" are unknown; if they are a remark, put them in brackets: '
        '"{right}".'
    ),
    # --- dates and calendars ---
    "instant-invalid": (
        '"{text}" is no date or time; write for example "2026-03-02T09:00", or "2026-03-02" for the opening of '
        "that day."
    ),
    "instants-invalid": "This is no array of instants; give a NumPy array of datetime64[m] without NaT, in local time.",
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
    "calendar-year-without-work": (
        'The calendar "{calendar}" has no working time at all in {year}; check hours, periods and closures.'
    ),
    "calendar-unknown": 'There is no calendar "{name}"; there are {known}, or give the path of a .yaml file.',
    "calendar-unknown-near": (
        'There is no calendar "{name}"; perhaps "{near}" is meant. There are {known}, or give the path of a .yaml file.'
    ),
    "calendar-file-missing": "The calendar file {file} does not exist or cannot be opened; check the path.",
    "calendar-extends-itself": "The calendar {file} extends itself; break the circle at extends.",
    "calendar-invalid-once": "This calendar has 1 error:",
    "calendar-invalid": "This calendar has {count} errors:",
    "calendar-file-unusable": "The calendar file {file} cannot be used: {reason}",
    "extend-or-say": "Write that key, or 'extends: id-asn' to extend a built-in calendar.",
    "calendar-not-date": "'{value}' is no date; write year-month-day, such as 2026-05-15.",
    "calendar-not-clock": "'{value}' is no time of day; write for example \"15:00\".",
    "calendar-timezone-data-missing": "This machine has no data of time zones; install the Python package 'tzdata'.",
    "calendar-timezone-unknown": (
        "The time zone '{value}' is unknown; the usual ones are Asia/Jakarta (WIB), Asia/Makassar (WITA) and "
        "Asia/Jayapura (WIT)."
    ),
    "calendar-day-unknown": (
        "The day '{value}' is unknown; use mon, tue, wed, thu, fri, sat, sun, or a range such as mon-thu."
    ),
    "calendar-day-twice": "The hours of {days} stand above already; each day may be named once.",
    "calendar-hours-wrong": "'{value}' is no opening and closing time; write for example \"07:30-12:00\".",
    "calendar-hours-overlap": "The hours {first} and {second} overlap; part or join them.",
    "calendar-no-hours": "The calendar '{calendar}' never opens; fill in 'hours'.",
    "period-reversed": "This period ends on {last}, before it begins on {first}; swap the two.",
    "calendar-periods-overlap": "This period overlaps another one from {first} to {last}; part them.",
    "calendar-closed-and-open": (
        "The date {date} stands on line {first_line} as a closure; a date is either closed or open."
    ),
    "calendar-closed-and-open-inherited": (
        "The calendar '{calendar}' that is extended says the contrary of {date}; a date is either closed or open."
    ),
    "calendar-date-twice": "The date {date} stands on line {first_line} already; remove one of them.",
    "calendar-date-twice-inherited": (
        "The calendar '{calendar}' that is extended names {date} already; remove this one."
    ),
    "opening-without-hours": "There are no working hours on {date}.",
    "duty-without-hours": "A duty day ('working_day: false') has to say its hours.",
    "say-hours": 'Write the hours, for example: hours: ["08:00-12:00"]',
    "day-without-reason": "This date names neither reason nor basis, so that no due date can be explained by it.",
    "say-reason": "Add 'reason', and 'basis' where there is a decision behind it.",
    "calendar-date-outside": "The date {date} has no effect; the calendar counts the years {first} to {last}.",
    "closure-on-day-off": "{date} is a day off already; this closure changes nothing.",
    "opening-on-working-day": "{date} is a working day with these hours already; this opening changes nothing.",
    "ical-not-installed": 'iCalendar files need an extra; install it with: pip install "sopflow[ics]"',
    "ical-missing": "The iCalendar file {file} does not exist or cannot be opened; check its path.",
    "ical-unreadable": "The file {file} is no iCalendar file that can be read; save it again as .ics.",
    "ical-rule": (
        "How the event '{event}' ({date}) in {file} repeats cannot be followed; write each of its dates as an event of "
        "its own."
    ),
    "ical-too-many": "The file {file} is too large; one file holds the days off of one region.",
    "ical-without-days": "The file {file} holds no all-day event; a day off is an event without a time of day.",
    # --- certainty ---
    "estimated-holiday": "The dates of these holidays are estimates, not decreed yet: {dates}.",
    "joint-leave-undecreed": "The joint leave of {year} is not decreed yet; this date counts as if there were none.",
    "estimated-ramadan": "The working hours of Ramadan {year} AH rest on its estimated beginning and end: {dates}.",
    "holiday-data-absent": (
        "The national holidays of {year} are not complete (the date of the Day of Silence is missing)."
    ),
    "day-weekend": "weekend",
    "day-without-hours": "no working day",
    "day-public": "{name} (national holiday)",
    "day-public-basis": "{name} (national holiday, {basis})",
    "day-public-estimated": "{name} (national holiday, still an estimate)",
    "day-joint-leave": "{name} (joint leave)",
    "day-joint-leave-basis": "{name} (joint leave, {basis})",
    "day-joint-leave-estimated": "{name} (joint leave, still an estimate)",
    "day-closure": "closed",
    "day-closure-reason": "closed: {reason}",
    "day-closure-basis": "closed ({basis})",
    "day-closure-reason-basis": "closed: {reason} ({basis})",
    "day-opening": "a working day after all",
    "day-opening-reason": "a working day after all: {reason}",
    "day-opening-basis": "a working day after all ({basis})",
    "day-opening-reason-basis": "a working day after all: {reason} ({basis})",
    "day-duty": "duty day, no working day",
    "day-duty-reason": "duty day, no working day: {reason}",
    "day-duty-basis": "duty day, no working day ({basis})",
    "day-duty-reason-basis": "duty day, no working day: {reason} ({basis})",
    "day-period-closed": "closed in a special period",
    "day-period-closed-reason": "closed: {reason}",
    "day-start": "day of the start, not counted",
    "day-cutoff": "in after the cut-off or on a day off, counts as started on the next working day",
    "day-over": "working hours are over",
    "day-suspended": "case suspended",
    "day-rolled": "moved to this working day",
    "day-resumed": "the same day, from the resumption",
    "explain-minutes": "{hours} h {minutes} min",
    "explain-interval": "{start} - {end} ({minutes} min)",
    "year-head": "Calendar {calendar}, version {version}, year {year} ({zone})",
    "year-column-month": "Month",
    "year-column-days": "Working days",
    "year-column-hours": "Working hours",
    "year-column-weekday": "Day",
    "year-column-date": "Date",
    "year-column-reason": "Reason",
    "year-column-kind": "Kind",
    "year-column-basis": "Basis",
    "year-kind-public": "national holiday",
    "year-kind-joint-leave": "joint leave",
    "year-kind-closed": "closed",
    "year-kind-duty": "duty day",
    "year-kind-opening": "working day after all",
    "year-estimated": "still an estimate",
    "year-all": "Year",
    "year-hours": "Working hours:",
    "year-hours-ramadan": "Ramadan, {first} to {last}:",
    "year-hours-period": "{name}, {first} to {last}:",
    "year-period": "Special period",
    "year-no-hours": "closed",
    "year-certain": "All days off of this year are decreed.",
    "year-uncertain": "Not certain yet:",
    "year-mark-public": "H",
    "year-mark-public-is": "H national holiday",
    "year-mark-joint-leave": "J",
    "year-mark-joint-leave-is": "J joint leave",
    "year-mark-closed": "X",
    "year-mark-closed-is": "X closed",
    "year-mark-duty": "D",
    "year-mark-duty-is": "D duty day",
    "year-mark-opening": "O",
    "year-mark-opening-is": "O working day after all",
    "year-mark-ramadan": "r",
    "year-mark-ramadan-is": "r Ramadan hours",
    "year-mark-period": "s",
    "year-mark-period-is": "s hours of a special period",
    "year-mark-off": "-",
    "year-mark-off-is": "- no working day",
    "ical-name": "Days off {calendar} {year}",
    # --- plans ---
    "choice-step-unknown": 'This SOP has no step "{step}"; choose among {known}.',
    "choice-not-needed": 'Step "{step}" has no branches, so there is nothing to choose.',
    "choice-branch-unknown": 'Step "{step}" has no branch "{branch}"; choose {known}.',
    "choice-form": "{found} is no choice; give pairs such as ('periksa', 'lengkap').",
    "choice-unused": (
        'The choice "{step}={branch}" is never used: the chosen way does not pass that step, or not that often.'
    ),
    "plan-version": "SOP: {sop}, version {version}",
    "plan-start": "Start: {at}",
    "plan-calendar": "Calendar: {calendar} ({zone})",
    "plan-star": "* This date is not certain yet.",
    "plan-choices": "Choices: {choices}",
    "plan-outcome-certain": "Outcome: {outcome}, due {due}, certain.",
    "plan-outcome-untimed": "Outcome: {outcome}, no time limit.",
    "plan-outcome-uncertain": "Outcome: {outcome}, due {due}, not certain yet:",
    "plan-untimed": "Step {numbers} has no time limit; no time is counted for it.",
    "plan-truncated": "There are more than {most} ways; only the longest and the shortest are listed.",
    "plan-others": "Other ways:",
    "plan-other-uncertain": "{choices} -> {end} (not certain yet)",
    "plan-latest": "Latest end of all ways: {due}",
    # --- the sheet, in words ---
    "column-number": "No",
    "column-activity": "Activity",
    "column-actor": "Actor",
    "column-starts": "Starts",
    "column-due": "Due",
    "column-duration": "Time",
    "column-inputs": "Requirements",
    "column-outputs": "Output",
    "column-note": "Notes",
    "sheet-sop": "SOP",
    "sheet-version": "Version",
    "sheet-number": "SOP number",
    "sheet-revision": "Revision",
    "sheet-created": "Created",
    "sheet-revised": "Revised",
    "sheet-approved": "Approved",
    "sheet-effective": "Effective",
    "sheet-approved-by": "Approved by",
    "sheet-agency": "Agency",
    "sheet-unit": "Unit",
    "sheet-service": "Service",
    "sheet-service-time": "Service time",
    "sheet-fee": "Fee",
    "sheet-calendar": "Calendar",
    "sheet-legal-basis": "Legal basis",
    "sheet-qualifications": "Qualifications",
    "sheet-related": "Related SOPs",
    "sheet-equipment": "Equipment",
    "sheet-warnings": "Warnings",
    "sheet-records": "Records",
    "sheet-actors": "Actors",
    "sheet-counted-from": "from the completion of {step}",
    "sheet-extension": "may be extended by {duration}",
    "sheet-external": "from outside the agency",
    "sheet-own-calendar": "calendar {calendar}",
    "sheet-together-with": "{name}, together with {others}",
    "sheet-optional-input": "if there is one",
    "sheet-when": "if {condition}",
    "sheet-otherwise": "otherwise",
    "sheet-join": "Waits for all parallel flows.",
    "sheet-optional-step": "May be skipped, giving a reason.",
    "sheet-sets": "States: {facts}.",
    "words-either": "{items}",
    "words-at-least": "at least {value}",
    "words-more-than": "more than {value}",
    "words-at-most": "at most {value}",
    "words-less-than": "less than {value}",
    "words-yes": "yes",
    "words-no": "no",
    "words-step": "{number} ({step})",
    "words-to-step": "to {number} ({step})",
    "words-to-outcome": "ends: {name}",
    "words-choice": "{number} {label}",
    "words-choice-again": "{number} {label} (visit {visit})",
    "words-again": "{text} (visit {visit})",
    "words-no-limit": "no time limit",
    "words-start": "Start",
    # --- reports ---
    "severity-error": "error",
    "severity-warning": "warning",
    "severity-note": "note",
    "report-files": "{number} files checked",
    "report-files-one": "{number} file checked",
    "report-errors": "{number} errors",
    "report-errors-one": "{number} error",
    "report-warnings": "{number} warnings",
    "report-warnings-one": "{number} warning",
    "report-notes": "{number} notes",
    "report-notes-one": "{number} note",
    "report-skipped": "{number} other files skipped",
    "report-skipped-one": "{number} other file skipped",
    # --- command line ---
    "cli-not-installed": 'The sopflow command needs further packages; install them with: pip install "sopflow[cli]"',
    "cli-unexpected": (
        "Something unexpected went wrong ({error}); please report it, with what SOPFLOW_TRACEBACK=1 sopflow … says."
    ),
    "cli-not-written": "The output cannot be written: {reason}.",
    "cli-command-missing": "No command given; see '{help}'.",
    "cli-command-unknown": "There is no command '{command}'; known are {known}; see '{help}'.",
    "cli-option-unknown": "There is no option '{option}'; see '{help}'.",
    "cli-option-without-value": "The option '{option}' needs a value; see '{help}'.",
    "cli-option-takes-no-value": "The option '{option}' takes no value; see '{help}'.",
    "cli-parameter-missing": "{name} is missing; see '{help}'.",
    "cli-arguments-left": "It is not clear what {words} is for; see '{help}'.",
    "cli-not-understood": "This call cannot be understood; see '{help}'.",
    "cli-value-unknown": "The value '{value}' of {option} is not known; choose {known}.",
    "cli-path-empty": "The name of a file must not be empty; name a file or a folder.",
    "cli-no-sop-found": "There is no SOP file in {paths}.",
    "cli-choice-form": "The choice '{text}' has to read step=branch, as in 'periksa=lengkap'.",
    "cli-due": "{duration} from {start} is due {due} (calendar {calendar}, {zone}).",
    "cli-start-by": "To end by {due}, {duration} must start by {at} (calendar {calendar}, {zone}).",
    "cli-before": "At the latest {duration} before {event}: {at} (calendar {calendar}, {zone}).",
    "cli-due-question": "Give one of --from, --by or --before; see '{help}'.",
    "cli-explain-forwards": "--explain explains counting forwards; use it with --from.",
    "cli-year-range": "The year '{value}' cannot be answered for; choose {first} to {last}.",
    "cli-due-uncertain": "This date is not certain yet:",
    "cli-bare-days": "'hari' (days) without further words counts as working days.",
    "cli-bare-hours": "Hours without further words count as working hours; for hours on end write 'N x 24 jam'.",
    "cli-usage": "Usage:",
    "cli-usage-options": "[OPTIONS]",
    "cli-usage-command": "COMMAND ...",
    "cli-arguments": "Arguments:",
    "cli-options": "Options:",
    "cli-commands": "Commands:",
    "cli-example": "Example:",
    "cli-default": "default: {value}",
    "cli-required": "required",
    "cli-repeatable": "may be repeated",
    "cli-help": "SOPs as YAML files: checked, drawn, and their due dates counted.",
    "cli-help-option": "Show this explanation.",
    "cli-version-option": "Show the version of sopflow.",
    "cli-lang-option": "Language of the output; by default English on an English system, else Indonesian.",
    "cli-format-option": "Form of the output: text for people, json for programs.",
    "cli-graph-format-option": "Form of the output: json and graphml hold the whole graph, dot and mermaid its flow.",
    "cli-file-argument": "An SOP file.",
    "cli-paths-argument": "SOP files, or folders that are searched for *.yaml and *.yml.",
    "cli-duration-argument": 'A term, for example "10 hari kerja".',
    "cli-schema-argument": "The schema to print.",
    "cli-strict-option": "Warnings fail, too.",
    "cli-start-option": "When the case starts, for example 2026-03-02T09:00; a date alone means its opening hour.",
    "cli-from-option": "When the term starts, for example 2026-03-02T09:00; a date alone means its opening hour.",
    "cli-by-option": "When the term has to end; the answer is the latest start.",
    "cli-before-option": (
        "When an event takes place; the answer is the last moment before it, as in at the latest 3 working days before "
        "a meeting."
    ),
    "cli-explain-option": "Show the count day by day.",
    "cli-year-option": "The year to show, 1990 to 2100; without it the current one.",
    "cli-calendar-argument": "A built-in calendar or a calendar file, such as id-asn.",
    "cli-calendar-format-option": (
        "Form of the output: text for people, json for programs, ics for calendar applications."
    ),
    "cli-choose-option": "The branch taken at a step, for example telaah=layanan_lain; on_overdue for the overdue way.",
    "cli-calendar-option": "The built-in calendar or calendar file to count on, for example id-asn.",
    "cli-check-help": "Check SOP and calendar files.",
    "cli-plan-help": "Say when each step is due, and when each way ends.",
    "cli-due-help": "Say when a term ends.",
    "cli-calendar-help": "Show a year of a work calendar: working days, days off, and hours.",
    "cli-show-help": "Show an SOP as its sheet.",
    "cli-graph-help": "Write an SOP as a graph.",
    "cli-schema-help": "Print the JSON Schema of SOP files.",
}
