"""Conditions on the facts of a case: small JSON Schemas, never code.

``when: {lengkap: true}`` becomes one alternative with one test. A condition holds when all tests of any one alternative
hold. It must not know steps or branches.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Predicate:
    """One fact and the JSON Schema that it has to meet."""

    fact: str
    schema: Mapping[str, object] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives of which any one has to hold, each a tuple of tests that all have to."""

    alternatives: tuple[tuple[Predicate, ...], ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the condition reads, each once."""
        return tuple(dict.fromkeys(test.fact for tests in self.alternatives for test in tests))

    def to_data(self) -> list[dict[str, object]]:
        """Return the condition in the form of the file, as a list of alternatives of schemas."""
        return [{test.fact: dict(test.schema) for test in tests} for tests in self.alternatives]

    def to_json(self) -> str:
        """Return the condition as JSON text, the same for the same condition."""
        return json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True)
