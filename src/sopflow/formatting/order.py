"""Keys in the order of the schema, moved line by line, so that comments and quotes go along as they are.

Only mappings in block style are put in order, each key with the lines that belong to it: the comments right above it,
and whatever is indented deeper. Names that an agency gives (actors, documents, outcomes) stay in its order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.source.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.source.nodes import Node

    Schema = dict[str, Any]


def in_order(lines: list[str], root: Node, schema: Schema) -> list[str]:
    """Return the lines of a file with the keys of each mapping in the order of its schema."""
    if not isinstance(root, Mapping) or root.flow:
        return lines
    head = _head(lines, root)
    return lines[:head] + _Writer(lines, schema).node(root, schema, head, len(lines))


class _Writer:
    def __init__(self, lines: list[str], schema: Schema) -> None:
        self._lines = lines
        self._definitions: dict[str, Schema] = schema.get("$defs", {})

    def node(self, node: Node, schema: Schema, begin: int, end: int) -> list[str]:
        """Return the lines from ``begin`` to ``end``, which hold a node and nothing else but comments."""
        if isinstance(node, Mapping) and not node.flow:
            return self._mapping(node, self._option(schema, "properties"), begin, end)
        if isinstance(node, Sequence) and not node.flow:
            return self._list(node, self._option(schema, "items"), begin, end)
        return self._lines[begin:end]

    def _option(self, schema: Schema, wanted: str) -> Schema:
        """Return the alternative of a schema that says something of mappings, or of lists."""
        return next((option for option in self._options(schema) if wanted in option), {})

    def _options(self, schema: Schema) -> Iterator[Schema]:
        if "$ref" in schema:
            yield from self._options(self._definitions[schema["$ref"].rpartition("/")[2]])
            return
        yield schema
        for alternative in schema.get("anyOf", ()):
            yield from self._options(alternative)

    def _mapping(self, node: Mapping, schema: Schema, begin: int, end: int) -> list[str]:
        keys = list(node.entries)
        end, tail = self._tail(begin, end, node.start.column)
        head = self._lines[begin : node.start.line] if node.start.column else []  # about the whole item, not its key
        begin += len(head)
        starts = self._starts([node.entries[key][0].start.line for key in keys], node.start.column, begin)
        if len(set(starts)) < len(keys):
            return [*head, *self._lines[begin:end], *tail]
        properties: dict[str, Schema] = schema.get("properties", {})
        other = schema.get("additionalProperties")
        inner = other if isinstance(other, dict) else {}
        parts = {}
        for key, start, stop in zip(keys, starts, [*starts[1:], end], strict=True):
            parts[key] = self._part(node, key, properties.get(key, inner), start, stop)
        known = [key for key in properties if key in parts]
        wanted = [*known, *(key for key in keys if key not in properties)] if known else keys
        if wanted[0] != keys[0]:
            parts[keys[0]], parts[wanted[0]] = _swap_dash(parts[keys[0]], parts[wanted[0]], node.start.column)
        return [*head, *(line for key in wanted for line in parts[key]), *tail]

    def _tail(self, begin: int, end: int, column: int) -> tuple[int, list[str]]:
        """Return where a mapping really ends: comments further left and blank lines stay below it."""
        last = end
        while last > begin:
            content = self._lines[last - 1].lstrip()
            further_left = len(self._lines[last - 1]) - len(content) < column
            if content and not (content.startswith("#") and further_left):
                break
            last -= 1
        return last, self._lines[last:end]

    def _part(self, node: Mapping, key: str, schema: Schema, start: int, stop: int) -> list[str]:
        """Return the lines of one key: what stands above it, its own line, and what is below."""
        name, value = node.entries[key]
        below = name.start.line + 1
        if value.start.line <= name.start.line:
            return self._lines[start:stop]
        return self._lines[start:below] + self.node(value, schema, below, stop)

    def _list(self, node: Sequence, schema: Schema, begin: int, end: int) -> list[str]:
        starts = self._starts([item.start.line for item in node.items], node.start.column, begin)
        if len(set(starts)) < len(starts):
            return self._lines[begin:end]
        items = schema.get("items", {})
        parts = (
            self.node(item, items, start, stop)
            for item, start, stop in zip(node.items, starts, [*starts[1:], end], strict=True)
        )
        return [line for part in parts for line in part]

    def _starts(self, lines: list[int], column: int, begin: int) -> list[int]:
        """Return where what belongs to each entry starts: with the comments above it that are not indented deeper."""
        starts = []
        for place, line in enumerate(lines):
            start = line
            while place and start - 1 > lines[place - 1] and self._goes_with_next(start - 1, column):
                start -= 1
            starts.append(start if place else begin)
        return starts

    def _goes_with_next(self, line: int, column: int) -> bool:
        text = self._lines[line]
        content = text.lstrip()
        return not content or (content.startswith("#") and len(text) - len(content) <= column)


def _head(lines: list[str], root: Mapping) -> int:
    """Return how many lines at the top belong to the file as a whole: those down to the last blank line above a key."""
    first = min(key.start.line for key, _ in root.entries.values())
    blank = [number for number in range(first) if not lines[number].strip()]
    return blank[-1] + 1 if blank else first


def _swap_dash(first: list[str], other: list[str], column: int) -> tuple[list[str], list[str]]:
    """Move the dash of a list item from the key that was first to the one that is now."""
    at = next((place for place, line in enumerate(first) if line[:column].strip().startswith("-")), None)
    if at is None:
        return first, other
    line = first[at]
    dash = line.index("-")
    plain = [*first[:at], f"{line[:dash]} {line[dash + 1 :]}", *first[at + 1 :]]
    to = next(place for place, text in enumerate(other) if text.strip() and not text.lstrip().startswith("#"))
    return plain, [*other[:to], f"{other[to][:dash]}-{other[to][dash + 1 :]}", *other[to + 1 :]]
