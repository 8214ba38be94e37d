"""Reminders, escalations, and the program that keeps deadlines."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "notice-reminder": "To {recipient}: {about} has to be done by {due}.",
    "notice-escalation": "To {recipient}: {about} was due on {due} and has not been done.",
    "notice-confirmation": (
        "To {recipient}: {about} was due on {due} and has not been done. Please confirm whether the case goes on "
        "as: {label}."
    ),
    "notice-reminder-subject": "Reminder: {about}, case {case}, due {due}",
    "notice-escalation-subject": "Overdue: {about}, case {case}, due {due}",
    "notice-confirmation-subject": "To be confirmed: {about}, case {case}, due {due}",
    "notice-service": "The promised service",
    "notice-case": "Case: {case}",
    "notice-sop": "SOP: {title} (version {version})",
    "notice-step": "Step: {step}",
    "notice-actor": "Actor: {actor}",
    "notice-person": "Taken by: {person}",
    "notice-due": "Due: {due}",
    "notice-due-uncertain": "Due: {due}, not certain yet",
    "delivery-webhook-slow": "{url} did not answer in time.",
    "delivery-webhook-lost": "{url} could not be reached: {reason}",
    "delivery-webhook-refused": "{url} answered with status {status}.",
    "delivery-mail-address": "There is no e-mail address for {recipient}; add it to [mail.addresses] in the settings.",
    "delivery-mail-lost": "The mail server {server} could not be reached: {reason}",
    "delivery-mail-refused": "The mail server refused the mail for {recipient}: {status} {reason}",
    "delivery-nobody": "No channel reaches {recipient}; add an address to [mail.addresses] in the settings.",
    "delivery-fault": "The channel {channel} has failed: {reason}",
    "delivery-said": "{reason}",
    "delivery-channel": "The settings of this program have no '{channel}' any more.",
    "watch-settings-channels": "Channels need different names of at most 20 letters; these are {names}.",
    "watch-settings-missing": "There is no settings file {file}.",
    "watch-settings-unopened": "The settings {file} cannot be opened: {reason}.",
    "watch-settings-unreadable": "The settings {file} are not valid TOML; see line {line}.",
    "watch-settings-unknown": "The settings know no '{key}', but {known}.",
    "watch-settings-value": "'{key}' in the settings is {found}; it should be {expected}.",
    "watch-settings-lacking": "The settings need '{key}'.",
    "watch-settings-secret": "'{key}' in the settings names the environment variable {name}, which is not set.",
    "watch-settings-whsec": (
        "The environment variable {name} holds no secret that is long enough: 16 letters or more, or whsec_ and base64."
    ),
    "watch-settings-none": "'{section}' has no settings; remove '{key}'.",
    "watch-settings-password": (
        "Keep user and password out of the address '{key}'; for mail there are user and password_env."
    ),
    "setting-text": "a text",
    "setting-number": "a number above 0",
    "setting-table": "a table",
    "cli-deadlines-missing": 'Keeping deadlines needs an extra; install it with: pip install "sopflow[deadlines]"',
    "cli-serve-deadlines-help": (
        "Keep the deadlines of a database: send reminders and escalations, take overdue ways. Stop it with Ctrl-C."
    ),
    "cli-settings-option": "The settings of delivery, a TOML file; without it notices go to the log.",
    "cli-serving": "Keeping the deadlines of {database} (Ctrl-C ends it).",
    "cli-served": "Ended; what is due waits for the next start.",
    "cli-deadlines-help": "Show what will happen next by itself, and what waits for an official.",
    "cli-until-option": "Only what is due by this instant.",
    "cli-deadlines-actor-option": "Only what this actor hears of, or answers for.",
    "cli-referral-help": "What was laid before an official: confirm or dismiss it.",
    "cli-referral-confirm-help": (
        "Take an overdue way that was laid before an official, or note that a notice was passed on by hand."
    ),
    "cli-referral-dismiss-help": "Note that an official has seen to it in another way; nothing is done to the case.",
    "cli-number-argument": "The number in 'sopflow deadlines'.",
    "cli-number-form": "'{value}' is no number; see the first column of: sopflow deadlines",
    "deadlines-none": "Nothing will happen by itself.",
    "deadlines-next": "What will happen by itself:",
    "deadlines-referred": "What waits for an official (sopflow referral confirm NUMBER --by ROLE):",
    "deadlines-unwatched": "Nobody has kept the deadlines of this database yet; start: sopflow serve-deadlines",
    "deadlines-late": "late",
    "deadlines-to": "{role} ({person})",
    "deadlines-promised": "the promised service",
    "deadline-reminder": "Reminder",
    "deadline-escalation": "Escalation",
    "deadline-overdue-way": "Overdue way",
    "referral-overdue-way": "Confirm the overdue way",
    "referral-undelivered": "A notice did not arrive",
    "referral-confirmed": "Number {number} is confirmed.",
    "referral-dismissed": "Number {number} is settled; the case is as it was.",
    "column-when": "When",
    "column-recipient": "To",
    "due-dates-name": "Due dates: {whose}",
    "due-dates-overdue": "OVERDUE: {activity} ({case})",
    "due-dates-summary": "{activity} ({case})",
    "due-dates-everybody": "all tasks",
    "cli-worklist-format-option": "The form of the answer; ics is a calendar of due dates.",
}
