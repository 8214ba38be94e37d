"""The values of a fact in finitely many cells: all values of a cell answer every condition on the fact alike.

Conditions compare with named values and limits, ask for multiples, or ask for lengths. So between two neighbouring
numbers that are named somewhere all values are alike but for the multiples they are, and those come again after the
least common multiple; texts that nobody names differ in their length only. It must not know steps or branches.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sopflow.definition.facts import compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Schema = Mapping[str, Any]

_MOST_CANDIDATES: Final = 2_000
_LONGEST_TEXT: Final = 10_000
_LIMITS: Final = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})


class Cell(NamedTuple):
    """Values that answer alike: one of them, and which of the schemas it meets, by their place."""

    value: Any
    meets: frozenset[int]


def partition(domain: Schema, schemas: Sequence[Schema]) -> tuple[Cell, ...] | None:
    """Return the cells of a fact with the schema ``domain``, each with a value that is easy to read.

    None where there are too many to look at; none at all where the fact can have no value.
    """
    candidates = _candidates(domain, [domain, *schemas])
    if candidates is None:
        return None
    allowed, tests = compile_schema(domain), [compile_schema(schema) for schema in schemas]
    cells: dict[frozenset[int], Any] = {}
    for value in candidates:
        if allowed(value):
            cells.setdefault(frozenset(place for place, test in enumerate(tests) if test(value)), value)
    return tuple(Cell(value, meets) for meets, value in cells.items())


def _candidates(domain: Schema, schemas: list[Schema]) -> list[Any] | None:
    """Return values of which each cell has one, the easiest first."""
    wanted = [pair for schema in schemas for pair in _wanted(schema)]
    kind = domain.get("type")
    if kind == "boolean":
        return [True, False]
    if kind == "string":
        return _texts(wanted, dates=("format", "date") in wanted)
    return _numbers(wanted)


def _wanted(schema: Schema) -> Iterator[tuple[str, Any]]:
    """Give the keywords of a schema with what they want, an enumeration as several constants."""
    for keyword, wanted in schema.items():
        if keyword == "enum":
            yield from (("const", value) for value in wanted)
        elif keyword == "not":
            yield from _wanted(wanted)
        elif keyword in {"anyOf", "allOf"}:
            for inner in wanted:
                yield from _wanted(inner)
        elif isinstance(wanted, str | int | float):
            yield keyword, wanted


def _texts(wanted: list[tuple[str, Any]], *, dates: bool) -> list[str] | None:
    named = list(dict.fromkeys(value for key, value in wanted if key == "const" and isinstance(value, str)))
    if dates:
        others = (f"2026-01-{day:02}" for day in range(1, 32))
        named += [next(day for day in others if day not in named)] if len(named) < 31 else []
        return named if len(named) < 31 else None
    turns = {int(value) for key, value in wanted if key in {"minLength", "maxLength"}}
    lengths = sorted({max(0, near) for turn in {4, *turns} for near in (turn - 1, turn, turn + 1)})
    if lengths[-1] > _LONGEST_TEXT:
        return None
    return named + [text for length in lengths for text in _unnamed(length, named)]


def _unnamed(length: int, named: list[str]) -> Iterator[str]:
    """Give a text of a length that nobody names, if there is one."""
    if length == 0:
        yield from [""] if "" not in named else []
        return
    for number in range(len(named) + 1):
        text = f"{'lain' if number == 0 else number}".rjust(length, "x")[-length:]
        if text not in named:
            yield text
            return


def _numbers(wanted: list[tuple[str, Any]]) -> list[Any] | None:
    numbers = [(key, _exact(value)) for key, value in wanted if _is_number(value)]
    points = sorted({value for key, value in numbers if key in _LIMITS or key == "const"})
    units = sorted({value for key, value in numbers if key == "multipleOf" and value > 0})
    if ("type", "integer") in wanted:
        units = sorted({Fraction(1), *units})
    found = list(points)
    edges: list[Fraction | None] = [None, *points, None]
    for low, high in pairwise(edges):
        between = _between(low, high, units)
        if between is None or len(found) > _MOST_CANDIDATES:
            return None
        found += between
    values = [_plain(value) for value in found]
    if any(_exact(value) != exact for value, exact in zip(values, found, strict=True)):
        return None  # no floating-point number is that one
    return sorted(values, key=lambda value: (isinstance(value, float), value not in points, abs(value)))


def _between(low: Fraction | None, high: Fraction | None, units: list[Fraction]) -> list[Fraction] | None:
    """Return numbers between two limits, one for each set of units of which there is a multiple there."""
    if not units:
        return [_inside(low, high)]
    period, step = _of_all(units, lcm, gcd), _of_all(units, gcd, lcm)
    enough = period + step  # between two limits so far apart all have come that ever come
    start = low if low is not None else high - enough if high is not None else -step
    end = start + enough if high is None else min(high, start + enough)
    if sum((end - start) / unit for unit in units) > _MOST_CANDIDATES:
        return None
    multiples = {value for unit in units for value in _multiples(unit, start, end)}
    other = _inside(start, end)
    if other % step == 0:
        other = (other + min(end, other + step)) / 2
    return [*sorted(multiples), other]


def _multiples(unit: Fraction, low: Fraction, high: Fraction) -> Iterator[Fraction]:
    value = (low // unit + 1) * unit
    while value < high:
        yield value
        value += unit


def _of_all(units: Iterable[Fraction], numerators: Callable[..., int], denominators: Callable[..., int]) -> Fraction:
    """Return the least common multiple of fractions, or their greatest common divisor."""
    reduced = list(units)
    return Fraction(
        numerators(*(unit.numerator for unit in reduced)), denominators(*(unit.denominator for unit in reduced))
    )


def _inside(low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return a number between two limits that is easy to read."""
    if low is None:
        return Fraction(0) if high is None or high > 0 else Fraction((high - 1).__ceil__())
    if high is None:
        return Fraction((low + 1).__floor__())
    whole = Fraction(low.__floor__() + 1)
    if whole < high:
        return whole
    digits = 1
    while True:  # the shortest decimal between the two
        scale = 10**digits
        decimal = Fraction((low * scale).__floor__() + 1, scale)
        if decimal < high:
            return decimal
        digits += 1


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _exact(value: float) -> Fraction:
    """Return a number as it is written: 0.1 is a tenth."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
