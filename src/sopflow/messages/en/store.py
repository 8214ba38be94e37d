"""English sentences about the store of cases: databases, what is in them, and who was faster."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- databases ---
    "store-url": "'{given}' is no address of a database that can be used; write {known}.",
    "store-no-driver": 'PostgreSQL needs an extra; install it with: pip install "sopflow[postgresql]"',
    "store-missing": "There is no database {database} yet; it is made when the first case is started.",
    "store-empty": "The database {database} is empty; it is set up when the first case is started.",
    "store-foreign": (
        "The database {database} holds tables of another program and was left as it is; use one of its own, or set it "
        "up with 'sopflow db prepare --shared' if both are to share it."
    ),
    "store-watch-memory": (
        "Deadlines are kept in a file or in PostgreSQL; a database in memory is gone with its program."
    ),
    "store-watch-alone": (
        "Another program already keeps the deadlines of {database}; a SQLite file has one. For several use PostgreSQL."
    ),
    "store-watch-version": (
        "Deadlines are kept here by sopflow {theirs}, and this is sopflow {ours}; stop all programs of the"
        " other version"
        " first, then start this one."
    ),
    "store-watch-lost": "The connection to {database} was lost; start again, others have taken over meanwhile.",
    "store-watch-engine": "DBOS could not begin its work on {database}: {reason}",
    "store-referral-unknown": "Nothing with the number {number} is laid before an official; see: sopflow deadlines",
    "store-referral-settled": "Number {number} was settled on {at} by {by}.",
    "store-referral-over": (
        "Number {number} no longer matters: the task of which it speaks is over, or due at another time."
    ),
    "referral-uncertain": "The due date is not certain: {why}",
    "referral-calendar-changed": (
        "The calendar {calendar} has changed since the due date was promised; recount the case, or confirm."
    ),
    "referral-taken-back": "It was taken before, and somebody has taken that back.",
    "referral-not-in-time": (
        "It had passed already when the event that set it was recorded ({at}), so nobody could act in time."
    ),
    "referral-before-watch": "It fell due before deadlines were first kept here, which is since {since}.",
    "store-older": (
        "The database {database} was made by an older sopflow and was left as it is; make a backup, then run 'sopflow "
        "db prepare'."
    ),
    "store-newer": "The database {database} was made by a newer sopflow and was left as it is; update sopflow.",
    "store-is-folder": "{database} is a folder; name the database file in it.",
    "store-no-database-file": "{database} is no SQLite database file and was left as it is; use another file.",
    "store-damaged": "The database file {database} is damaged ({reason}); restore it from a backup.",
    "store-not-opened": (
        "The database {database} cannot be opened; check whether its folder exists and may be read and written."
    ),
    "store-denied": "The database {database} may not be written; check its permissions.",
    "store-refused": "The database {database} refuses the user name or password ({reason}).",
    "store-unknown-database": "The database {database} does not exist on that server ({reason}).",
    "store-unreachable": "The database {database} cannot be reached ({reason}).",
    "store-lost": "The connection to the database {database} was lost; nothing was stored, try again.",
    "store-uncertain": (
        "The connection to the database {database} was lost while it stored, so it is not certain whether it did; look "
        "at the case before you try again."
    ),
    "store-locked": "The database {database} is locked by another process; nothing was stored, try again.",
    "store-full": "There is no space left for the database {database}; nothing was stored.",
    "store-fault": "The database {database} cannot do this ({reason}).",
    "store-busy": "Case '{case}' keeps being changed by others; nothing was stored, try again.",
    # --- what is in them ---
    "store-case-unknown": "There is no case '{case}'; see 'sopflow case list'.",
    "store-case-exists": "There is a case '{case}' already; use another id.",
    "store-case-changed": (
        "The history of case '{case}' was changed by something else than sopflow and cannot be read; restore it from a "
        "backup."
    ),
    "store-case-empty": "The id of a case cannot be empty.",
    "store-case-long": "The id '{given}' of a case is too long; {most} characters are the most.",
    "store-case-form": "The id '{given}' of a case has characters that cannot be stored; use ordinary ones.",
    "store-person-empty": "The id of a person cannot be empty.",
    "store-person-long": "The id '{given}' of a person is too long; {most} characters are the most.",
    "store-person-form": "The id '{given}' of a person has characters that cannot be stored; use ordinary ones.",
    "store-key-empty": "An idempotency key cannot be empty.",
    "store-key-long": "The idempotency key '{given}' is too long; {most} characters are the most.",
    "store-key-form": "The idempotency key '{given}' has characters that cannot be stored; use ordinary ones.",
    "store-key-used": (
        "The idempotency key '{key}' was used for another command (case '{case}', event {seq}); use a new one for each "
        "command."
    ),
    "store-id-empty": "A name in an SOP cannot be empty.",
    "store-id-long": "The name '{given}' in the SOP is too long to be stored; {most} characters are the most.",
    "store-id-form": "The name '{given}' in the SOP has characters that cannot be stored.",
    "store-without-sops": "There is no SOP in this database yet; start a case with the file of its SOP.",
    "store-sop-unknown": "There is no SOP '{sop}' in this database; there is {known}.",
    "store-version-unknown": "There is no version '{version}' of the SOP '{sop}' in this database.",
    "store-procedure-without-text": (
        "The SOP '{sop}' was not read from a text, so it cannot be stored; use load or loads."
    ),
    "store-procedure-invalid": (
        "The SOP '{sop}', version {version}, in this database can no longer be read by this sopflow: {reason}"
    ),
    "store-procedure-changed": (
        "The SOP '{sop}', version {version}, in this database is read differently by this sopflow; use the version of "
        "sopflow that it was stored with."
    ),
    "store-calendar-unused": "No SOP in this database uses the calendar '{calendar}'; check the id of the calendar.",
    "store-redact-fact": "The SOP of this case has no facts {facts}; it has {known}.",
    "store-redact-person": "There is no {persons} in the history of this case; give the ids as they are recorded.",
    "store-redact-assignee": "'{person}' still has the step {step}; give it to somebody else first.",
    "store-transaction-over": "The transaction on the database {database} is over; begin a new one.",
    "store-log-in-use": (
        "The data was redacted, but old copies are still in the log {database}-wal, since the database is being read; "
        "stop the readers and run 'sopflow db prepare'."
    ),
    "store-question": "The database cannot be asked for {given}; use an ordinary text.",
    "store-cursor": "The cursor {given} is not of this list; use the 'next' of the page before.",
    "store-limit": "{given} is no number of lines; use a whole number from 1 on.",
    "case-seq": "This case has no event {given}; its events are 1 to {latest}.",
    # --- who was faster, and what happened ---
    "rejected-conflict": "{who} was faster and {did} at {at}, so this command was not stored; look at the case first.",
    "did-started": "started the case",
    "did-completed": "completed a step",
    "did-skipped": "skipped a step",
    "did-lapsed": "took the overdue way",
    "did-attached": "handed documents in",
    "did-recorded": "stated facts",
    "did-assigned": "gave a task to somebody",
    "did-suspended": "suspended the case",
    "did-resumed": "resumed the case",
    "did-extended": "extended a deadline",
    "did-reverted": "took the latest completion back",
    "did-recounted": "counted the due dates anew",
    "did-migrated": "moved the case to another version of the SOP",
    "did-withdrawn": "withdrew the case",
    "did-cancelled": "cancelled the case",
    # --- a case in words ---
    "case-standing": "Case {case} ({title}, version {version}): {status}.",
    "case-standing-due": "Case {case} ({title}, version {version}): {status}; the service is promised by {due}.",
    "case-overdue": "overdue",
    "case-uncertain": "date not certain yet",
    "case-missing": "missing {items}",
    "case-yes": "yes",
    "case-no": "no",
    "case-nothing-to-do": "There are no tasks.",
    "case-none": "There are no cases.",
    "case-next": "Next page: --after {cursor}",
    "case-database": "Database: {database}",
    "case-database-ready": "The database is ready.",
    "column-case": "Case",
    "column-assignee": "Person",
    "column-sop": "SOP",
    "column-status": "Status",
    "column-step": "Step",
    "column-at": "Happened",
    "column-who": "By",
    "column-what": "Event",
    "column-recorded": "Entered",
    "column-due-before": "Was due",
    "column-due-now": "Is due",
    "column-because": "Because",
    "recount-promise": "the promised service",
    "recount-off": "{date} is no working day ({reason})",
    "recount-working": "{date} is a working day or has other hours ({reason})",
    "recount-would": "A recount would move {moved} cases; {refused} cases cannot be recounted.",
    "recount-done": "{moved} cases were recounted; {refused} cases cannot be recounted.",
    "column-version": "Version",
    "column-result": "Result",
    "move-can": "can be moved",
    "move-would": "{moved} cases can be moved; {refused} cases cannot.",
    "move-done": "{moved} cases were moved; {refused} cases cannot be and stay with their version.",
    "case-moved": "{what}: {was} became {due}",
    "case-versions": "version {was} became {now}",
    "move-did": "moved",
    "store-actor-unknown": "No SOP in this database has an actor '{given}'; there is {known}.",
    "store-outcome-unknown": "No SOP in this database has an outcome '{given}'; there is {known}.",
    "case-redacted": "Redacted {at} by {by}: {what} ({reason}).",
    "redacted-facts": "the facts {facts}",
    "redacted-persons": "{count} names of persons",
    "redacted-reasons": "all reasons",
}
