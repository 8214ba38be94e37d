"""Both catalogues say the same, and whatever the code can say is in them.

The codes are collected from the source by walking its syntax tree, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import ast
import re
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

import pytest

import sopflow
from sopflow.cli.app import COMMANDS
from sopflow.cli.case import COMMANDS as CASE_COMMANDS
from sopflow.cli.db import COMMANDS as DB_COMMANDS
from sopflow.cli.deadlines import DEADLINE_COLUMNS, REFERRAL_COLUMNS
from sopflow.cli.referral import COMMANDS as REFERRAL_COMMANDS
from sopflow.engine.events import TYPES
from sopflow.messages import LANGUAGES, AlsoOnLines, Either, Term, catalogue, format_clock, say
from sopflow.render.case_text import CASE_COLUMNS, LOG_COLUMNS, MOVE_COLUMNS, RECOUNT_COLUMNS, WORK_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE: Final = Path(sopflow.__file__).parent
CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
SPEAKERS: Final = frozenset(
    {
        "diagnose",
        "_report",
        "_refuse",
        "Reason",
        "at",
        "at_key",
        "to_quote",
        "_refused",
        "_at",
        "_at_text",
        "say",
        "Fault",
        "Term",
        "Sentence",
        "SopError",
    }
)
PARTS: Final = ("files", "sop", "terms", "calendars", "sheets", "cases", "store", "deadlines", "cli")
HINTS: Final = frozenset({"hint", "hint_code"})

NAMED: Final = ["closure", "opening", "duty"]
HOLIDAYS: Final = ["public", "joint-leave"]
MARKS: Final = [*HOLIDAYS, "closed", "duty", "opening", "ramadan", "period", "off"]

# Codes that are put together: what they are put together of, and where.
FAMILIES: Final = {
    # errors.py, from the codes in engine/objections.py
    "rejected-{}": [
        "definition-mismatch",
        "case-closed",
        "unknown-step",
        "unknown-actor",
        "unknown-document",
        "not-external",
        "unknown-field",
        "unknown-branch",
        "case-suspended",
        "not-suspended",
        "already-suspended",
        "step-not-active",
        "time-reversed",
        "wrong-actor",
        "not-optional",
        "not-overdue",
        "no-lapse",
        "data-invalid",
        "missing-input",
        "missing-data",
        "branch-required",
        "branch-not-open",
        "no-branch-matches",
        "several-branches-match",
        *(
            f"not-migratable-{why}"
            for why in (
                "other-sop",
                "same",
                "unknown-old",
                "unknown-new",
                "zone",
                "step-gone",
                "merged",
                "fork-changed",
                "fact-unfit",
                "promise-gone",
                "document-missed",
            )
        ),
        "not-an-extension",
        "not-revertible",
        "conflict",
        "case-withdrawn",
        "case-cancelled",
    ],
    "command-{}": ["lapse", "assign", "suspend", "resume", "extend", "revert", "recount", "migrate", "cancel"],
    "barrier-{}": ["started", "suspended", "resumed", "extended", "recounted", "migrated"],
    # engine/values.py
    "wanted-{}": ["boolean", "integer", "number", "string", "date"],
    # definition/references.py
    "unknown-{}": ["step", "actor", "document", "fact"],
    "declare-{}": ["document", "fact"],
    # source/shape.py, definition/conditions.py
    "type-{}": ["boolean", "integer", "number", "string", "object", "array"],
    # checks/rules/flow.py
    "{}-hint": [
        "step-unreachable",
        "step-cannot-end",
        "fork-never-meets",
        "join-missing",
        "join-without-fork",
        "fork-shares-step",
        "fork-reentered",
        # checks/rules/documents.py, outputs.py, decisions.py, silencing.py
        "input-missing",
        "input-only-afterwards",
        "input-perhaps-missing",
        "input-missing-then-overdue",
        "input-from-beside",
        "inputs-wait-in-circle",
        "input-unproven",
        "output-unused",
        "output-overwritten",
        "branch-never-holds",
        "otherwise-never-taken",
        "silencing-unknown-code",
        "silencing-of-error",
    ],
    # calendars/reasons.py
    "day-{}": [
        *NAMED,
        "public",
        "public-basis",
        "public-estimated",
        "joint-leave",
        "joint-leave-basis",
        "joint-leave-estimated",
    ],
    "day-{}-reason": [*NAMED, "period-closed"],
    "day-{}-basis": [*NAMED, *HOLIDAYS],
    "day-{}-reason-basis": NAMED,
    # calendars/contradictions.py
    "calendar-{}-inherited": ["date-twice", "closed-and-open"],
    # errors.py
    "{}-invalid": ["sop", "calendar"],
    "{}-invalid-once": ["sop", "calendar"],
    # checks/report/text.py
    "severity-{}": ["error", "warning", "note"],
    "report-{}": ["files", "errors", "warnings", "notes", "silenced", "skipped"],
    "report-{}-one": ["files", "errors", "warnings", "notes", "silenced", "skipped"],
    # render/plan.py
    "column-{}": ["number", "activity", "actor", "starts", "due", "duration", "inputs", "outputs", "note"],
    # render/case_text.py
    "{}": [
        f"column-{name}"
        for name in (
            *WORK_COLUMNS,
            *CASE_COLUMNS,
            *LOG_COLUMNS,
            *RECOUNT_COLUMNS,
            *MOVE_COLUMNS,
            *DEADLINE_COLUMNS,
            *REFERRAL_COLUMNS,
        )
    ],
    # render/calendar_year.py
    "year-mark-{}": MARKS,
    "year-mark-{}-is": MARKS,
    "year-column-{}": ["month", "days", "hours", "weekday", "date", "reason", "kind", "basis"],
    "year-kind-{}": [*HOLIDAYS, "closed", "duty", "opening"],
    # sheet/case_marks.py
    "case-mark-{}": ["completed", "skipped", "lapsed"],
    "case-colour-{}": ["done", "active", "late", "suspended", "never"],
    "case-status-{}": ["open", "suspended", "closed", "withdrawn", "cancelled"],
    # store/footing.py
    "did-{}": list(TYPES),
    # store/database.py, rows.py
    "store-{}": ["missing", "empty", "foreign"],
    "store-{}-empty": ["case", "person", "key", "id"],
    "store-{}-long": ["case", "person", "key", "id"],
    "store-{}-form": ["case", "person", "key", "id"],
    # cli/app.py
    "cli-{}-help": [
        *COMMANDS,
        *(f"case-{name}" for name in CASE_COMMANDS),
        *(f"db-{name}" for name in DB_COMMANDS),
        *(f"referral-{name}" for name in REFERRAL_COMMANDS),
    ],
    # deadlines/message.py
    "notice-{}": ["reminder", "escalation", "confirmation"],
    "notice-{}-subject": ["reminder", "escalation", "confirmation"],
    # deadlines/settings.py
    "setting-{}": ["text", "number", "table"],
    # cli/deadlines.py
    "deadline-{}": ["reminder", "escalation", "overdue-way"],
    "referral-{}": ["overdue-way", "undelivered"],
    # cli/fmt.py
    "cli-fmt-{}": ["changed", "would-change", "total-changed", "total-would-change"],
    # cli/explain.py
    "explain-{}": ["code", "severity", "name"],
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package but the catalogues themselves."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith(("messages/id/", "messages/en/")):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def spoken() -> dict[str, str]:
    """Each code that some call says or hints at, with the module it is in."""
    found: dict[str, str] = {}
    for name, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            callee = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            said = list(call.args[:2]) if callee in SPEAKERS or callee.endswith("Error") else []
            said += [keyword.value for keyword in call.keywords if keyword.arg in HINTS]
            texts = (text for node in said if not isinstance(node, ast.Call | ast.JoinedStr) for text in strings(node))
            found |= {text: name for text in texts if CODE.fullmatch(text)}
    return found


def put_together() -> set[str]:
    return {pattern.format(part) for pattern, parts in FAMILIES.items() for part in parts}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_codes_in_the_same_order() -> None:
    assert list(catalogue("id")) == list(catalogue("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_code_stands_in_two_parts_of_a_catalogue(lang: str) -> None:
    parts = [import_module(f"sopflow.messages.{lang}.{part}").MESSAGES for part in PARTS]
    assert sum(map(len, parts)) == len(catalogue(lang))


@pytest.mark.parametrize("code", sorted(catalogue("id")))
def test_both_languages_say_it_with_the_same_facts(code: str) -> None:
    templates = [catalogue(lang)[code] for lang in LANGUAGES]
    assert fields(templates[0]) == fields(templates[1])
    assert all(template.strip() for template in templates)
    assert all(re.fullmatch(r"[a-z_]*", name) for name in fields(templates[0]))


def test_the_walk_finds_what_it_should() -> None:
    found = spoken()
    assert len(found) > 100
    for code in ("file-missing", "yaml-anchor", "did-you-mean", "duplicate-id", "step-without-output", "input-source"):
        assert code in found


def test_whatever_is_said_is_in_the_catalogue() -> None:
    missing = {code: module for code, module in spoken().items() if code not in catalogue("id")}
    assert missing == {}
    assert put_together() <= catalogue("id").keys()


def test_nothing_in_the_catalogue_is_unsaid() -> None:
    written = {text for _, tree in trees() for text in strings(tree)}
    unsaid = [code for code in catalogue("id") if code not in written and code not in put_together()]
    assert unsaid == []


def test_sentences_are_sentences() -> None:
    """No doubled blanks, no unclosed quote, and no full stop before a hint's line of YAML is taken for its end."""
    for lang in LANGUAGES:
        for code, template in catalogue(lang).items():
            assert "  " not in template.strip(), (lang, code)
            assert template.count('"') % 2 == 0, (lang, code)
            assert template.count("(") == template.count(")"), (lang, code)


