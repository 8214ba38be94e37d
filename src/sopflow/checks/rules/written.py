"""How a way through an SOP is written in a sentence: ``periksa -> [lengkap] -> susun -> tandatangan``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sopflow.messages import Chain, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.definition.leaving import Leaving
    from sopflow.definition.model import Definition


def written_way(way: Sequence[Leaving], end: str) -> Chain:
    """Return the steps of a way and the ways out that were taken, down to the step or outcome where it ends."""
    parts: list[object] = []
    for leaving in way:
        parts.append(leaving.way.step)
        if leaving.skipped:
            parts.append(Term("way-skipped"))
        elif leaving.way.branch is not None:
            parts.append(f"[{leaving.way.branch}]")
    return Chain((*parts, end))


def with_branches(way: Sequence[str], definition: Definition) -> Chain:
    """Return a way from step to step with the ways out that lead from one to the next, where they have a name."""
    parts: list[object] = []
    for step, target in pairwise(way):
        exits = [way_out for way_out in definition.steps[step].exits if target in way_out.targets]
        named = exits[0].branch if exits else None
        parts += [step, f"[{named}]"] if named else [step]
    return Chain((*parts, way[-1]))
