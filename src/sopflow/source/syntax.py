"""What a syntax error of the YAML parser means to the person who wrote the file.

The parser says where it got stuck, which is seldom where the fault is: a quote that is not closed shows many lines
below. Here the place is traced back and the fault named. It must not know schemas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sopflow.source.lines import line_above, speaking
from sopflow.source.nodes import At, Mark, Place, Scalar, SourceText, whole_line
from sopflow.source.traps import (
    begins_with_sign,
    cut_in_brackets,
    escape,
    in_brackets,
    quote,
    text_end,
    text_start,
    to_quote,
)

if TYPE_CHECKING:
    import yaml

    from sopflow.diagnostic import Diagnostic

_DASHES: Final = re.compile(r"\s*(?:-\s+)*")
_HEAD: Final = re.compile(r"""\s*(?:-\s+)*(?:[^\s:#"'\[\]{},-][^:#]*?:(?:\s+|$))?""")
_ITEM_HEAD: Final = re.compile(r"\s*(?:-\s+)+(?![a-z][a-z0-9_]*:)")
_WITHOUT_SPACE: Final = re.compile(r"(\s*(?:-\s+)*[a-z][a-z0-9_]*:)(?=\S)")
_WITHOUT_COLON: Final = re.compile(r"(\s*(?:-\s+)*[a-z][a-z0-9_]*)(?: *[=;] *| +)(?=\S)")
_KEY: Final = re.compile(r"\s*(?:-\s+)*[^\[\]{},:]+:(?:\s|$)")
_CLOSING: Final = {"[": "]", "{": "}"}


def explain(
    source: SourceText, error: yaml.MarkedYAMLError, last_quoted: Scalar | None = None, bracket: Mark | None = None
) -> Diagnostic:
    """Return the diagnostic for a syntax error.

    ``last_quoted`` is the last text in quotes before it, ``bracket`` the innermost bracket that is still open.
    """
    problem, context = error.problem or "", error.context or ""
    mark: Mark = error.problem_mark or At(0, 0)
    opening: Mark = error.context_mark or mark
    if last_quoted and last_quoted.end.line == mark.line > last_quoted.start.line:
        return _quote_open(source, last_quoted.start)
    if bracket and bracket.line < mark.line and "node content" in problem:
        return _bracket_open(source, bracket)
    if "tab character" in problem or ("cannot start any token" in problem and _character(source, mark) == "\t"):
        return _at(source, "yaml-tab", mark)
    if "cannot start any token" in problem:
        return begins_with_sign(source, mark)
    if "scanning an alias" in context or "scanning an anchor" in context or "tag" in context or "tag" in problem:
        return begins_with_sign(source, opening)
    if "block sequence entries" in problem:
        return _dash(source, mark)
    if "mapping values" in problem:
        return _colon(source, mark)
    if "expected ':'" in problem:
        return _colon_missing(source, opening)
    if "unexpected end of stream" in problem or "unexpected document indicator" in problem:
        return _quote_open(source, opening)
    if "expected ',' or" in problem:
        return _brackets(source, mark, opening)
    if "expected key" in problem or "expected '-' indicator" in problem:
        return _structure(source, mark)
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        return escape(source, opening, mark)
    if "comment or line break" in problem or "mapping keys" in problem or "node content" in problem:
        return _sign_or_brackets(source, opening if "comment" in problem else mark)
    if "document start" in problem:
        return _outside(source, mark)
    return _at_text(source, "yaml-syntax", mark)


def _character(source: SourceText, mark: Mark) -> str:
    return source.line(mark.line)[mark.column : mark.column + 1]


def _at(source: SourceText, code: str, mark: Mark) -> Diagnostic:
    return source.diagnose(code, Place(mark, At(mark.line, mark.column + 1)))


def _at_text(source: SourceText, code: str, mark: Mark) -> Diagnostic:
    """Return a diagnostic about the text from ``mark`` on; past the end, about the last line that is not empty."""
    last = len(source.lines) - 1
    while last > 0 and not source.line(last).strip():
        last -= 1
    if mark.line > last:
        return source.diagnose(code, whole_line(source, last))
    return source.diagnose(code, Place(mark, At(mark.line, text_end(source.line(mark.line), mark.column))))


def _value_column(line: str) -> int:
    head = _ITEM_HEAD.match(line) or _HEAD.match(line)
    return head.end() if head else 0


def _quote_open(source: SourceText, opening: Mark) -> Diagnostic:
    line = source.line(opening.line)
    end = text_end(line, opening.column)
    fixed = f"{line[: opening.column]}{quote(line[opening.column + 1 : end])}{line[end:]}".strip()
    place = Place(opening, At(opening.line, end))
    return source.diagnose("yaml-quote-open", place, fixed=fixed, hint_code="write-quoted")


def _dash(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    if line[mark.column : text_end(line, mark.column)] == "-":
        return to_quote(source, "yaml-dash", mark)
    before = line[: mark.column].rstrip()
    if before.endswith("]"):
        return _behind_bracket(source, mark, len(before))
    if in_brackets(line, mark.column):
        return _sign_too_many(source, mark)
    return begins_with_sign(source, mark)


def _behind_bracket(source: SourceText, mark: Mark, end: int) -> Diagnostic:
    """Return the diagnostic for an item behind a list, with the list that has it: ``[surat] - ktp``."""
    line = source.line(mark.line)
    last = text_end(line, mark.column)
    items = [part.strip() for part in line[mark.column : last].split("- ") if part.strip()]
    comma = "" if line[: end - 1].endswith("[") else ", "
    fixed = f"{line[: end - 1]}{comma}{', '.join(items)}]{line[last:]}".strip()
    place = Place(mark, At(mark.line, last))
    return source.diagnose("yaml-text-after-quote", place, fixed=fixed, hint_code="write-value")


def _sign_too_many(source: SourceText, mark: Mark) -> Diagnostic:
    """Return the diagnostic for a sign in brackets that nothing needs, with the line without it: ``[surat,, ktp]``."""
    line = source.line(mark.line)
    rest = line[mark.column + 1 :].lstrip(" ," if _character(source, mark) == "," else " ")
    before = line[: mark.column].rstrip()
    before = before.rstrip(" ,") if rest.startswith(("]", "}")) else before
    fixed = f"{before}{' ' if before.endswith(',') else ''}{rest}".strip()
    return source.diagnose(
        "yaml-flow", Place(mark, At(mark.line, mark.column + 1)), fixed=fixed, hint_code="write-value"
    )


def _colon(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    column = _value_column(line)
    if 0 < column <= mark.column and line[:column].strip():
        return to_quote(source, "colon-in-text", At(mark.line, column))
    above = line_above(source, mark.line)
    if above is not None and _indent(source.line(above)) == _indent(line) and not _KEY.match(source.line(above)):
        return _colon_missing(source, At(above, _indent(source.line(above))))
    return _indentation(source, mark.line)


def _colon_missing(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    item = _item_above(source, mark.line)
    if item and ":" not in line:
        return source.diagnose("colon-in-text", item)
    glued, bare = _WITHOUT_SPACE.match(line), _WITHOUT_COLON.match(line)
    fixed = None
    if glued:
        fixed = f"{glued.group(1)} {line[glued.end() :]}".strip()
    elif bare and _is_key(source, bare.group(1)):
        fixed = f"{bare.group(1)}: {line[bare.end() :]}".strip()
    place = Place(mark, At(mark.line, text_end(line, mark.column)))
    hint = "write-value" if fixed else "continue-deeper"
    return source.diagnose("yaml-colon-missing", place, fixed=fixed, hint_code=hint)


def _is_key(source: SourceText, words: str) -> bool:
    """Return whether the file has the last of some words as a key on another line."""
    key = re.compile(rf"\s*(?:-\s+)*{re.escape(words.rsplit(maxsplit=1)[-1])}:(?:\s|$)")
    return any(key.match(line) for line in source.lines)


def _item_above(source: SourceText, number: int) -> Place | None:
    """Return the item of a list above a line that goes on with its text, where a colon cuts that: ``- Perda: …``."""
    above = line_above(source, number)
    if above is None:
        return None
    line = source.line(above)
    head = _ITEM_HEAD.match(line)
    if not head or not _KEY.match(line) or _indent(line) != _indent(source.line(number)):
        return None
    return Place(At(above, head.end()), At(above, text_end(line, head.end())))


def _brackets(source: SourceText, mark: Mark, opening: Mark) -> Diagnostic:
    cut = cut_in_brackets(source, opening)
    if cut:
        return cut
    line = source.line(mark.line)
    wanted = _CLOSING.get(_character(source, opening))
    if mark.line == opening.line and wanted and _character(source, mark) in set(_CLOSING.values()) - {wanted}:
        return _other_bracket(source, mark, opening, wanted)
    if mark.line != opening.line:
        if _KEY.match(line) or not line.strip():
            return _bracket_open(source, opening)
        return _at_text(source, "yaml-flow", mark)
    start = text_start(line, mark.column)
    if _character(source, mark) == ":" and start < mark.column:
        return to_quote(source, "colon-in-text", At(mark.line, start))
    if line[start : start + 1] in {'"', "'"}:
        return to_quote(source, "yaml-text-after-quote", At(mark.line, start))
    return _at_text(source, "yaml-flow", mark)


def _other_bracket(source: SourceText, mark: Mark, opening: Mark, wanted: str) -> Diagnostic:
    """Return the diagnostic for a bracket that another kind closes: ``[{document: surat]``, ``[surat, ktp}``."""
    line = source.line(mark.line)
    sign = line[mark.column]
    outer = next(opens for opens, closes in _CLOSING.items() if closes == sign)
    lost = line[: opening.column].count(outer) > line[: mark.column].count(sign)
    fixed = f"{line[: mark.column]}{wanted}{line[mark.column + (not lost) :]}".strip()
    place = Place(opening, At(mark.line, mark.column + 1))
    return source.diagnose("yaml-bracket-open", place, sign=wanted, fixed=fixed, hint_code="write-value")


def _bracket_open(source: SourceText, opening: Mark) -> Diagnostic:
    line = source.line(opening.line)
    sign = _character(source, opening)
    end = text_end(line.replace(sign, " ", 1), opening.column)
    body = line[:end].rstrip(" ,")
    fixed = f"{body}{_CLOSING.get(sign, '')}{line[end:]}".strip()
    hint = "write-value" if body.count("[") + body.count("{") == 1 else None
    place = Place(opening, At(opening.line, end))
    return source.diagnose("yaml-bracket-open", place, sign=_CLOSING.get(sign, ""), fixed=fixed, hint_code=hint)


def _structure(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    before = line[: mark.column].rstrip()
    column = _value_column(line)
    if len(before) > column:
        if line[column:].startswith(("*", "&", "!")):
            return begins_with_sign(source, At(mark.line, column))
        if _character(source, mark) in {"]", "}"}:
            fixed = f"{before}{line[mark.column + 1 :]}".strip()
            place = Place(mark, At(mark.line, mark.column + 1))
            return source.diagnose("yaml-bracket-extra", place, fixed=fixed, hint_code="write-value")
        if before.endswith(('"', "'", "]", "}")):
            return to_quote(source, "yaml-text-after-quote", At(mark.line, column))
    return _indentation(source, mark.line)


def _indentation(source: SourceText, number: int) -> Diagnostic:
    """Return the diagnostic for lines that are not aligned, at the one where it shows: ``misplaced.py`` finds which."""
    return source.diagnose("yaml-indentation", whole_line(source, number), hint_code="align-line")


def _indent(line: str) -> int:
    head = _DASHES.match(line)
    return head.end() if head else 0


def _sign_or_brackets(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    if _character(source, mark) in {",", "-"} and in_brackets(line, mark.column):
        return _sign_too_many(source, mark)
    if mark.column == _value_column(line) or in_brackets(line, mark.column):
        return begins_with_sign(source, mark)
    return _at_text(source, "yaml-flow", mark)


def _outside(source: SourceText, mark: Mark) -> Diagnostic:
    """Return the diagnostic for content behind the end of a document.

    It ends at ``...``, at a ``%`` at the start of a line, or where a line stands further left than the first one.
    """
    for number in range(min(mark.line, len(source.lines) - 1), -1, -1):
        line = source.line(number)
        if line.startswith("%"):
            return source.diagnose("yaml-syntax", whole_line(source, number))
        if line.startswith("..."):
            return source.diagnose("yaml-several-documents", whole_line(source, number))
    first = next(speaking(source, range(mark.line)), None)
    if first is not None and source.line(first).startswith(" "):
        return source.diagnose("yaml-indentation", whole_line(source, first), hint_code="put-spaces", count=0)
    return _at_text(source, "yaml-syntax", mark)
