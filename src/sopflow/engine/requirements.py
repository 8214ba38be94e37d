"""What a step still needs before it can be completed: documents in hand, and facts stated.

It must not know who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.engine.machine import Need, StepRules


def lacking_needs(step: StepRules, facts: Mapping[str, Any], in_hand: frozenset[str]) -> list[Need]:
    """Return what a step surely needs and nobody has handed in or produced."""
    return [
        need
        for need in step.needs
        if in_hand.isdisjoint(need.documents) and (need.when is None or need.when(facts).holds)
    ]


def missing_facts(
    step: StepRules,
    given: Mapping[str, Any],
    facts: Mapping[str, Any],
    in_hand: frozenset[str],
    *,
    decided: bool = False,
) -> tuple[str, ...]:
    """Return the facts that have to be stated before a step can be completed: its own, and those that decide."""
    missing = [fact for fact in step.sets if fact not in given]
    for need in step.needs:
        if need.when is not None and in_hand.isdisjoint(need.documents):
            missing += need.when(facts).missing
    if not decided and step.guards and not any(guard.holds(facts).holds for guard in step.guards):
        if step.otherwise is not None:
            missing += [fact for fact in step.deciding if fact not in facts]
        else:
            missing += [fact for guard in step.guards for fact in guard.holds(facts).missing]
    return tuple(dict.fromkeys(missing)) if missing else ()
