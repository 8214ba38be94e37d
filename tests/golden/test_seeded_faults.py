"""Each single mistake on each line of the two real SOPs where it can be made: the right code, on the right line.

A mistake is made by a rule that knows what it breaks, so what is expected follows from the rule and the contract, not
from what the program says.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from test_damage import FILES

from diagnosed import diagnose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REAL: Final = {name: text.split("\n") for name, text in FILES.items() if name.startswith("pengaduan")}
KEYS: Final = "actor|activity|duration|inputs|outputs|branches|version|title|service|calendar"


class Fault(NamedTuple):
    """A damaged text, and what has to be said: the codes and the lines, counted from 1."""

    name: str
    file: str
    text: str
    expected: list[tuple[str, int]]


class Mistake(NamedTuple):
    """A slip on every line that a pattern finds: how the line reads then (None: it is gone), and the code."""

    name: str
    pattern: str
    damaged: Callable[[re.Match[str]], str | None]
    code: str


def slip(word: str) -> str:
    """A word without its second letter."""
    return word[0] + word[2:]


INDENT: Final = r"(?P<indent> +)"
PLAIN: Final = r"(?P<value>[A-Za-z][^:#\"]*[a-z.;])"
LINES: Final = [
    Mistake("actor misspelt", INDENT + r"actor: (?P<value>\w+)$",
            lambda m: f"{m['indent']}actor: {slip(m['value'])}", "unknown-actor"),
    Mistake("no blank after the colon", INDENT + r"(?P<key>actor|duration|activity): (?P<value>[^\"].*)",
            lambda m: f"{m['indent']}{m['key']}:{m['value']}", "yaml-colon-missing"),
    Mistake("no colon", INDENT + r"(?P<key>actor|duration): (?P<value>[^\"]+)",
            lambda m: f"{m['indent']}{m['key']} {m['value']}", "yaml-colon-missing"),
    Mistake("a tab", INDENT + r"(?P<key>actor|duration): (?P<value>.+)",
            lambda m: f"\t{m['key']}: {m['value']}", "yaml-tab"),
    Mistake("no value", INDENT + r"(?P<key>actor|activity|name|title):( .+)",
            lambda m: f"{m['indent']}{m['key']}:", "value-missing"),
    Mistake("unit misspelt", INDENT + r"duration: (?P<amount>\d+) (?P<unit>\w+)(?P<rest>.*)",
            lambda m: f"{m['indent']}duration: {m['amount']} {slip(m['unit'])}{m['rest']}", "duration-unit-misspelt"),
    Mistake("no unit", INDENT + r"duration: (?P<amount>\d+) .*",
            lambda m: f"{m['indent']}duration: {m['amount']}", "duration-no-unit"),
    Mistake("nothing left of the time", INDENT + r"duration: \d+ (?P<unit>.+)",
            lambda m: f"{m['indent']}duration: 0 {m['unit']}", "duration-not-positive"),
    Mistake("a lower bound", INDENT + r"duration: (?P<value>.+)",
            lambda m: f"{m['indent']}duration: minimal {m['value']}", "duration-minimum"),
    Mistake("a dash in the cell", INDENT + r"duration: .+", lambda m: f"{m['indent']}duration: -", "yaml-dash"),
    Mistake("a number sign for a number", INDENT + r"duration: (?P<value>.+)",
            lambda m: f"{m['indent']}duration: #{m['value']}", "hash-takes-value"),
    Mistake("a thousands sign", INDENT + r"duration: \d+ (?P<unit>.+)",
            lambda m: f"{m['indent']}duration: 1.500 {m['unit']}", "duration-thousands"),
    Mistake("a quote left open", INDENT + r"activity: " + PLAIN,
            lambda m: f"{m['indent']}activity: \"{m['value']}", "yaml-quote-open"),
    Mistake("a colon in the text", INDENT + r"activity: (?P<first>\w+) " + PLAIN,
            lambda m: f"{m['indent']}activity: {m['first']}: {m['value']}", "colon-in-text"),
    Mistake("an asterisk in front", INDENT + r"activity: " + PLAIN,
            lambda m: f"{m['indent']}activity: *{m['value']}", "yaml-sign"),
    Mistake("a number sign", INDENT + r"activity: " + PLAIN,
            lambda m: f"{m['indent']}activity: {m['value']} #2", "hash-cuts-text"),
    Mistake("quotes around the first word", INDENT + r"activity: (?P<first>\w+) " + PLAIN,
            lambda m: f"{m['indent']}activity: \"{m['first']}\" {m['value']}", "yaml-text-after-quote"),
    Mistake("an input misspelt", INDENT + r"inputs: \[(?P<first>\w+)(?P<rest>.*)",
            lambda m: f"{m['indent']}inputs: [{slip(m['first'])}{m['rest']}", "unknown-document"),
    Mistake("an output misspelt", INDENT + r"outputs: \[(?P<first>\w+)\].*",
            lambda m: f"{m['indent']}outputs: [{slip(m['first'])}]", "unknown-document"),
    Mistake("a bracket left open", INDENT + r"(?P<key>inputs|outputs): \[(?P<value>[^\]]+)\].*",
            lambda m: f"{m['indent']}{m['key']}: [{m['value']}", "yaml-bracket-open"),
    Mistake("a bracket too many", INDENT + r"(?P<key>inputs|outputs): \[(?P<value>[^\]]+)\].*",
            lambda m: f"{m['indent']}{m['key']}: [{m['value']}]]", "yaml-bracket-extra"),
    Mistake("an entry twice", INDENT + r"(?P<key>inputs|outputs): \[(?P<first>\w+)(?P<rest>.*)",
            lambda m: f"{m['indent']}{m['key']}: [{m['first']}, {m['first']}{m['rest']}", "list-repeats"),
    Mistake("a text in place of a list", INDENT + r"(?P<key>inputs|outputs): \[(?P<value>\w+)\].*",
            lambda m: f"{m['indent']}{m['key']}: {m['value']}", "list-wanted"),
    Mistake("yes", INDENT + r"(?P<key>external|on_hand): true(?P<rest>.*)",
            lambda m: f"{m['indent']}{m['key']}: ya{m['rest']}", "boolean-wanted"),
    Mistake("a step that does not exist", INDENT + r"next: (?P<value>\w+)(?P<rest>.*)",
            lambda m: f"{m['indent']}next: {slip(m['value'])}{m['rest']}", "unknown-step"),
    Mistake("a step in blanks", r"(?P<indent>  - )id: (?P<value>\w+)$",
            lambda m: f"{m['indent']}id: {m['value']} ini", "id-form"),
    Mistake("a key misspelt", rf"(?P<indent> *)(?P<key>{KEYS}):(?P<rest>.*)",
            lambda m: f"{m['indent']}{slip(m['key'])}:{m['rest']}", "unknown-key"),
    Mistake("a key in capitals", rf"(?P<indent> *)(?P<key>{KEYS}):(?P<rest>.*)",
            lambda m: f"{m['indent']}{m['key'].capitalize()}:{m['rest']}", "unknown-key"),
]  # fmt: skip


def faults() -> Iterator[Fault]:
    for file, lines in REAL.items():
        for number, line in enumerate(lines):
            for mistake in LINES:
                found = re.fullmatch(mistake.pattern, line)
                if found:
                    text = "\n".join([*lines[:number], str(mistake.damaged(found)), *lines[number + 1 :]])
                    yield Fault(mistake.name, file, text, [(mistake.code, number + 1)])
            if re.fullmatch(r" +(actor|activity|duration|calendar): .*", line):
                text = "\n".join([*lines[: number + 1], line, *lines[number + 1 :]])
                yield Fault("a line twice", file, text, [("duplicate-key", number + 2)])
            if re.fullmatch(r"    (actor|activity): .*", line):
                first = max(place for place in range(number) if lines[place].startswith("  - id: "))
                text = "\n".join([*lines[:number], *lines[number + 1 :]])
                yield Fault("a line gone", file, text, [("missing-key", first + 1)])
        yield from of_documents(file, lines)
        yield from of_steps(file, lines)


def of_documents(file: str, lines: list[str]) -> Iterator[Fault]:
    """A document that nobody hands in or produces any more, said at the first input that needs it."""
    needed: dict[str, int] = {}
    for number, line in enumerate(lines):
        for document in re.findall(r"\w+", line.partition("[")[2].partition("]")[0]) if "inputs:" in line else ():
            needed.setdefault(document, number)
    for number, line in enumerate(lines):
        declared = (
            re.fullmatch(r"  (\w+):", lines[number - 2]) if re.match(r"    (external|on_hand): true", line) else None
        )
        produced = re.fullmatch(r"    outputs: \[(\w+)\].*", line)
        gone = declared[1] if declared else produced[1] if produced else ""
        others = sum(f"[{gone}]" in other and "outputs" in other for other in lines)
        if gone in needed and (declared is None or not others) and (produced is None or others == 1):
            text = "\n".join([*lines[:number], *lines[number + 1 :]])
            at = needed[gone] + (needed[gone] < number)
            if produced and f"  {gone}:" in lines and "external" in lines[lines.index(f"  {gone}:") + 2]:
                continue
            yield Fault(f"{gone} from nowhere", file, text, [("input-never-produced", at)])


def of_steps(file: str, lines: list[str]) -> Iterator[Fault]:
    """A step that has the id of the one above it."""
    ids = [(n, found[1]) for n, line in enumerate(lines) if (found := re.fullmatch(r"  - id: (\w+)", line))]
    named = " ".join(line for line in lines if "next:" in line)
    for (_, above), (number, own) in pairwise(ids):
        if own not in named and above not in named:
            text = "\n".join([*lines[:number], f"  - id: {above}", *lines[number + 1 :]])
            yield Fault("a step copied", file, text, [("duplicate-id", number + 1)])


FAULTS: Final = list(faults())


def test_there_are_hundreds() -> None:
    assert len(FAULTS) >= 200
    assert len({code for fault in FAULTS for code, _ in fault.expected}) >= 25
    assert {fault.file for fault in FAULTS} == set(REAL)


@pytest.mark.parametrize(
    "fault", FAULTS, ids=[f"{f.file.removeprefix('pengaduan-')}:{f.expected[0][1]} {f.name}" for f in FAULTS]
)
def test_a_single_mistake_is_said_once_where_it_is(fault: Fault) -> None:
    found = diagnose(fault.text, f"{fault.file}.yaml")
    assert [(one.code, one.span.line) for one in found] == fault.expected
