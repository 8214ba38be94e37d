"""Which single line of a file is out of place, found by trying.

Where the lines of a file do not fit together, the parser stumbles behind the fault: a lost dash shows at the next entry
of the list, pages below. So each line above is written anew in the ways that undo a slip (other blanks, a dash more or
less, a colon), and of those that let the parser pass the best is taken: it leaves no key without a value, indents as
the rest of the file does, and puts each key where the schema has it. It must not know what a key means.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import yaml

from sopflow.source.composer import Composer, Refused
from sopflow.source.nodes import At, Mapping, Node, Place, Scalar, Sequence, SourceText, whole_line
from sopflow.source.schemas import alternatives, keys_of_the_format, load_schema, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.diagnostic import Diagnostic

_SCALARS: Final = frozenset({"string", "number", "integer", "boolean", "null"})
_KINDS: Final = {Mapping: frozenset({"object"}), Sequence: frozenset({"array"})}
_ANY_KEY: Final = "key"
"""Stands where a line is missing: nobody knows which."""

_LINES_ABOVE: Final = 60
_MOST_LETTERS: Final = 2_000_000
"""So much is read again at most, all tries together."""

_KEY: Final = re.compile(r"[\w-]+:(\s|$)")
_TEXT: Final = re.compile(r"[\w-]+:\s+[^\s\[{#]")
_BARE_KEY: Final = re.compile(r"\w+$")
_LOST_COLON: Final = re.compile(r"(?P<dash>-\s+)?(?P<key>[a-z_]+)(?:\s*[=;.:]\s*|\s+)(?=[^\s:])")
_ENTRY: Final = re.compile(r"-\s+(?=\S)")
_BULLET: Final = re.compile(r"(?:[•·–—*‣▪●○]|\w{1,2}[.)])\s*(?=[\w-]+:(\s|$))")
_GLUED: Final = re.compile(r"-(?=[\w-]+:(\s|$))")
_TWO_DASHES: Final = re.compile(r"-\s+-\s+(?=\S)")
_FAR_FROM_DASH: Final = re.compile(r"-\s\s+(?=\S)")
_LINE_MISSING: Final = 0.5
"""What it costs to think that a line is missing above."""

_LEFT_OUT: Final = 5.0
"""What it costs to leave a line out: only where nothing else helps."""

_HALF_A_KEY: Final = 0.05
"""What it costs to leave out a line that is neither a key nor an entry, since it can hardly be right."""

_VALUE_LOST: Final = 0.3
"""What it costs to think that a key should have no value but the lines below."""

_MOST_COST: Final = {"yaml-indentation": _LEFT_OUT, "yaml-colon-missing": _LINE_MISSING, "yaml-syntax": 0.0}
"""How far each fault that the parser shows may be thought to be another one."""

_NEAR: Final = 4
"""So many lines are thought to be too many, or to lack one above."""

_FURTHER: Final = 12
"""So many more lines above are tried when one way has been found."""

_FURTHER_UP: Final = 0.01
"""What each line costs by which another one is further up: of two that would do, the nearer one is meant."""


_WRONG_DASHES: Final = (
    (_BULLET, "yaml-syntax"),
    (_GLUED, "yaml-dash-space"),
    (_TWO_DASHES, "yaml-dash-extra"),
    (_FAR_FROM_DASH, "yaml-indentation"),
)


@dataclass(frozen=True, slots=True)
class _Try:
    """One line written anew: ``text`` stands in the place of line ``number``; ``hint`` says what was done."""

    number: int
    text: str
    code: str
    hint: str
    cost: float = 0.0


def find_misplaced(source: SourceText, shown: Diagnostic) -> tuple[Diagnostic, str | None] | None:
    """Return the diagnostic about the line that is out of place and how it is to be written, where that is known.

    ``shown`` says where it shows. None where no change of one line makes the file readable, or none that tells more.
    """
    number = shown.span.line - 1
    first, last = _sections_around(source, number)
    budget = _MOST_LETTERS
    best: tuple[float, _Try] | None = None
    nearest = 0
    for attempt in _tries(source, number, first):
        if attempt.number < nearest - _FURTHER:
            continue
        text = "\n".join(
            [*source.lines[first : attempt.number], attempt.text, *source.lines[attempt.number + 1 : last]]
        )
        budget -= len(text)
        if budget < 0:
            break
        root = _tree(text)
        if root is not None:
            strangeness = _strangeness(root) + attempt.cost + _FURTHER_UP * (number - attempt.number)
            nearest = max(nearest, attempt.number)
            if best is None or strangeness < best[0]:
                best = strangeness, attempt
    if best is None or best[1].cost > _MOST_COST[shown.code]:
        return None
    return _diagnostic(source, best[1])


def _diagnostic(source: SourceText, found: _Try) -> tuple[Diagnostic, str | None]:
    place = whole_line(source, found.number)
    if found.code in {"yaml-dash-extra", "yaml-dash-space"}:
        place = Place(place.start, At(found.number, place.start.column + 1))
    certain = not found.cost
    said = source.diagnose(
        found.code,
        place,
        fixed=found.text.strip() if certain else None,
        hint_code=found.hint,
        count=_blanks(found.text),
    )
    return said, found.text if certain else None


def _sections_around(source: SourceText, number: int) -> tuple[int, int]:
    """Return the first line to read and the one behind the last: whole sections, which can be read without the rest."""
    begins = [i for i, line in enumerate(source.lines) if line[:1].isalpha() or line[:1] == "_"]
    before = [i for i in begins if i <= number - _LINES_ABOVE]
    behind = [i for i in begins if i > number]
    return (before[-1] if before else 0), (behind[1] if len(behind) > 1 else len(source.lines))


def _tries(source: SourceText, number: int, first: int) -> Iterator[_Try]:
    """Give the ways in which a line may have to be written, the nearest line first."""
    speaking = list(_speaking(source, range(number, max(first, number - _LINES_ABOVE) - 1, -1)))
    for i in speaking:
        yield from _slips(source, i)
    for i in speaking[:_NEAR]:
        line = source.line(i)
        parent = " " * max(_blanks(line) - 2, 0)
        yield _Try(i, f"{parent}{_ANY_KEY}:\n{line}", "yaml-indentation", "parent-missing", _LINE_MISSING)
    for i in speaking[:_NEAR]:
        yield _Try(i, f"#{source.line(i)}", "yaml-indentation", "align-line", _LEFT_OUT)


def _slips(source: SourceText, number: int) -> Iterator[_Try]:
    """Give the ways in which one line may have to be written."""
    line = source.line(number)
    body, blanks = line.strip(), _blanks(line)
    for sign, code in _WRONG_DASHES:
        wrong = sign.match(body)
        if wrong:
            yield _Try(number, f"{' ' * blanks}- {body[wrong.end() :]}", code, "write-value")
    lost = _LOST_COLON.match(body)
    if lost and lost["key"] in keys_of_the_format():
        fixed = f"{lost['dash'] or ''}{lost['key']}: {body[lost.end() :]}"
        yield _Try(number, " " * blanks + fixed, "yaml-colon-missing", "write-value")
    entry = _ENTRY.match(body)
    if entry:
        yield _Try(number, " " * (blanks + entry.end()) + body[entry.end() :], "yaml-dash-extra", "write-value")
        yield _Try(number, " " * blanks + body[entry.end() :], "yaml-dash-extra", "write-value")
    elif _KEY.match(body):
        for indent in (blanks - 2, blanks):
            yield _Try(number, f"{' ' * indent}- {body}", "yaml-dash-missing", "write-value")
        key = body.partition(":")[0]
        if _TEXT.match(body):
            yield _Try(number, f"{' ' * blanks}{key}:", "yaml-indentation", "value-or-group", _VALUE_LOST)
    elif _BARE_KEY.match(body):
        yield _Try(number, f"{line.rstrip()}:", "yaml-colon-missing", "write-value")
    else:
        code = "yaml-indentation" if ": " in body.partition('"')[0] else "yaml-colon-missing"
        yield _Try(number, f"#{line}", code, "continue-deeper", _HALF_A_KEY)
    for indent in _likely_indents(source, number) if entry or _KEY.match(body) else ():
        if indent != blanks:
            yield _Try(number, " " * indent + body, "yaml-indentation", "put-spaces")


def _likely_indents(source: SourceText, number: int) -> list[int]:
    """Return how far a line may have to stand from the margin: as one of the lines near it, or one level deeper."""
    near = list(islice(_speaking(source, range(number - 1, -1, -1)), 3))
    near += islice(_speaking(source, range(number + 1, len(source.lines))), 2)
    levels: dict[int, None] = {}
    for i in near:
        line = source.line(i)
        entry = _ENTRY.match(line.strip())
        within = _blanks(line) + (entry.end() if entry else 0)
        levels |= dict.fromkeys((_blanks(line), within))
        if _said(line).endswith(":"):
            levels[within + 2] = None
    return list(levels)


def _speaking(source: SourceText, numbers: Iterable[int]) -> Iterator[int]:
    """Give the lines that are neither empty nor a comment."""
    return (number for number in numbers if _said(source.line(number)))


def _said(line: str) -> str:
    return line.partition("#")[0].strip()


def _tree(text: str) -> Node | None:
    """Return the tree of a text, None where anything at all is wrong with it."""
    composer = Composer(SourceText("", text))
    try:
        root = composer.compose(text)
    except (Refused, yaml.YAMLError):
        return None
    return None if composer.found() else root


def _strangeness(root: Node) -> float:
    """Return how strange a tree looks; what the rest of the file has of it counts in each try alike."""
    empty = 0
    steps: dict[type, Counter[int]] = {Mapping: Counter(), Sequence: Counter()}
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += node.items
        if not isinstance(node, Mapping):
            continue
        for key, value in node.entries.values():
            empty += isinstance(value, Scalar) and value.plain and not value.text
            waiting.append(value)
            if isinstance(value, Mapping | Sequence) and not value.flow:
                steps[type(value)][value.start.column - key.start.column] += 1
    odd = sum(step.total() - max(step.values(), default=0) for step in steps.values())
    return empty + odd + _misfits(root)


def _misfits(root: Node) -> float:
    """Return how many keys and values the schema does not take where they stand, or misses there.

    A name that is a key elsewhere is half a misfit.
    """
    words = keys_of_the_format()
    named = root.entries.keys() if isinstance(root, Mapping) else frozenset()
    schema = load_schema("calendar" if "calendar" in named and not named & {"sop", "steps"} else "sop")
    whole = {key: value for key, value in schema.items() if key != "required"}  # it may be a part of the file
    misfits = 0.0
    waiting: list[tuple[Node, dict[str, Any]]] = [(root, whole)]
    while waiting:
        node, part = waiting.pop()
        kinds = _KINDS.get(type(node), _SCALARS)
        option = next((o for o in alternatives(part, schema) if kinds & types_of(o)), None)
        if option is None:
            misfits += 1
        elif isinstance(node, Sequence):
            waiting += [(item, option.get("items", {})) for item in node.items]
        elif isinstance(node, Mapping):
            known, other = option.get("properties", {}), option.get("additionalProperties", True)
            misfits += sum(key not in node.entries for key in option.get("required", ()))
            for key, (_, value) in node.entries.items():
                if key in known or isinstance(other, dict):
                    waiting.append((value, known.get(key, other)))
                    misfits += (key not in known and key in words) / 2
                else:
                    misfits += other is False and key != _ANY_KEY
    return misfits


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
