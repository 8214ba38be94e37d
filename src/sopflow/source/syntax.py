"""What a syntax error of the YAML parser means to the person who wrote the file.

The parser says where it got stuck, which is seldom where the fault is: a quote that is not closed shows many lines
below. Here the place is traced back and the fault named. It must not know schemas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sopflow.source.nodes import At, Mark, Place, Scalar, SourceText, whole_line
from sopflow.source.traps import begins_with_sign, cut_in_brackets, in_brackets, quote, text_end, text_start, to_quote

if TYPE_CHECKING:
    import yaml

    from sopflow.diagnostic import Diagnostic

_DASHES: Final = re.compile(r"\s*(?:-\s+)*")
_HEAD: Final = re.compile(r"""\s*(?:-\s+)*(?:[^\s:#"'\[\]{},-][^:#]*?:(?:\s+|$))?""")
_ITEM_HEAD: Final = re.compile(r"\s*(?:-\s+)+(?![a-z][a-z0-9_]*:)")
_GLUED_DASH: Final = re.compile(r"\s*-(?=[a-z][a-z0-9_]*:\s)")
_WITHOUT_SPACE: Final = re.compile(r"(\s*(?:-\s+)*[a-z][a-z0-9_]*:)(?=\S)")
_WITHOUT_COLON: Final = re.compile(r"(\s*(?:-\s+)*[a-z][a-z0-9_]*) (?=\S)")
_ESCAPED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_KEY: Final = re.compile(r"\s*(?:-\s+)*[^\[\]{},:]+:(?:\s|$)")
_STRAY: Final = 2
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
        return _escape(source, mark, opening)
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


def _escape(source: SourceText, mark: Mark, opening: Mark) -> Diagnostic:
    line = source.line(opening.line)
    column = max(source.line(mark.line).rfind("\\", 0, mark.column + 1), 0)
    place = Place(At(mark.line, column), At(mark.line, column + 2))
    closed = _ESCAPED.match(line, opening.column)
    if not closed:
        return source.diagnose("yaml-escape", place)
    text = closed.group(1).replace('\\"', '"').replace("'", "''")
    fixed = f"{line[: opening.column]}'{text}'{line[closed.end() :]}".strip()
    return source.diagnose("yaml-escape", place, fixed=fixed, hint_code="write-quoted")


def _dash(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    if line[mark.column : text_end(line, mark.column)] == "-":
        return to_quote(source, "yaml-dash", mark)
    return begins_with_sign(source, mark)


def _colon(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    column = _value_column(line)
    if 0 < column <= mark.column and line[:column].strip():
        return to_quote(source, "colon-in-text", At(mark.line, column))
    above = _line_above(source, mark.line)
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
    above = _line_above(source, number)
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
    """Return the diagnostic for lines that are not aligned, at the one that is out of line.

    ``number`` is where it shows. The fault is further up where a single line of the file is indented by an odd number
    of blanks, and right above where a line stands further left between two that are aligned.
    """
    glued = _GLUED_DASH.match(source.line(number))
    if glued:
        line = source.line(number)
        place = Place(At(number, glued.end() - 1), At(number, glued.end()))
        fixed = f"{line[: glued.end()]} {line[glued.end() :]}".strip()
        return source.diagnose("yaml-dash-space", place, fixed=fixed, hint_code="write-value")
    if _begins_needlessly_with_dash(source, number):
        line = source.line(number)
        column = _blanks(line)
        place = Place(At(number, column), At(number, column + 1))
        fixed = line[column + 1 :].strip()
        return source.diagnose("yaml-dash-extra", place, fixed=fixed, hint_code="write-value")
    odd = [i for i, line in enumerate(source.lines[: number + 1]) if line.strip() and _blanks(line) % 2]
    above = _line_above(source, number)
    if 0 < len(odd) <= _STRAY:
        number = odd[-1]
    elif above is not None and _indent(source.line(above)) < _indent(source.line(number)):
        further = _line_above(source, above)
        if further is not None and _indent(source.line(further)) == _indent(source.line(number)):
            number = above
    return source.diagnose("yaml-indentation", whole_line(source, number))


def _begins_needlessly_with_dash(source: SourceText, number: int) -> bool:
    """Return whether a line is ``- key: value`` where the lines around it, as far to the right, are ``key: value``."""
    line, above = source.line(number), _line_above(source, number)
    if above is None or not re.match(r"\s*- (?!id:)[\w-]+:(\s|$)", line):
        return False
    before = source.line(above)
    while above and _blanks(before) > _blanks(line):
        above -= 1
        before = source.line(above)
    return _blanks(before) == _blanks(line) and re.match(r"\s*[\w-]+:(\s|$)", before) is not None


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line_above(source: SourceText, number: int) -> int | None:
    """Return the nearest line above that says something."""
    lines = (above for above in range(number - 1, -1, -1) if source.line(above).split("#")[0].strip())
    return next(lines, None)


def _indent(line: str) -> int:
    head = _DASHES.match(line)
    return head.end() if head else 0


def _sign_or_brackets(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
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
    above = [number for number in range(mark.line) if source.line(number).split("#")[0].strip()]
    if above and source.line(above[0]).startswith(" "):
        return source.diagnose("yaml-indentation", whole_line(source, above[0]))
    return _at_text(source, "yaml-syntax", mark)
