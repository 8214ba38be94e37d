"""English sentences about files: that they cannot be read, their YAML, their shape."""

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
    "reason-no-file": "it is not a regular file",
    "reason-permission": "there is no permission to read it",
    "reason-loop": "its links go round in a circle",
    "reason-device": "its device fails",
    "reason-name": "no file can have such a name",
    "file-too-large": "The file is larger than {limit} KiB; one file holds one SOP.",
    "file-not-utf8": "The file is not UTF-8 text (byte {byte} here); save it again with the encoding UTF-8.",
    "file-utf16": "The file is stored as UTF-16; save it again in UTF-8.",
    "file-empty": (
        "The file is empty; an SOP begins with a line such as 'sop: its-id', a calendar with 'calendar: its-id'."
    ),
    "not-a-calendar": "This file is an SOP, no calendar; name a calendar file, or a built-in calendar such as id-asn.",
    "not-an-sop": "This file is neither an SOP nor a calendar: it has no key 'sop', 'steps', 'extends' or 'hours'.",
    "not-an-sop-hint": (
        "An SOP begins with 'sop: its-id', then 'version', 'title', 'actors' and 'steps'; a calendar with 'calendar: "
        "its-id' and 'extends: id-asn'."
    ),
    "calendar-no-sop": "This file is a calendar, not an SOP; name the file of an SOP.",
    "path-no-sop": "This is the name of a file, not an SOP; give it to load, which reads files.",
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
        "What stands in these brackets cannot be read; put one comma between two entries, and texts with "
        "punctuation in quotes."
    ),
    "yaml-tab": "There is a tab here; indent with spaces only.",
    "yaml-sign": "A text that begins with '{sign}' must be in quotes.",
    "yaml-dash": "A cell of '-' must be in quotes.",
    "yaml-blank": "There is a no-break space here (they usually come along from Word); put a common space.",
    "yaml-dash-extra": "No '-' is needed here: the lines around it are 'key: value'.",
    "put-spaces": "Put {count} spaces in front of it.",
    "value-or-group": "Delete what stands behind its colon, or what is indented below it.",
    "move-block": (
        "Put {count} spaces in front of it, and move the lines below it, down to line {last_line}, along with it."
    ),
    "write-indented": "Write, with {count} spaces in front: {fixed}",
    "align-line": "Give it the same number of spaces.",
    "parent-missing": "Perhaps the line that it belongs to is missing above it, such as 'key:'.",
    "yaml-dash-missing": "The '-' that begins an entry of the list is missing here.",
    "yaml-dash-space": "The '-' needs a space behind it.",
    "yaml-text-after-quote": "There is text after the closing quote or bracket; it belongs inside.",
    "yaml-escape": "A '\\' in double quotes begins a special sign; use single quotes.",
    "yaml-colon-missing": "This line is not a 'key: value'; perhaps the colon or the space after it is missing.",
    "continue-deeper": (
        "Write 'key: value'. A remark begins with '# '; a text that goes on is indented deeper than its key."
    ),
    "yaml-indentation": "This line is not aligned with those around it.",
    "yaml-syntax": "This line cannot be read as YAML; write 'key: value' or '- item'.",
    "colon-in-text": "A colon cuts this text; put it in quotes.",
    "comma-in-text": "A comma cuts the text before '{text}'; put it in quotes if it is one text.",
    "quote-left-over": "This text ends in a quote ({sign}) that nothing opens.",
    "comma-in-list": "A comma cuts the text before '{text}'; put it in quotes if it is one text.",
    "hash-takes-value": "From '{text}' on this is read as a comment, so that the value is lost; put it in quotes.",
    "hash-cuts-text": "From '{text}' on this is read as a comment; put it in quotes if it belongs to the text.",
    "write-quoted": "Write: {fixed}",
    # --- shape ---
    "value-missing": "The value of the key '{key}' is missing.",
    "item-empty": "This item of the list is empty.",
    "missing-key": "The key '{key}' is required here.",
    "unknown-key": "The key '{key}' is not known here.",
    "unknown-keys": "The keys {keys} are not known here; perhaps the line above them is missing or misplaced.",
    "known-keys": "The known keys are {known}.",
    "value-in-remark": "What stands behind '#' is a remark; if it is the value, delete the '#'.",
    "key-of-another-part": "It is a key of another part of an SOP; perhaps it should be indented differently.",
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
    "id-form": "'{text}' cannot be an id: use small letters, digits and underscores, beginning with a letter.",
    "sop-id-form": "'{text}' cannot be the id of an SOP or calendar: use small letters, digits and hyphens.",
    "not-one-of": "'{text}' is not possible here; it can be {known}.",
    "text-empty": "This text must not be empty.",
    "list-too-short": "This list has too few items.",
    "mapping-empty": "This part must not be empty.",
    "list-repeats": "'{text}' is already in this list.",
    "value-refused": "This value does not meet the limit {expected}.",
    "number-thousands": "'{text}' is read as a number with a fraction, not as thousands.",
    "number-below": "This number must be {expected} or more.",
    "number-above": "This number must be {expected} or less.",
    # --- silencing ---
    "silencing-unused": "This silencing of '{code}' silences nothing.",
    "silencing-unused-hint": "Delete it; what it was meant for is no longer said here.",
    "silencing-elsewhere-hint": "It is said on line {lines}; move this comment there.",
    "silencing-unreadable": "This note to sopflow cannot be read; write '# sopflow: allow CODE - reason'.",
    "silencing-without-reason": "This silencing gives no reason; write '# sopflow: allow CODE - reason'.",
    "silencing-unknown-code": "There is no code '{code}'.",
    "silencing-unknown-code-hint": "Copy the code from the message that is to be silenced.",
    "silencing-of-error": "'{code}' is an error, and errors cannot be silenced.",
    "silencing-of-error-hint": "Mend the error; only warnings and notes can be silenced.",
    "settings-unreadable": (
        "From here on the file cannot be read as TOML; write for example 'code = \"reason\"' below '[allow]'."
    ),
    "settings-form": "Here should be 'code = \"reason\"' below '[allow]', with a reason that is not empty.",
}
