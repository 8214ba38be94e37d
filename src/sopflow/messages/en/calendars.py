"""English sentences about calendars: their files, what is not decreed, why a date counts, a year in print."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- calendar files and their years ---
    "calendar-unknown": 'There is no calendar "{name}"; there are {known}, or give the path of a .yaml file.',
    "calendar-unknown-near": (
        'There is no calendar "{name}"; perhaps "{near}" is meant. There are {known}, or give the path of a .yaml file.'
    ),
    "calendar-file-missing": "The calendar file {file} does not exist or cannot be opened; check the path.",
    "calendar-extends-itself": "The calendar {file} extends itself; break the circle at extends.",
    "calendar-extends-deep": (
        "The calendar {file} extends too many calendars one after another (more than {most}); use fewer."
    ),
    "check-that-calendar": "See all its errors with: sopflow check {name}",
    "hours-pass-midnight": (
        "The hours {value} pass midnight and take {hours} hours; have opening and closing been swapped?"
    ),
    "ical-not-utf8": "The file {file} is not UTF-8 text; save it again in UTF-8.",
    "ical-rule": (
        "The dates of the event '{event}' ({date}) in {file} cannot be followed; write each of them as an event of its "
        "own."
    ),
    "calendar-invalid-once": "This calendar has 1 error:",
    "calendar-invalid": "This calendar has {count} errors:",
    "calendar-file-unusable": "The calendar file {file} cannot be used: {reason}",
    "extend-or-say": "Write that key, or 'extends: id-asn' to extend a built-in calendar.",
    "calendar-not-date": "'{value}' is not a date; write year-month-day, such as 2026-05-15.",
    "calendar-date-impossible": "There is no date {value}; check its day and month.",
    "calendar-not-clock": "'{value}' is not a time of day; write for example \"15:00\".",
    "calendar-timezone-data-missing": "This machine has no data of time zones; install the Python package 'tzdata'.",
    "calendar-timezone-unknown": (
        "The time zone '{value}' is unknown; the usual ones are Asia/Jakarta (WIB), Asia/Makassar (WITA) and "
        "Asia/Jayapura (WIT)."
    ),
    "calendar-day-unknown": (
        "The day '{value}' is unknown; use mon, tue, wed, thu, fri, sat, sun, or a range such as mon-thu."
    ),
    "calendar-day-twice": "The hours of {days} stand above already; each day may be named once.",
    "calendar-hours-wrong": "'{value}' is not an opening and closing time; write for example \"07:30-12:00\".",
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
    "ical-unreadable": "The file {file} is not an iCalendar file that can be read; save it again as .ics.",
    "ical-too-many": "The file {file} is too large; one file holds the days off of one region.",
    "ical-without-days": "The file {file} holds no all-day event; a day off is an event without a time of day.",
    # --- certainty ---
    "estimated-holiday": "The dates of these holidays are estimates, not decreed yet: {dates}.",
    "estimated-holidays-and-more": (
        "These dates of holidays are estimates that the government has not decreed yet: {dates}, and {left} more."
    ),
    "joint-leave-undecreed": "The joint leave of {year} is not decreed yet; this date counts as if there were none.",
    "joint-leave-undecreed-years": (
        "The joint leave of the years {first} to {last} is not decreed yet; this date is counted as if there were none."
    ),
    "estimated-ramadan": "The working hours of Ramadan {year} AH rest on its estimated beginning and end: {dates}.",
    "holiday-data-absent": (
        "The national holidays of {year} are not complete (the date of the Day of Silence is missing)."
    ),
    "holiday-data-absent-years": (
        "The national holidays of the years {first} to {last} are not complete (the date of the Day of Silence is "
        "missing)."
    ),
    # --- why a date counts ---
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
    "day-cutoff": "in after {limit}, counts as started on the next working day",
    "day-received": "counts as the day of the start, not counted",
    "day-rolled-back": "due: moved back to this working day",
    "day-over": "working hours are over",
    "day-suspended": "case suspended",
    "day-paused": "suspended for a part",
    "day-rolled": "moved to this working day",
    "day-resumed": "the same day, from the resumption",
    "explain-minutes": "{hours} h {minutes} min",
    "explain-hours": "{hours} h",
    "explain-interval": "{start} - {end} ({minutes} min)",
    # --- a year in print ---
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
    "year-decreed": "decreed",
    "year-all": "Year",
    "year-hours": "Working hours:",
    "year-hours-ramadan": "Ramadan, {first} to {last}:",
    "year-hours-period": "{name}, {first} to {last}:",
    "year-period": "Special period",
    "year-no-hours": "closed",
    "year-certain": "All days off of this year are decreed.",
    "year-decreed-by": "The joint leave of {year} is settled for this calendar: {basis}.",
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
}
