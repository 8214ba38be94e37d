"""What the writer probably meant where YAML does not mean it.

The words of an agency set traps: a colon, a comma, a ``#`` or a quote inside a text, a cell of ``-``, a value that
begins with a sign. Each gets a sentence of its own, and where it can be known the line with the quotes put right.
It must not know schemas; where a text was wanted is told by the caller.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sopflow.source.nodes import At, Mapping, Mark, Place, Scalar, Sequence, SourceText, whole_line

if TYPE_CHECKING:
    import yaml

    from sopflow.diagnostic import Diagnostic

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD: Final = re.compile(r"""\s*(?:-\s+)*(?:[^\s:#"'\[\]{},-][^:#]*?:(?:\s+|$))?""")
_CONNECTIVES: Final = frozenset(
    {"dan", "atau", "serta", "dengan", "tentang", "untuk", "dari", "pada", "oleh", "yang", "and", "or", "with", "of"}
)


def forbidden_character(source: SourceText) -> Diagnostic | None:
    """Return a diagnostic about the first character that no YAML file may hold."""
    for number, line in enumerate(source.lines):
        found = _FORBIDDEN.search(line)
        if found:
            place = Place(At(number, found.start()), At(number, found.start() + 1))
            return source.diagnose("yaml-character", place, character=f"U+{ord(found.group()):04X}")
    return None


def explain(source: SourceText, error: yaml.MarkedYAMLError, last_quoted: Scalar | None = None) -> Diagnostic:
    """Return the diagnostic for a syntax error; ``last_quoted`` is the last text in quotes before it."""
    problem = error.problem or ""
    mark: Mark = error.problem_mark or At(0, 0)
    context: Mark = error.context_mark or mark
    if last_quoted and last_quoted.end.line == mark.line > last_quoted.start.line:
        return _at_line(source, "yaml-quote-open", last_quoted.start)
    if "cannot start any token" in problem:
        tab = source.line(mark.line)[mark.column : mark.column + 1] == "\t"
        return source.diagnose("yaml-tab", _point(mark)) if tab else begins_with_sign(source, mark)
    if "block sequence entries" in problem:
        return _dash(source, mark)
    if "mapping values" in problem:
        return _colon(source, mark)
    if "expected ':'" in problem:
        return _at_line(source, "yaml-colon-missing", context)
    if "unexpected end of stream" in problem or "unexpected document indicator" in problem:
        return _at_line(source, "yaml-quote-open", context)
    if "expected ',' or" in problem:
        return _flow(source, mark, context)
    if "expected key" in problem or "expected '-' indicator" in problem:
        return _structure(source, mark)
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        return _at_line(source, "yaml-escape", mark)
    if "comment or line break" in problem or "mapping keys" in problem or "node content" in problem:
        return _sign_or_flow(source, context if "comment" in problem else mark)
    if "document start" in problem:
        return _at_line(source, "yaml-several-documents", mark)
    return _at_line(source, "yaml-syntax", mark)


def begins_with_sign(source: SourceText, mark: Mark) -> Diagnostic:
    """Return the diagnostic for a value whose first character means something else to YAML."""
    line = source.line(mark.line)
    sign = line[mark.column : mark.column + 1]
    return source.diagnose(
        "yaml-sign", _to_end(source, mark), sign=sign, fixed=_quoted_from(line, mark.column), hint_code="write-quoted"
    )


def colon_in_text(source: SourceText, node: Mapping) -> Diagnostic | None:
    """Return the diagnostic for a mapping that stands where a text is wanted: ``- Perda: tentang …``."""
    line = source.line(node.start.line)
    if node.flow or len(node.entries) != 1 or node.start.column == 0:
        return None
    fixed = _quoted_from(line, node.start.column)
    return source.diagnose("colon-in-text", _to_end(source, node.start), fixed=fixed, hint_code="write-quoted")


def comma_in_mapping(source: SourceText, node: Mapping, key: str) -> Diagnostic | None:
    """Return the diagnostic for ``{name: Seksi Registrasi, Administrasi}``: a comma cut the text in two."""
    found, value = node.entries[key]
    before = _entry_before(node, key)
    if not (node.flow and isinstance(value, Scalar) and value.plain and not value.text and before):
        return None
    if not (isinstance(before, Scalar) and before.plain and before.start.line == found.end.line):
        return None
    line = source.line(found.start.line)
    text = line[before.start.column : found.end.column]
    fixed = f"{line[: before.start.column]}{quote(text)}{line[found.end.column :]}".strip()
    return source.diagnose("comma-in-text", found, text=found.text, fixed=fixed, hint_code="write-quoted")


def comma_in_list(source: SourceText, node: Sequence) -> list[Diagnostic]:
    """Return a warning for each item of a ``[ ]`` list of texts that begins like the rest of a sentence."""
    found = []
    for before, item in zip(node.items, node.items[1:], strict=False):
        if not (node.flow and isinstance(item, Scalar) and item.plain and isinstance(before, Scalar) and before.plain):
            continue
        if item.text.split(" ")[0] in _CONNECTIVES and before.start.line == item.end.line:
            line = source.line(item.start.line)
            text = line[before.start.column : item.end.column]
            fixed = f"{line[: before.start.column]}{quote(text)}{line[item.end.column :]}".strip()
            found.append(
                source.diagnose(
                    "comma-in-text", item, severity="warning", text=item.text, fixed=fixed, hint_code="write-quoted"
                )
            )
    return found


def cut_by_hash(source: SourceText, node: Scalar) -> Diagnostic | None:
    """Return a warning for a text that ends at a ``#`` which reads like part of it: ``berkas #2``."""
    if not node.plain:
        return None
    line = source.line(node.end.line)
    rest = line[node.end.column :]
    tail = rest.lstrip()
    if len(tail) < 2 or tail[0] != "#" or tail[1] in " #!\t":
        return None
    column = node.end.column + len(rest) - len(tail)
    fixed = _quoted_from(line, node.start.column if node.start.line == node.end.line else column)
    place = Place(At(node.end.line, column), At(node.end.line, len(line.rstrip())))
    return source.diagnose(
        "hash-cuts-text", place, severity="warning", text=tail.rstrip(), fixed=fixed, hint_code="write-quoted"
    )


def quote(text: str) -> str:
    """Write a text as YAML in quotes; double ones unless it holds such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _quoted_from(line: str, column: int) -> str:
    return f"{line[:column]}{quote(line[column:].rstrip())}".strip()


def _point(mark: Mark) -> Place:
    return Place(mark, At(mark.line, mark.column + 1))


def _to_end(source: SourceText, mark: Mark) -> Place:
    return Place(mark, At(mark.line, len(source.line(mark.line).rstrip())))


def _at_line(source: SourceText, code: str, mark: Mark) -> Diagnostic:
    last = len(source.lines) - 1
    while last > 0 and not source.line(last).strip():
        last -= 1
    if mark.line > last:
        return source.diagnose(code, whole_line(source, last))
    return source.diagnose(code, _to_end(source, mark))


def _value_column(line: str) -> int:
    head = _HEAD.match(line)
    return head.end() if head else 0


def _dash(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    if line[mark.column :].strip() == "-":
        return source.diagnose(
            "yaml-dash", _point(mark), fixed=_quoted_from(line, mark.column), hint_code="write-quoted"
        )
    return begins_with_sign(source, mark)


def _colon(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    column = _value_column(line)
    if 0 < column <= mark.column and ":" in line[:column]:
        fixed = _quoted_from(line, column)
        place = Place(At(mark.line, column), At(mark.line, len(line.rstrip())))
        return source.diagnose("colon-in-text", place, fixed=fixed, hint_code="write-quoted")
    return source.diagnose("yaml-indentation", whole_line(source, mark.line))


def _flow(source: SourceText, mark: Mark, context: Mark) -> Diagnostic:
    if mark.line != context.line:
        return _at_line(source, "yaml-bracket-open", context)
    return source.diagnose("yaml-flow", _to_end(source, mark))


def _structure(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    before = line[: mark.column].rstrip()
    column = _value_column(line)
    value = line[column:]
    if before and len(before) > column:
        if value.startswith(("*", "&", "!")):
            return begins_with_sign(source, At(mark.line, column))
        if before.endswith(('"', "'", "]", "}")):
            return source.diagnose(
                "yaml-text-after-quote",
                _to_end(source, At(mark.line, column)),
                fixed=_quoted_from(line, column),
                hint_code="write-quoted",
            )
    return _at_line(source, "yaml-indentation", At(mark.line, len(line) - len(line.lstrip())))


def _sign_or_flow(source: SourceText, mark: Mark) -> Diagnostic:
    line = source.line(mark.line)
    if mark.column == _value_column(line):
        return begins_with_sign(source, mark)
    return _at_line(source, "yaml-flow", mark)


def _entry_before(node: Mapping, key: str) -> object | None:
    keys = list(node.entries)
    index = keys.index(key)
    return node.entries[keys[index - 1]][1] if index else None
