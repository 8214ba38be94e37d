"""What the writer probably meant where YAML means something else.

The words of an agency set traps: a colon, a comma, a ``#`` or a quote inside a text, a cell of ``-``, a value that
begins with a sign. Each gets a sentence of its own, and where it can be known the line with the quotes put right.
It must not know schemas: where a text was wanted is told by the caller. Errors of syntax are read in ``syntax.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sopflow.source.nodes import At, Mapping, Mark, Node, Place, Scalar, Sequence, SourceText, is_bare
from sopflow.source.spelling import as_limit

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_STRANGE_BLANK: Final = re.compile(
    rf" *(?:- +)*(?:[\w-]+: *|[\w-]+(?=[{_BLANKS}]+:))?[{_BLANKS}]|[^#]*[\]}}\"'] *[{_BLANKS}]"
)
_COMMENT: Final = re.compile(r"(?<=\s)#(?=[\s!#]|$)")
_END_IN_FLOW: Final = re.compile(r"[,\]}]|$")
_WITHOUT_COLON: Final = re.compile(r"(?P<key>[a-z][a-z0-9_]*)(?:\s*=\s*|\s+)(?P<value>\S+)")
_QUOTED: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_ESCAPED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FILE_PATH: Final = re.compile(r"""\"(?:[^"\\]|\\[^\w])*\b[A-Za-z]:\\(?=\w)""")
_MOST_COMMAS: Final = 5
_CONNECTIVES: Final = frozenset(
    {"dan", "atau", "serta", "dengan", "tentang", "untuk", "dari", "pada", "oleh", "yang", "and", "or", "with", "of"}
)


def strange_blank(source: SourceText) -> Diagnostic | None:
    """Return a diagnostic about the first blank that only looks like one: before a key, or behind its colon.

    They come along from Word, and nobody sees them.
    """
    for number, line in enumerate(source.lines):
        found = _STRANGE_BLANK.match(line) if not line.isascii() else None
        if found:
            place = Place(At(number, found.end() - 1), At(number, found.end()))
            fixed = re.sub(f"[{_BLANKS}]", " ", line).strip()
            return source.diagnose("yaml-blank", place, fixed=fixed, hint_code="write-value")
    return None


def forbidden_character(source: SourceText) -> Diagnostic | None:
    """Return a diagnostic about the first character that no YAML file may hold."""
    for number, line in enumerate(source.lines):
        found = _FORBIDDEN.search(line)
        if found:
            place = Place(At(number, found.start()), At(number, found.start() + 1))
            return source.diagnose("yaml-character", place, character=f"U+{ord(found.group()):04X}")
    return None


def escaped_character(source: SourceText, node: Scalar) -> Diagnostic | None:
    """Return the diagnostic for a text in double quotes that writes such a character out: ``"\\x00"``.

    The path of a file does so by accident: ``"C:\\aduan"``, or ``"C:\\notes"``, which holds the end of a line.
    """
    line = source.line(node.start.line)[node.start.column :]
    path = _FILE_PATH.match(line) if node.start.line == node.end.line else None
    if path:
        return escape(source, node.start, At(node.start.line, node.start.column + path.end()))
    found = _FORBIDDEN.search(node.text)
    return source.diagnose("yaml-character", node, character=f"U+{ord(found.group()):04X}") if found else None


def escape(source: SourceText, opening: Mark, mark: Mark) -> Diagnostic:
    """Return the diagnostic for a ``\\`` in double quotes, near ``mark``, with the text in single ones."""
    line = source.line(opening.line)
    column = max(source.line(mark.line).rfind("\\", 0, mark.column + 1), 0)
    place = Place(At(mark.line, column), At(mark.line, column + 2))
    closed = _ESCAPED.match(line, opening.column)
    if not closed:
        return source.diagnose("yaml-escape", place)
    text = closed.group(1).replace('\\"', '"').replace("'", "''")
    fixed = f"{line[: opening.column]}'{text}'{line[closed.end() :]}".strip()
    return source.diagnose("yaml-escape", place, fixed=fixed, hint_code="write-quoted")


def begins_with_sign(source: SourceText, mark: Mark) -> Diagnostic:
    """Return the diagnostic for a value whose first character means something else to YAML."""
    line = source.line(mark.line)
    sign = line[mark.column : mark.column + 1]
    end = text_end(line, mark.column)
    limit = as_limit(line[mark.column : end])
    if limit:
        fixed = f"{line[: mark.column]}{{{limit}}}{line[end:]}".strip()
        place = Place(mark, At(mark.line, end))
        return source.diagnose("yaml-sign", place, sign=sign, fixed=fixed, hint_code="write-value")
    return to_quote(source, "yaml-sign", mark, sign=sign)


def begins_with_question(source: SourceText, key: Scalar) -> Diagnostic | None:
    """Return the diagnostic for a key that stands behind a ``?``, which is YAML for a key of several lines."""
    before = source.line(key.start.line)[: key.start.column].rstrip()
    if not before.endswith("?"):
        return None
    return begins_with_sign(source, At(key.start.line, len(before) - 1))


def colon_in_text(source: SourceText, node: Mapping) -> Diagnostic | None:
    """Return the diagnostic for a mapping that stands where a text is wanted: ``- Perda: tentang …``."""
    line = source.line(node.start.line)
    if len(node.entries) != 1 or line[node.start.column :].startswith("{") or node.start.column == 0:
        return None
    if _last(node).end.line != node.start.line:
        place = Place(node.start, At(node.start.line, text_end(line, node.start.column)))
        return source.diagnose("colon-in-text", place)
    return to_quote(source, "colon-in-text", node.start)


def colon_lost(source: SourceText, node: Scalar) -> Diagnostic | None:
    """Return the diagnostic for ``lengkap true`` or ``lengkap = true`` where ``lengkap: true`` was meant."""
    line = source.line(node.start.line)
    found = _WITHOUT_COLON.fullmatch(node.text)
    if not (found and node.plain) or line[: node.start.column].strip():
        return None
    fixed = f"{found['key']}: {found['value']}{line[node.end.column :]}".strip()
    return source.diagnose("yaml-colon-missing", node, fixed=fixed, hint_code="write-value")


def written_as_text(source: SourceText, node: Node) -> str | None:
    """Return the line with a list of one, or with a text that happens to stand in brackets, written as a text."""
    line = source.line(node.start.line)
    if node.start.line != node.end.line:
        return None
    head, tail = line[: node.start.column], line[node.end.column :]
    if isinstance(node, Mapping) and node.flow and all(is_bare(value) for _, value in node.entries.values()):
        return f"{head}{quote(line[node.start.column : node.end.column])}{tail}".strip()
    if isinstance(node, Sequence) and node.flow and len(node.items) == 1 and isinstance(node.items[0], Scalar):
        item = node.items[0]
        return f"{head}{line[item.start.column : item.end.column]}{tail}".strip()
    return None


def comma_in_mapping(source: SourceText, node: Mapping, key: str) -> tuple[Diagnostic, frozenset[str]] | None:
    """Return the diagnostic for ``{name: Seksi Registrasi, Administrasi}``, where a comma cut the text in two.

    With it come all the keys that are such pieces of the text.
    """
    keys = list(node.entries)
    index = keys.index(key)
    before = node.entries[keys[index - 1]][1] if index else None
    pieces = []
    for name in keys[index:]:
        if not is_bare(node.entries[name][1]):
            break
        pieces.append(name)
    if not (node.flow and pieces and isinstance(before, Scalar) and before.plain and before.text):
        return None
    first, last = node.entries[key][0], node.entries[pieces[-1]][0]
    if before.start.line != last.end.line:
        return None
    fixed = _between_quoted(source, before.start, last.end)
    found = source.diagnose("comma-in-text", first, text=first.text, fixed=fixed, hint_code="write-quoted")
    return found, frozenset(pieces)


def comma_in_list(source: SourceText, node: Sequence) -> list[Diagnostic]:
    """Return a warning for each item of a ``[ ]`` list of texts that begins like the rest of a sentence."""
    found: list[Diagnostic] = []
    for before, item in zip(node.items, node.items[1:], strict=False):
        if not (node.flow and isinstance(item, Scalar) and item.plain and isinstance(before, Scalar) and before.plain):
            continue
        if len(found) == _MOST_COMMAS:  # each holds its whole line
            break
        if item.text.split(" ")[0] in _CONNECTIVES and before.start.line == item.end.line:
            fixed = _between_quoted(source, before.start, item.end)
            found.append(source.diagnose("comma-in-list", item, text=item.text, fixed=fixed, hint_code="write-quoted"))
    return found


def cut_by_hash(source: SourceText, node: Scalar) -> Diagnostic | None:
    """Return a warning for a text that ends at a ``#`` which reads like part of it: ``berkas #2``."""
    column = _hash_after(source, node.end) if node.plain else None
    if column is None:
        return None
    start = node.start if node.start.line == node.end.line else None
    return _hash(source, "hash-cuts-text", At(node.end.line, column), start)


