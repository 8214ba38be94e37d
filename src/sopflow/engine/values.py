"""What somebody gives to a case, as it is stored: plain values that JSON holds, and in words what is wanted instead.

It must not know steps or branches.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

from sopflow.definition.facts import KEYWORDS
from sopflow.messages import Either, Sentence
from sopflow.plaintext import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping


def described(schema: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Return in words what a schema asks for, for people who are to give a value."""
    known = {keyword: wanted for keyword, wanted in schema.items() if keyword in _WORDED}
    other = {keyword: wanted for keyword, wanted in schema.items() if keyword in KEYWORDS and keyword not in _WORDED}
    if {"enum", "const", "format"} & known.keys():
        known.pop("type", None)
    found = [_in_words(keyword, wanted) for keyword, wanted in known.items()]
    if other:
        found.append(Sentence("wanted-schema", {"schema": json.dumps(other, ensure_ascii=False)}))
    return tuple(found)


def _in_words(keyword: str, wanted: Any) -> Sentence:
    if keyword in {"type", "format"}:
        return Sentence(f"wanted-{wanted}", {})
    values = wanted if keyword == "enum" else [wanted]
    return Sentence(_WORDED[keyword], {"wanted": Either(tuple(_as_written(value) for value in values))})


def _as_written(value: object) -> str:
    return harmless(json.dumps(value, ensure_ascii=False))


def is_plain(value: object) -> bool:
    """Return whether JSON can hold a value: true or false, a finite number, a text without lone surrogates."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, bool) or (isinstance(value, int) and value.bit_length() <= MOST_BITS)


def as_plain(value: Any, kind: str) -> Any:
    """Return a value as JSON gives it back: a subclass as what it is derived from, 1.0 as 1 where whole is meant."""
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return plain_text(value) if isinstance(value, str) else value


def plain_text(text: str) -> str:
    """Return a text of a kind of its own, such as a member of an enumeration, as a plain one."""
    return text if text.__class__ is str else str.__str__(text)


def texts(given: object) -> list[str] | None:
    """Return a collection of texts as a list of plain ones, None for anything else."""
    try:
        found = list(given)  # type: ignore[call-overload]
    except TypeError:
        return None
    return [plain_text(text) for text in found] if all(isinstance(text, str) for text in found) else None


MOST_BITS: Final = 1024
"""Larger whole numbers are refused: no other program could read them."""

_PLAIN: Final = (bool, int, float, str)

_WORDED: Final = {
    "type": "",
    "format": "",
    "const": "wanted-value",
    "enum": "wanted-value",
    "minimum": "wanted-minimum",
    "maximum": "wanted-maximum",
    "exclusiveMinimum": "wanted-more",
    "exclusiveMaximum": "wanted-less",
    "multipleOf": "wanted-multiple",
    "minLength": "wanted-min-length",
    "maxLength": "wanted-max-length",
}
