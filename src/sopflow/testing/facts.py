"""Values for the facts of an SOP: one for each answer that its conditions can give, and others at random."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from sopflow.definition.partition import partition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sopflow.definition.condition import Condition
    from sopflow.procedure import Procedure

_AT_RANDOM: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "boolean": st.booleans(),
    "integer": st.integers(-1000, 1000),
    "number": st.one_of(st.integers(-1000, 1000), st.floats(-1000, 1000)),
    "string": st.one_of(st.dates(date(2020, 1, 1)).map(str), st.text(max_size=20)),
}


@lru_cache(maxsize=256)
def telling_values(procedure: Procedure, name: str) -> tuple[Any, ...]:
    """Return values of a fact, one for each way in which the conditions of the SOP can answer."""
    tests = (test for condition in _conditions(procedure) for tests in condition.alternatives for test in tests)
    cells = partition(_domain(procedure, name), [test.schema for test in tests if test.fact == name])
    return tuple(cell.value for cell in cells or ())


def values(procedure: Procedure, name: str) -> st.SearchStrategy[Any]:
    """Values that a fact may have, above all telling ones."""
    telling = telling_values(procedure, name)
    allowed = procedure.machine.facts[name]
    at_random = _AT_RANDOM[procedure.data[name].type]
    if not telling:
        return at_random.filter(allowed)
    often = st.sampled_from(telling)
    return st.one_of(often, at_random.map(lambda value: value if allowed(value) else telling[0]))


def statements(procedure: Procedure) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the facts of an SOP, with values."""
    return st.fixed_dictionaries({}, optional={name: values(procedure, name) for name in procedure.data})


def _domain(procedure: Procedure, name: str) -> dict[str, Any]:
    fact = procedure.data[name]
    return {"type": fact.type, **fact.schema}


def _conditions(procedure: Procedure) -> Iterator[Condition]:
    for step in procedure.steps.values():
        for condition in (*(branch.when for branch in step.branches), *(item.when for item in step.inputs)):
            if condition is not None:
                yield condition
