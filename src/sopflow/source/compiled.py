"""A schema as one function that says whether a value surely fits it.

It is made for the common case, a file that is right: then nobody has to import ``jsonschema`` or wait for it. It says
yes only where ``jsonschema`` would find nothing; whatever it does not know, or is in doubt about, is a no, and
``jsonschema`` decides. Tests hold the two against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Schema = dict[str, Any]
    Test = Callable[[Any], bool]

_ANNOTATIONS: Final = frozenset(
    {"title", "description", "examples", "default", "$defs", "$schema", "$id", "$comment", "format"}
)
_TYPES: Final[Mapping[str, Test]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def _not_yet(value: object) -> bool:
    """Stand for a test that is being made."""
    return False


def surely_fits(schema: Schema) -> Test:
    """Return the function of a whole schema; ``$ref`` leads into its ``$defs``."""
    return _Compiler(schema).compile(schema)


class _Compiler:
    def __init__(self, root: Schema) -> None:
        self._definitions: dict[str, Schema] = root.get("$defs", {})
        self._known: dict[str, Test] = {}

    def compile(self, schema: Schema) -> Test:
        tests = []
        for keyword, wanted in schema.items():
            if keyword in _ANNOTATIONS or keyword == "additionalProperties":
                continue
            make: Callable[[Any, Schema], Test] | None = getattr(self, f"_{keyword.removeprefix('$')}", None)
            if make is None:
                return lambda value: False
            tests.append(make(wanted, schema))
        if schema.get("additionalProperties") is not None and "properties" not in schema:
            tests.append(self._properties({}, schema))
        if len(tests) == 1:
            return tests[0]
        return lambda value: all(test(value) for test in tests)

    def _ref(self, wanted: str, _: Schema) -> Test:
        name = wanted.removeprefix("#/$defs/")
        if name not in self._known:
            self._known[name] = _not_yet  # one that holds itself looks here when it is asked
            self._known[name] = self.compile(self._definitions[name])

        def test(value: Any) -> bool:
            return self._known[name](value)

        return test

    def _type(self, wanted: str | list[str], _: Schema) -> Test:
        if isinstance(wanted, str):
            return _TYPES[wanted]
        tests = [_TYPES[name] for name in wanted]
        return lambda value: any(test(value) for test in tests)

    def _properties(self, wanted: dict[str, Schema], schema: Schema) -> Test:
        known = {name: self.compile(inner) for name, inner in wanted.items()}
        other = schema.get("additionalProperties", True)
        rest = self.compile(other) if isinstance(other, dict) else lambda value: bool(other)

        def test(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            return all(known.get(key, rest)(inner) for key, inner in value.items())

        return test

    def _items(self, wanted: Schema, _: Schema) -> Test:
        item = self.compile(wanted)
        return lambda value: not isinstance(value, list) or all(item(one) for one in value)

    def _propertyNames(self, wanted: Schema, _: Schema) -> Test:  # noqa: N802 - the keyword's own name
        name = self.compile(wanted)
        return lambda value: not isinstance(value, dict) or all(name(key) for key in value)

    def _anyOf(self, wanted: list[Schema], _: Schema) -> Test:  # noqa: N802
        tests = [self.compile(one) for one in wanted]
        return lambda value: any(test(value) for test in tests)

    def _required(self, wanted: list[str], _: Schema) -> Test:
        return lambda value: not isinstance(value, dict) or all(key in value for key in wanted)

    def _pattern(self, wanted: str, _: Schema) -> Test:
        matches = re.compile(re.sub(r"\$$", r"\\Z", wanted)).search
        return lambda value: not isinstance(value, str) or matches(value) is not None

    def _minLength(self, wanted: int, _: Schema) -> Test:  # noqa: N802
        return lambda value: not isinstance(value, str) or len(value.strip()) >= wanted

    def _minItems(self, wanted: int, _: Schema) -> Test:  # noqa: N802
        return lambda value: not isinstance(value, list) or len(value) >= wanted

    def _minProperties(self, wanted: int, _: Schema) -> Test:  # noqa: N802
        return lambda value: not isinstance(value, dict) or len(value) >= wanted

    def _uniqueItems(self, wanted: bool, _: Schema) -> Test:  # noqa: N802
        return lambda value: (
            not isinstance(value, list) or all(one not in value[:place] for place, one in enumerate(value))
        )

    def _enum(self, wanted: list[Any], _: Schema) -> Test:
        return lambda value: any(type(value) is type(one) and value == one for one in wanted)

    def _const(self, wanted: Any, _: Schema) -> Test:
        return lambda value: type(value) is type(wanted) and bool(value == wanted)

    def _minimum(self, wanted: float, _: Schema) -> Test:
        return lambda value: not _is_number(value) or value >= wanted

    def _maximum(self, wanted: float, _: Schema) -> Test:
        return lambda value: not _is_number(value) or value <= wanted

    def _exclusiveMinimum(self, wanted: float, _: Schema) -> Test:  # noqa: N802
        return lambda value: not _is_number(value) or value > wanted


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
