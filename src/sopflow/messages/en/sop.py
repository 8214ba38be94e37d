"""English sentences about SOPs: what they refer to, their steps, their flow."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- references ---
    "also-on-line": " (also on line {lines})",
    "also-on-lines": " (also on lines {lines})",
    "unknown-step": "There is no step or outcome '{name}'{also}.",
    "unknown-actor": "There is no actor '{name}'{also}.",
    "unknown-document": "There is no document '{name}' in 'documents'{also}.",
    "unknown-fact": "There is no fact '{name}' in 'data'{also}.",
    "stands-elsewhere": "'{name}' stands on line {line}, under '{section}'.",
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
    "fact-value-outside": "'{text}' is not a value that 'data' allows for '{fact}', so no case ever has it.",
    "fact-value-outside-hint": "Compare it with the values and limits of '{fact}' under 'data'.",
    "keyword-misfits": "'{key}' is for {expected} only, but this fact is {found}, so it would rule nothing out.",
    "keyword-misfits-hint": "Change the 'type' of the fact, or delete '{key}'.",
    # --- steps ---
    "next-missing": "The last step must say 'next', since there are several outcomes: {known}.",
    "next-and-branches": "A step with 'branches' must not have 'next'; write 'next' in each branch.",
    "optional-and-branches": "A step with 'branches' cannot be 'optional'; delete one of them.",
    "overdue-without-duration": "'on_overdue' needs a 'duration'; without a term nothing can be overdue.",
    "notice-without-duration": "'{key}' needs a 'duration'; without a term there is no due date.",
    "escalate-to-external": "{name} is not of the agency; escalate to somebody who is.",
    "reminder-never-comes": "A reminder {text} before the due date never comes: the time is only {lasts}.",
    "reminder-never-comes-hint": "Write a shorter time, or leave the reminder out.",
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
    "step-cannot-end": "From step '{step}' no way leads to any outcome; a case would never end: {ways}.",
    "step-cannot-end-hint": "Let one 'next' lead to an outcome.",
    "step-cannot-end-turn-hint": "Let one 'next' lead to an outcome, or to {others}, which no way reaches.",
    "outcome-unused": "No step leads to the outcome '{id}'.",
    "outcome-unused-hint": "Name '{id}' in the 'next' of a step or branch, or delete it.",
    "fork-to-outcome": "A list under 'next' holds steps only; '{id}' is an outcome.",
    "fork-never-meets": "The parallel flows {others} of step '{step}' do not always meet again: {ways}.",
    "fork-never-meets-hint": (
        "Lead all of them to one step with 'join: all', or to one outcome; a way that ends everything leads to an "
        "outcome with 'ends_case: true'."
    ),
    "fork-goes-round-hint": (
        "'{others}' waits already, but a flow can go round it: lead each way of each flow there, or let those that "
        "meet there first start from a list of their own."
    ),
    "join-missing": ("The parallel flows of step {others} meet at '{step}', but that step does not wait: {ways}."),
    "join-missing-hint": "Write 'join: all' in step '{step}'.",
    "join-missing-flow-hint": (
        "'{step}' itself begins one of the flows. If the other is not meant to come here, lead its 'next' to "
        "the step where all of them meet; if it is, write 'join: all' at '{step}'."
    ),
    "join-without-fork": "Step '{step}' waits ('join: all'), but no parallel flows meet here.",
    "join-without-fork-hint": "Delete 'join: all', or make the 'next' of an earlier step a list.",
    "fork-shares-step": (
        "The parallel flows of step '{step}' both pass '{others}' before they meet, so it would start twice: {ways}."
    ),
    "fork-shares-step-hint": "Let them meet at '{others}' with 'join: all', or keep their ways apart.",
    "fork-reentered": (
        "A parallel flow of step '{step}' can come back to it before they meet, so it would fork again: {ways}."
    ),
    "fork-reentered-hint": "Go back only after the flows have met, or to a step inside the same flow.",
    # --- decisions ---
    "branches-overlap": "Two branches hold at once where {example}: '{first}' and '{second}'.",
    "branches-overlap-hint": (
        "Change one condition so that only one of them holds, for example with exclusiveMinimum or "
        "exclusiveMaximum at a limit, or combine both branches."
    ),
    "branches-gap": "No branch holds where {example}.",
    "branches-gap-hint": "Widen a condition, or give the last branch 'otherwise: true' instead of 'when'.",
    "branch-never-holds": "The condition of branch '{id}' never holds: no value that 'data' allows meets it.",
    "branch-never-holds-hint": "Compare it with the limits and values under 'data', or delete the branch.",
    "branches-unproven": (
        "It cannot be proven that always exactly one of these branches holds: their facts have too many "
        "values to look at."
    ),
    "branches-unproven-hint": (
        "Simplify the conditions (such as 'multipleOf' with large numbers), or try the values that matter yourselves."
    ),
    "fact-impossible": "No value meets all that is asked of the fact '{id}'; nobody could state it.",
    "fact-impossible-hint": "Compare its limits, its values and its type.",
    "facts-unproven": (
        "This SOP is too large to see whether each decision that comes again reads facts that are stated anew."
    ),
    "fact-stale": (
        "The way {way} leads back to this decision, and no step on it states {facts} anew: it would be "
        "decided by the old answer."
    ),
    "fact-stale-hint": (
        "Give a step on that way 'sets' with what decides; if the old answer is meant, leave it as it is."
    ),
    # --- documents ---
    "input-missing": "On the way {way} there is no {names} yet, so this step cannot be completed.",
    "input-missing-hint": (
        "It is produced by {others}. Give a step of that way 'outputs', or, if it is not always needed, "
        "write {fixed} in 'inputs'."
    ),
    "input-missing-skipped-hint": (
        "Delete 'optional: true' at step {skipped}, or, if the document is not always needed, write {fixed} "
        "in 'inputs'."
    ),
    "input-only-afterwards": (
        "{names} is produced only after this step (by {others}), so it can never be completed for the first time."
    ),
    "input-only-afterwards-hint": (
        "Move the step that produces it to the front; if it is there only when work is redone, give it 'optional:"
        " true'."
    ),
    "inputs-wait-in-circle": (
        "This step waits for {names} from a parallel flow ({others}), and that flow waits for this step; neither "
        "can ever be completed."
    ),
    "inputs-wait-in-circle-hint": (
        "Let one of them not wait: move the step that produces the document, or give the input 'optional: true'."
    ),
    "input-missing-then-overdue": (
        "On the way {way} there is no {names} yet, so this step can only end because its time passes."
    ),
    "input-missing-then-overdue-hint": (
        "Leave it if that is meant; else it is produced by {others}, or write {fixed} in 'inputs'."
    ),
    "input-perhaps-missing": (
        "On the way {way} there is no {names} yet; if the condition of this input holds there, the step cannot be"
        " completed."
    ),
    "input-perhaps-missing-hint": (
        "Make sure that the step that produces it ({others}) is always passed if the condition holds."
    ),
    "input-from-beside": (
        "{names} comes from a parallel flow ({others}), so this step can be completed only after that."
    ),
    "input-from-beside-hint": "If it has to wait, it is clearer to put it where the flows have met ('join: all').",
    "input-unproven": "It cannot be proven that {names} is always there; on the way {way} no step produces it.",
    "input-unproven-hint": (
        "Make sure that this way cannot happen; its facts are stated in parallel flows, or have too many values "
        "to look at."
    ),
    "documents-unproven": "This SOP is too large to see whether each document is there on every way.",
    "documents-unproven-hint": "Divide it into several SOPs that are related.",
    "output-unused": "No step after this one uses {names}.",
    "output-unused-hint": (
        "Name it in the 'inputs' of the step that uses it; if no step needs it, write it as 'result'."
    ),
    "output-overwritten": "{names} is produced anew by {others} before any step uses it.",
    "output-overwritten-hint": (
        "Name it in the 'inputs' of the step that updates it, or delete it from 'outputs' here."
    ),
    "output-twice": "{names} is produced twice in the parallel flows of step '{step}': by {others}.",
    "output-twice-hint": "Give the two documents different ids, or produce it where the flows have met.",
    # --- time ---
    "days-mixed": "A bare 'hari'{also} counts as working days, while elsewhere it says '{text}'.",
    "service-time-exceeded": (
        "The promised {promised} cannot always be kept: at worst, from {start}, it ends on {due}, while the "
        "steps {way} end on {end} only."
    ),
    "service-time-hint": (
        "Make 'service_time' longer or steps shorter; the time of external actors ('external: true') and rework "
        "do not count."
    ),
    "step-longer-than-service": "This step ({text}) takes longer than all that is promised ({promised}).",
    "step-without-duration": "This step has no 'duration', so it has no due date{also}.",
    "step-without-duration-hint": "Write 'duration', or 'duration: \"-\"' if there is no limit on purpose.",
    "deadline-without-overdue": "If {name} does nothing until this is due, the case goes on waiting.",
    "deadline-without-overdue-hint": (
        "Write 'on_overdue' if that has consequences, such as an application that lapses."
    ),
    # --- the sheet ---
    "activity-names-actor": "The activity begins with its subject, '{actor}'; who acts is shown by the column.",
    "activity-hint": "Write: {fixed}",
    "activity-not-active": "The activity begins with '{word}', not with an active verb.",
    "activity-not-active-hint": "Begin with an active verb, such as Menerima, Memeriksa, Menyusun, Mengirim.",
    "actor-combined": "The column '{name}' holds two actors; nobody knows which of them is responsible.",
    "actor-combined-hint": "Make one column for each actor; others who take part are named in 'with'.",
    "decision-many-ways": (
        "This decision has {number} ways, while the decision symbol of the sheet knows only yes and no."
    ),
    "decision-many-ways-hint": "Divide it into several decisions one after the other, each with two ways.",
    "decision-one-way": "This decision has one way only, so that nothing is decided.",
    "decision-one-way-hint": "Write 'next' instead of 'branches', or add the other way.",
    "actor-twice": "'{id}' is the actor of this step already; 'with' names the others.",
    "actor-twice-hint": "Delete it from 'with'.",
    "date-impossible": "There is no date {text}.",
    "name-like-key": "'{id}' stands among the names of '{section}', as if something were called so.",
    "name-like-key-hint": "If it belongs to the name above it, put two more spaces in front of it.",
    "step-without-output": "The Output column of this step is empty.",
    "step-without-output-hint": (
        "Name the document in 'outputs', or write 'result' if it is not a document, such as 'result: Berkas tercatat'."
    ),
    "actor-unused": "Actor '{id}' does nothing in any step; the column is empty.",
    "actor-unused-hint": "Delete it, or name it in the 'actor' or 'with' of a step.",
    # --- ways ---
    "way-skipped": "[skipped]",
    "otherwise-never-taken": (
        "Branch '{id}' ('otherwise') is never taken: the conditions of the other branches hold for all values."
    ),
    "otherwise-never-taken-hint": "Delete the branch, or narrow one of the other conditions.",
}