def remark_behind(source: SourceText, node: Scalar) -> str | None:
    """Return the remark that stands where a value is missing: ``activity: # Menerima berkas``."""
    found = re.match(r"\s*#\s*(\S.*)", source.line(node.end.line)[node.end.column :])
    return found.group(1).rstrip() if found else None


def quote_left_over(source: SourceText, node: Scalar) -> Diagnostic | None:
    """Return a warning for a text that ends in a quote which nothing opens: ``Memeriksa berkas"``."""
    if not node.text.endswith('"') or not node.plain or node.start.line != node.end.line:
        return None  # an apostrophe may end a word
    if node.text.count('"') > 1 or node.text[-2:-1].isdigit():  # inches
        return None
    line = source.line(node.end.line)
    fixed = f"{line[: node.end.column - 1]}{line[node.end.column :]}".strip()
    place = Place(At(node.end.line, node.end.column - 1), node.end)
    return source.diagnose("quote-left-over", place, sign='"', fixed=fixed, hint_code="write-value")


def emptied_by_hash(source: SourceText, node: Scalar) -> Diagnostic | None:
    """Return the diagnostic for a value that is missing because a ``#`` begins it: ``activity: #2 …``."""
    column = _hash_after(source, node.end)
    if column is None:
        return None
    return _hash(source, "hash-takes-value", At(node.end.line, column), At(node.end.line, column))


