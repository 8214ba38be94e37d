"""How far a tree is from what somebody would have meant to write.

It leaves no key without a value, indents everything alike, and puts each key where the schema has it. It must not know
what a key means.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sopflow.source.nodes import Mapping, Node, Sequence, is_bare
from sopflow.source.schemas import alternatives, keys_of_the_format, types_of
from sopflow.source.slips import MISSING_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.source.schemas import Schema

_TYPES: Final = {Mapping: frozenset({"object"}), Sequence: frozenset({"array"})}
_OF_SCALARS: Final = frozenset({"string", "number", "integer", "boolean", "null"})
_NAME_LIKE_KEY: Final = 0.5
"""How much a name is out of place that is a key elsewhere."""


def strangeness(root: Node, schema: Schema) -> float:
    """Return how much in a tree is strange; of two trees of one file the one with less is the likelier."""
    return _bare(root) + _unevenly_indented(root) + _misfits(root, schema)


def _groups(root: Node) -> Iterator[Mapping]:
    """Give all mappings of a tree."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [value for _, value in node.entries.values()]
            yield node
        elif isinstance(node, Sequence):
            waiting += node.items


def _bare(root: Node) -> int:
    """Return how many keys have no value."""
    return sum(is_bare(value) for group in _groups(root) for _, value in group.entries.values())


def _unevenly_indented(root: Node) -> int:
    """Return how many groups and how many lists stand otherwise below their keys than most do."""
    steps: dict[type, Counter[int]] = {Mapping: Counter(), Sequence: Counter()}
    for group in _groups(root):
        for key, value in group.entries.values():
            if isinstance(value, Mapping | Sequence) and not value.flow:
                steps[type(value)][value.start.column - key.start.column] += 1
    return sum(step.total() - max(step.values(), default=0) for step in steps.values())


def _misfits(root: Node, schema: Schema) -> float:
    """Return how many keys and values the schema does not take where they stand, or misses there."""
    words = keys_of_the_format()
    part_of_file = {key: value for key, value in schema.items() if key != "required"}
    misfits = 0.0
    waiting: list[tuple[Node, Any]] = [(root, part_of_file)]
    while waiting:
        node, part = waiting.pop()
        types = _TYPES.get(type(node), _OF_SCALARS)
        option = next((one for one in alternatives(part, schema) if types & types_of(one)), None)
        if option is None:
            misfits += 1
        elif isinstance(node, Sequence):
            waiting += [(item, option.get("items", {})) for item in node.items]
        elif isinstance(node, Mapping):
            known, other = option.get("properties", {}), option.get("additionalProperties", True)
            misfits += sum(key not in node.entries for key in option.get("required", ()))
            for key, (_, value) in node.entries.items():
                if key in known:
                    waiting.append((value, known[key]))
                elif isinstance(other, dict):
                    waiting.append((value, other))
                    misfits += _NAME_LIKE_KEY * (key in words)
                else:
                    misfits += other is False and key != MISSING_KEY
    return misfits
