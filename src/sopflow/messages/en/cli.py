"""English sentences about the command line."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "cli-not-installed": 'The sopflow command needs further packages; install them with: pip install "sopflow[cli]"',
    "cli-unexpected": (
        "Something unexpected went wrong ({error}); please report it, with what SOPFLOW_TRACEBACK=1 sopflow … says."
    ),
    "cli-not-written": "The output cannot be written: {reason}.",
    "cli-command-missing": "No command given; see '{help}'.",
    "cli-command-unknown": "There is no command '{command}'; known are {known}; see '{help}'.",
    "cli-option-unknown": "There is no option '{option}'; see '{help}'.",
    "cli-negative": "'{option}' does not hold: terms begin with 1; see '{help}'.",
    "cli-option-without-value": "The option '{option}' needs a value; see '{help}'.",
    "cli-option-takes-no-value": "The option '{option}' takes no value; see '{help}'.",
    "cli-parameter-missing": "{name} is missing; see '{help}'.",
    "cli-arguments-left": (
        "It is not clear what {words} is for here; a value that holds spaces must be quoted; see '{help}'."
    ),
    "cli-not-understood": "This call cannot be understood; see '{help}'.",
    "cli-value-unknown": "The value '{value}' of {option} is not known; choose {known}.",
    "cli-path-empty": "The name of a file must not be empty; name a file or a folder.",
    "cli-no-sop-found": "There is no SOP file in {paths}.",
    "cli-choice-form": "The choice '{text}' has to read step=branch, as in 'periksa=lengkap'.",
    "cli-due": "{duration} from {start} is due {due} (calendar {calendar}, {zone}).",
    "cli-due-question": "Give just one of --from, --by and --before; see '{help}'.",
    "cli-start-by": "To end by {due}, {duration} must start by {at} (calendar {calendar}, {zone}).",
    "cli-before": "At the latest {duration} before {event}: {at} (calendar {calendar}, {zone}).",
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
    "cli-schema-help": "Show the JSON Schema of SOPs, calendars or cases.",
    "cli-graph-help": "Write an SOP as a graph.",
    "cli-checking": "Checking",
    "cli-report-option": (
        "Form of the output: text for people, json for programs, sarif, github, gitlab and junit for CI."
    ),
    "cli-code-argument": "The code of a message, for example branches-overlap; without one, all are listed.",
    "cli-code-near": "There is no code '{given}'; did you mean '{near}'?",
    "cli-code-unknown": "There is no code '{given}'; 'sopflow explain' lists them.",
    "cli-explain-help": "Explain a message: why it is said, with an example that is wrong and one that is right.",
    "cli-fmt-help": "Put SOP and calendar files in their usual layout: order of keys, indentation; comments stay.",
    "cli-fmt-check-option": "Change nothing; fail where something would be changed.",
    "cli-fmt-changed": "Formatted: {file}",
    "cli-fmt-would-change": "Would be formatted: {file}",
    "cli-fmt-total-changed": "{changed} of {number} files formatted",
    "cli-fmt-total-would-change": "{changed} of {number} files would be formatted",
    "cli-fmt-left": "Left alone, since it cannot be formatted without changing what it says: {file}",
    "cli-fmt-not-installed": 'Formatting needs an extra; install it with: pip install "sopflow[fmt]"',
    "cli-new-help": "Make a new SOP with an example and comments.",
    "cli-new-id-argument": "The id of the SOP, which names its file too, for example surat-keterangan.",
    "cli-counting-option": "How 'hari' counts: working days or calendar days; without this option it is asked.",
    "cli-new-id-near": (
        "'{given}' cannot be the id of an SOP: use small letters, digits and hyphens, for example '{near}'."
    ),
    "cli-new-id-form": (
        "'{given}' cannot be the id of an SOP: use small letters, digits and hyphens, for example 'surat-keterangan'."
    ),
    "cli-new-exists": "The file {file} is there already; choose another id.",
    "cli-new-ask": "Does 'hari' in this SOP mean (1) working days or (2) calendar days? Answer 1 or 2 [1]",
    "cli-new-written": "{file} has been written; change it, then check it with: sopflow check {file}",
    # --- why a file could not be written or read ---
    "unwritten-no-folder": "its folder does not exist",
    "unwritten-is-folder": "it is a folder",
    "unwritten-permission": "there is no permission to write it",
    "unwritten-full": "the disk is full",
    "unwritten-name": "its name is too long",
    "unread-missing": "there is no such file",
    "unread-folder": "it is a folder",
    # --- render ---
    "render-not-installed": '.{format} needs an extra; install it with: pip install "sopflow[render]"',
    "render-format-unknown": "'{given}' is no format; choose {known}.",
    "render-paper-unknown": "'{given}' is no paper; choose {known}.",
    "render-before-event": "A case can be looked at from its latest event on, {latest}; {at} is earlier.",
    "render-no-case": "The form .{format} cannot show a case; choose {known}.",
    "render-language-unknown": "There is no language '{given}'; choose {known}.",
    "render-cell-too-long": "The text {words} is too long for a cell of Excel ({most} letters); choose another form.",
    "render-too-many-copies": (
        "Too many steps lie in parallel flows and outside them as well: more than {most} would have to be drawn again "
        "in BPMN; choose another form."
    ),
    "cli-output-is-input": "{file} is what is read; write the result to another file.",
    "cli-render-help": "Draw the official SOP sheet, ready to be printed and signed, or its flow for other programs.",
    "cli-output-option": "The file to write; its ending is its form: .svg .html .pdf .docx .xlsx .mmd .dot .bpmn.",
    "cli-case-option": "A case file (JSON): its steps are coloured by where they stand, with their due dates.",
    "cli-paper-option": "The paper.",
    "cli-at-option": "When the case is looked at; without it, now.",
    "cli-output-without-ending": "The name '{given}' has no ending; name a file that ends in {known}.",
    "cli-output-ending-near": "The ending '{given}' is not known; perhaps {near} is meant.",
    "cli-output-ending": "The ending '{given}' is not known; name a file that ends in {known}.",
    "cli-at-without-case": "--at needs --case.",
    "cli-written": "Written: {file}",
    "cli-case-unopened": "{file}: the case file cannot be opened: {reason}",
}
