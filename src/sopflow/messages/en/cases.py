"""English sentences about running cases: what is not allowed and why, and cases that cannot be read."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- rejected commands ---
    "rejected-definition-mismatch": (
        "This case began with other content of the SOP {now_sop} ({was}) than that of version {now_version} in use now "
        "({now}); use the SOP that it began with."
    ),
    "rejected-definition-changed": (
        "This case goes by SOP {was_sop} version {was_version} ({was}), but what was given is SOP {now_sop} version "
        "{now_version} ({now}); read it with the SOP that it began with."
    ),
    "case-put-form": "What is put into a store has to be a case, not {found}.",
    "names-form": 'Give a list of ids, such as ["nama"], not {found}.',
    "reasons-form": "'reasons' has to be True or False, not {found}.",
    "nothing-redacted": "Nothing is named to be redacted; name facts, persons, or reasons.",
    "steps-form": "Steps have to be a mapping from old steps to new ones, not {found}.",
    "barrier-migrated": "the case was moved to another version of its SOP",
    "command-migrate": "moving to another version of the SOP ('migrate')",
    "rejected-not-migratable-other-sop": (
        "A case of the SOP '{sop}' cannot go over to the SOP '{given}'; give another version of the same SOP."
    ),
    "rejected-not-migratable-same": (
        "The case has the content of the SOP '{sop}', version {version}, already; there is nothing to move."
    ),
    "rejected-not-migratable-unknown-old": "The present SOP has no steps {steps}; its steps are {known}.",
    "rejected-not-migratable-unknown-new": "The new version has no steps {steps}; its steps are {known}.",
    "rejected-not-migratable-zone": (
        "The new version is in the time zone {zone}, while the case runs in {was}; finish it with its own version."
    ),
    "rejected-not-migratable-step-gone": (
        "The new version has no step {step_label}, which is active; say what it is called there, one of {known}."
    ),
    "rejected-not-migratable-merged": (
        "The active steps {steps} would become one; name different ones, or wait until one of them is over."
    ),
    "rejected-not-migratable-fork-changed": (
        "Step {step_label} lies in other parallel branches in the new version; wait until these branches have met."
    ),
    "rejected-not-migratable-fact-unfit": (
        "The values of {facts} are no longer right in the new version; state values first that are right in both."
    ),
    "rejected-not-migratable-promise-gone": (
        "The new version promises no service time any more, but the case was promised by {due}."
    ),
    "rejected-not-migratable-document-missed": (
        "Step {step_label} of the new version needs {documents}, which may never be made any more, since the step that "
        "makes it has been passed."
    ),
    "rejected-case-closed": "This case is closed with the outcome {outcome}; nothing more can be done to it.",
    "rejected-case-withdrawn": "This case has been withdrawn by the applicant; nothing more can be done to it.",
    "rejected-case-cancelled": "This case has been cancelled; nothing more can be done to it.",
    "rejected-unknown-step": "This SOP has no step '{given}'; its steps are {known}.",
    "rejected-unknown-actor": "This SOP has no actor '{given}'; its actors are {known}.",
    "rejected-unknown-actor-person": "'{given}' has no role in this SOP; give one of the roles {known}.",
    "rejected-unknown-document": (
        "This SOP does not know the document(s) {documents}; what can be handed in is {known}."
    ),
    "rejected-unknown-document-none": (
        "This SOP does not know the document(s) {documents}, and takes none from outside."
    ),
    "rejected-not-external": (
        "What is produced or already at the office cannot be handed in: {documents}; what can be is {known}."
    ),
    "rejected-not-external-none": (
        "What is produced or already at the office cannot be handed in: {documents}; this SOP takes no documents from "
        "outside."
    ),
    "rejected-unknown-field": "This SOP does not know the fact(s) {fields}; it knows {known}.",
    "rejected-unknown-field-none": "This SOP does not know the fact(s) {fields}; it uses no facts.",
    "rejected-unknown-branch": "Step {step_label} has no branch '{given}'; its branches are {known}.",
    "rejected-case-suspended": "This case has been suspended since {since}; resume it before work goes on.",
    "rejected-not-suspended": "This case is not suspended; work on it can simply go on.",
    "rejected-already-suspended": (
        "This case has been suspended since {since}; it can be suspended again only once it has been resumed."
    ),
    "rejected-step-not-active": "Step {step_label} is not under way; what is under way is step {active}.",
    "rejected-step-not-active-none": "Step {step_label} is not under way; no step is.",
    "rejected-time-reversed": "{at} is too early: {event} at {earliest}; give a time from then on.",
    "rejected-time-reversed-task": (
        "{at} is too early: step {step_label} began at {earliest}; give a time from then on."
    ),
    "rejected-time-reversed-task-ended": (
        "{at} is too early: step {step_label} ended at {earliest}; give a time from then on."
    ),
    "barrier-started": "the case began",
    "barrier-suspended": "the case was suspended",
    "barrier-resumed": "the case was resumed",
    "barrier-extended": "a deadline was extended",
    "barrier-recounted": "due dates were counted anew",
    "rejected-wrong-actor": "Step {step_label} is done by {wanted}, not by {given}.",
    "rejected-wrong-actor-assigned": (
        "Step {step_label} is assigned to '{assignee}', so {given} cannot do it; assign it anew first if need be."
    ),
    "rejected-wrong-actor-role": (
        "'{given}' does not have the role {wanted}, so step {step_label} cannot be assigned to them."
    ),
    "rejected-wrong-actor-inside": "'{given}' is from outside and cannot do this; {known} can.",
    "rejected-wrong-actor-external": "{given} is outside the agency and cannot {command}; those who can: {known}.",
    "person-as": "'{person}' as {role}",
    "rejected-not-optional": "Step {step_label} has to be done; only a step with 'optional: true' can be skipped.",
    "rejected-not-overdue": "Step {step_label} is not due before {due}; its overdue way is open from then on.",
    "rejected-not-overdue-no-term": "Step {step_label} has no time limit, so it is never overdue.",
    "rejected-no-lapse": "This SOP does not say what happens when step {step_label} is overdue ('on_overdue').",
    "rejected-data-invalid": "These facts cannot be taken: {facts}.",
    "rejected-missing-input": "Step {step_label} cannot be completed yet; documents still missing: {documents}.",
    "rejected-missing-data": "Step {step_label} cannot be completed yet; facts still to be stated: {facts}.",
    "rejected-branch-required": "At step {step_label} the actor chooses the branch; choose {known}.",
    "rejected-branch-not-open": (
        "At step {step_label} the facts decide the branch, nobody chooses it; leave out the choice '{given}'."
    ),
    "rejected-branch-not-open-none": "Step {step_label} has no branches; leave out the choice '{given}'.",
    "rejected-no-branch-matches": (
        "No branch of step {step_label} fits the facts; check {facts}, or complete the branches in the SOP."
    ),
    "rejected-several-branches-match": (
        "The branches {branches} of step {step_label} all fit the facts; check {facts}, or mend the branches in the "
        "SOP."
    ),
    "rejected-not-an-extension": "{to} is not later than the present due date, {due}; give a later one.",
    "rejected-not-an-extension-no-term": "Step {step_label} has no time limit, so there is nothing to extend.",
    "rejected-not-an-extension-no-promise": "This SOP sets no 'service_time', so there is nothing to extend.",
    "rejected-not-an-extension-not-begun": (
        "The service time runs from the completion of step {step_label}, so there is nothing to extend yet."
    ),
    "rejected-not-an-extension-not-foreseen": (
        "This SOP does not foresee an extension of the service time ('extension' in 'service_time')."
    ),
    "rejected-not-an-extension-once": "The service time has been extended before; it may be extended once.",
    "rejected-not-an-extension-too-long": (
        "The service time may be extended by {extension}, to {most} at most; {to} is too late."
    ),
    "rejected-not-revertible": (
        "Nothing can be taken back; that is possible only for the latest completion, skip or lapse, as long as only "
        "documents, facts or assignments came after it."
    ),
    "command-lapse": "take the overdue way",
    "command-assign": "assign a step",
    "command-suspend": "suspend the case",
    "command-resume": "resume the case",
    "command-extend": "extend a deadline",
    "command-revert": "take a completion back",
    "command-recount": "recount due dates",
    "command-cancel": "cancel the case",
    # --- facts ---
    "fact-invalid": "{field} is {value}, it should be {wanted}",
    "value-too-large": "a number that is too large",
    "value-of-type": "a value of type {type}",
    "wanted-boolean": "true or false",
    "wanted-integer": "a whole number",
    "wanted-number": "a number",
    "wanted-string": "a text",
    "wanted-date": "a date like 2026-05-15",
    "wanted-value": "{wanted}",
    "wanted-minimum": "at least {wanted}",
    "wanted-maximum": "at most {wanted}",
    "wanted-more": "more than {wanted}",
    "wanted-less": "less than {wanted}",
    "wanted-multiple": "a multiple of {wanted}",
    "wanted-min-length": "at least {wanted} characters",
    "wanted-max-length": "at most {wanted} characters",
    "wanted-schema": "such that {schema} holds",
    # --- the form of what a case is given ---
    "by-form": "{found} is nobody who acts; give the id of an actor as text, or a sopflow.Person.",
    "person-id": "{found} is not the id of a person; give a text that is not empty.",
    "person-roles": "The roles of '{person}' have to be a collection of actor ids, not {found}.",
    "documents-form": 'Documents are given as a list of ids, such as ["berkas"], not as {found}.',
    "data-form": 'Facts are given as names with values, such as {{"lengkap": True}}, not as {found}.',
    "nothing-given": "Nothing was given; name at least one document or one fact.",
    "reason-missing": "This needs a reason; give 'reason' as a text that is not empty.",
    "calendar-form": '{found} is not a calendar; give, for example, sopflow.calendar("id-asn").',
    "choose-form": "{found} is not a branch; give the id of a branch as text.",
    "restart-form": "'restart' is given as True or False, not as {found}.",
    "person-is-role": "'{role}' is a role, not a person; give the id of a person, or a sopflow.Person with that role.",
    "deadline-form": 'A deadline is given as a date, an instant, or a term such as "3 hari kerja", not as {found}.',
    "command-unknown": "There is no command '{given}'; the commands are {known}.",
    "procedure-form": "{found} is not a procedure; give what sopflow.load returned, after the text.",
    "case-id": "{found} is not the id of a case; give a text that is not empty.",
    # --- cases in JSON ---
    "case-no-text": "A case is read from JSON text, not from {found}.",
    "case-not-json": "This text is not whole JSON; it may be cut off. Read it again from where it is kept.",
    "case-not-a-case": "This JSON is not a case that sopflow wrote.",
    "case-newer": (
        "This case was written by a newer sopflow (format {format}); this one reads up to format {known}. Update "
        "sopflow."
    ),
    "case-unknown-key": (
        "The key '{key}' is not known; this case was written by a newer sopflow, or changed. Update sopflow."
    ),
    "case-missing-key": "The key '{key}' is missing; this case is not whole. Take a copy that is.",
    "case-changed": (
        "This case has changed since it was written: it does not match its 'digest'. Take a copy that was not changed."
    ),
    "case-form": "'{where}' is not as sopflow writes it; take a copy that was not changed.",
    "case-impossible": (
        "Event {number} ({type}) cannot have followed those before it; take a copy that was not changed."
    ),
}