def test_values_are_written_the_way_each_language_writes_them() -> None:
    assert say("known-names", "id", known=Either(("a", "b", "c"))) == "Pilihannya: a, b atau c."
    assert say("known-names", "en", known=Either(("a", "b", "c"))) == "It can be a, b or c."
    also = AlsoOnLines((4, 9))
    assert say("unknown-actor", "id", name="x", also=also) == "Tidak ada pelaksana 'x' (juga di baris 4 dan 9)."
    assert say("unknown-actor", "en", name="x", also=also) == "There is no actor 'x' (also on lines 4 and 9)."
    assert say("unknown-actor", "en", name="x", also=AlsoOnLines(())) == "There is no actor 'x'."
    types = {"found": Term("type-array"), "expected": Either((Term("type-string"),))}
    assert say("wrong-type", "id", **types) == "Di sini ada daftar, seharusnya teks."
    assert say("estimated-holiday", "id", dates=[date(2026, 3, 19), date(2026, 5, 27)]).endswith(
        "19 Maret 2026 dan 27 Mei 2026."
    )
    assert say("closure-on-day-off", "en", date=datetime(2026, 4, 21, 16, 0)).startswith("2026-04-21 16:00 is ")


def test_what_a_file_says_is_never_taken_for_a_field() -> None:
    assert (
        say("unknown-actor", "id", name="{name} {0} {", also=AlsoOnLines(())) == "Tidak ada pelaksana '{name} {0} {'."
    )


@pytest.mark.parametrize(
    ("minute", "written"), [(450, "07:30"), (1440, "24:00"), (1441, "00:01"), (1470, "00:30"), (1800, "06:00")]
)
def test_a_time_past_midnight_is_one_of_the_next_day(minute: int, written: str) -> None:
    assert format_clock(minute, "en") == written
    assert format_clock(minute, "id") == written.replace(":", ".")