def cut_in_brackets(source: SourceText, opening: Mark) -> Diagnostic | None:
    """Return the diagnostic for a ``#`` that cuts the rest of a list off: ``[Buku #2, Komputer]``."""
    line = source.line(opening.line)
    found = re.compile(r"[\s\[{,]#(?=[^\s#!])").search(line, opening.column)
    if not found or not re.search(r"[\]}]", line[found.end() :]):
        return None
    start = text_start(line, found.start())
    return _hash(source, "hash-takes-value", At(opening.line, found.start() + 1), At(opening.line, start))


def _hash(source: SourceText, code: str, mark: Mark, start: Mark | None) -> Diagnostic:
    line = source.line(mark.line)
    end = text_end(line, mark.column)
    text = line[mark.column : end]
    fixed = None if start is None else f"{line[: start.column]}{quote(line[start.column : end])}{line[end:]}".strip()
    hint = None if fixed is None else "write-quoted"
    place = Place(mark, At(mark.line, end))
    return source.diagnose(code, place, text=text, fixed=fixed, hint_code=hint)


def _hash_after(source: SourceText, mark: Mark) -> int | None:
    """Return the column of a ``#`` behind ``mark`` that does not look like the start of a comment."""
    line = source.line(mark.line)
    tail = line[mark.column :].lstrip()
    cut = len(tail) > 1 and tail[0] == "#" and tail[1] not in " #!\t" and not tail.startswith("#sopflow:")
    return len(line) - len(tail) if cut else None


def quote(text: str) -> str:
    """Write a text as YAML in quotes; double ones unless it holds such."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def written(text: str) -> str:
    """Write a text as an item of a list, in quotes where it holds a sign that means something there."""
    return text if re.fullmatch(r"[^\W_](?:[\w ./()-]*[\w.)])?", text) else quote(text)


def to_quote(source: SourceText, code: str, start: Mark, **params: Any) -> Diagnostic:
    """Return the diagnostic about the text that begins at ``start``, with the line in which it stands in quotes."""
    line = source.line(start.line)
    end = text_end(line, start.column)
    fixed = f"{line[: start.column]}{quote(line[start.column : end])}{line[end:]}".strip()
    place = Place(start, At(start.line, end))
    return source.diagnose(code, place, fixed=fixed, hint_code="write-quoted", **params)


def text_end(line: str, column: int) -> int:
    """Return where the text that begins at ``column`` probably ends: before a comment, in brackets before a comma."""
    flow = in_brackets(line, column)
    found = _END_IN_FLOW.search(line, column + 1) if flow else _COMMENT.search(line, column)
    return len(line[: found.start()].rstrip() if found else line.rstrip())


def text_start(line: str, column: int) -> int:
    """Return where the text in brackets that ``column`` is in the middle of begins."""
    before = max(line.rfind(sign, 0, column) for sign in "[{,")
    head = re.compile(r"[\[{,]?\s*(?:[a-z][a-z0-9_]*:\s+)?").match(line, max(before, 0))
    return min(head.end(), column) if head else column


def in_brackets(line: str, column: int) -> bool:
    """Return whether ``column`` stands in brackets that open on the same line as a value."""
    head = re.compile(r"\s*(?:-\s+)*(?:[^\s\[\]{}\"'][^\[\]{}\"']*?:\s+)?(?=[\[{])").match(line)
    if not head or head.end() >= column:
        return False
    before = _QUOTED.sub("", line[head.end() : column])
    return sum(before.count(sign) for sign in "[{") > sum(before.count(sign) for sign in "]}")


def _between_quoted(source: SourceText, start: Mark, end: Mark) -> str:
    line = source.line(start.line)
    return f"{line[: start.column]}{quote(line[start.column : end.column])}{line[end.column :]}".strip()


def _last(node: Mapping) -> Node:
    return next(reversed(node.entries.values()))[1]
