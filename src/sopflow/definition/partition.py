"""The values of a fact in finitely many cells: all values of a cell answer every condition on the fact alike.

Conditions compare with named values and limits, ask for multiples, or ask for lengths. So between two neighbouring
numbers that are named somewhere all values are alike but for the multiples they are, and those come again after the
least common multiple; texts that nobody names differ in their length only. It must not know steps or branches.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import gcd, lcm
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sopflow.definition.facts import compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Schema = Mapping[str, Any]

_MOST_CANDIDATES: Final = 2_000
_MOST_UNITS: Final = 8
_MOST_TRIES: Final = 200
_LONGEST_TEXT: Final = 10_000
_LARGEST_FLOAT: Final = 2**53
"""From here on a floating-point number is no longer the decimal that is written."""

_FIRST_LETTER: Final = ord("a")
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
    return _numbers(wanted, list(_asked_always(domain)))


def _asked_always(domain: Schema) -> Iterator[Fraction]:
    """Give the numbers of which each value of a fact is a multiple."""
    if domain.get("type") == "integer":
        yield Fraction(1)
    if _is_number(domain.get("multipleOf")):
        yield _exact(domain["multipleOf"])


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
        others = ((date(2026, 1, 1) + timedelta(days=after)).isoformat() for after in range(len(named) + 1))
        return [*named, next(day for day in others if day not in named)]
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
    usual = "lain".rjust(length, "x")[-length:]
    others = ("x" * (length - 1) + chr(_FIRST_LETTER + number) for number in range(len(named) + 1))
    yield next(text for text in (usual, *others) if text not in named)


def _numbers(wanted: list[tuple[str, Any]], always: list[Fraction]) -> list[Any] | None:
    if any(isinstance(value, float) and abs(value) >= _LARGEST_FLOAT for _, value in wanted):
        return None
    numbers = [(key, _exact(value)) for key, value in wanted if _is_number(value)]
    points = sorted({value for key, value in numbers if key in _LIMITS or key == "const"})
    units = sorted({*always, *(value for key, value in numbers if key == "multipleOf" and value > 0)})
    if ("type", "integer") in wanted:
        units = sorted({Fraction(1), *units})
    if len(units) > _MOST_UNITS or len(points) * 2 ** len(units) > _MOST_CANDIDATES:
        return None
    found = list(points)
    edges: list[Fraction | None] = [None, *points, None]
    for low, high in pairwise(edges):
        between = _between(low, high, units, always)
        if between is None:
            return None
        found += between
    values = [_plain(value) for value in found]
    if any(_exact(value) != exact for value, exact in zip(values, found, strict=True)):
        return None  # no floating-point number is that one
    return sorted(values, key=lambda value: (isinstance(value, float), value not in points, abs(value)))


def _between(
    low: Fraction | None, high: Fraction | None, units: list[Fraction], always: list[Fraction]
) -> list[Fraction] | None:
    """Return numbers between two limits, one for each set of units that a number there is a multiple of.

    None where the search for one is given up.
    """
    if not always:
        found = [_of_none(low, high, units)]
    else:
        found = [Fraction(0)] if (low is None or low < 0) and (high is None or high > 0) else []
    for chosen in (some for size in range(len(units) + 1) for some in combinations(units, size)):
        step = _of_all([*chosen, *always], lcm, gcd) if chosen or always else None
        if step is None:
            continue
        value = _first_of(step, low, high)
        for _ in range(_MOST_TRIES):
            if (low is not None and value <= low) or (high is not None and value >= high):
                break
            if all((value % unit == 0) == (step % unit == 0) for unit in units):
                found.append(value)
                break
            value += step if low is not None or high is None else -step
        else:
            if step * _MOST_TRIES < _of_all([step, *units], lcm, gcd):
                return None
    return found


def _first_of(step: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return the multiple of a number that comes first: up from the lower limit, or down from the upper one."""
    if low is not None:
        return (low // step + 1) * step
    return step if high is None else -((-high) // step + 1) * step


def _of_none(low: Fraction | None, high: Fraction | None, units: list[Fraction]) -> Fraction:
    """Return a number between two limits that is a multiple of no unit."""
    value = _inside(low, high)
    if not units:
        return value
    step = _of_all(units, gcd, lcm)
    if value % step:
        return value
    return (value + (value + step if high is None else min(high, value + step))) / 2


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
