"""How the work flows: what can be reached, how it can end, and where the flows of a fork meet.

The rules are those of the format: each fork is a block. Everything here is exact and costs no search of a state space,
so that loading can always afford it. It must not know files: what breaks a rule is a ``Fault`` about a step.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sopflow.definition.dominance import dominators, reversed_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sopflow.definition.model import Definition, Exit

END: Final = ""
"""The one end behind all outcomes; no id is empty."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of flow that ``step`` breaks; ``others`` are the steps or outcomes that the sentence names.

    ``ways`` show it, each from step to step: the shortest that there are.
    """

    code: str
    step: str
    others: tuple[str, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """The flow of an SOP.

    ``meets`` leads from each forking way to the step or outcome where its flows meet.
    """

    successors: Mapping[str, tuple[str, ...]]
    meets: Mapping[Exit, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def analyse(definition: Definition, uncertain: Collection[str] = ()) -> Flow:
    """Return the flow; nothing is said about what hangs on ``uncertain`` steps, whose ways are not known."""
    successors = {
        step.id: tuple(dict.fromkeys(target for way in step.exits for target in way.targets))
        for step in definition.steps.values()
    }
    predecessors = reversed_graph(successors)
    reached = reach([definition.first_step], successors)
    ending = reach([*definition.outcomes, *uncertain], predecessors)
    faults = []
    if not reached & set(uncertain):
        faults += [Fault("step-unreachable", s) for s in _roots(definition.steps, reached, successors, predecessors)]
    dead = [step for step in definition.steps if step in reached and step not in ending]
    faults += [
        Fault("step-cannot-end", step, (), _loops(step, successors)) for step in _one_of_each_group(dead, successors)
    ]
    meets, fork_faults = _forks(definition, successors, reached & ending, uncertain)
    return Flow(successors, meets, (*faults, *fork_faults))


def shortest_way(
    successors: Mapping[str, Iterable[str]], start: str, goal: str, avoiding: Collection[str] = ()
) -> tuple[str, ...] | None:
    """Return the shortest way of one step or more from ``start`` to ``goal``, both included; None where there is none.

    It goes through no step of ``avoiding``; among equally short ones it is the first in the order of the file.
    """
    before: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        step = waiting.popleft()
        for target in successors.get(step, ()):
            if target == goal:
                way = [goal, step]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if target not in before and target != start and target not in avoiding:
                before[target] = step
                waiting.append(target)
    return None


def reach(starts: Iterable[str], graph: Mapping[str, Iterable[str]], stop: str | None = None) -> set[str]:
    """Return all that can be reached from ``starts``, these included, without going through ``stop``."""
    waiting = deque(start for start in starts if start != stop)
    reached = set(waiting)
    while waiting:
        for target in graph.get(waiting.popleft(), ()):
            if target not in reached and target != stop:
                reached.add(target)
                waiting.append(target)
    return reached


def regions(flow: Flow) -> dict[Exit, list[set[str]]]:
    """Return the steps of each flow of each fork, up to the place where they meet."""
    return {
        fork: [
            {step for step in reach([target], flow.successors, place) if step in flow.successors}
            for target in fork.targets
        ]
        for fork, place in flow.meets.items()
    }


def _roots(
    steps: Iterable[str],
    reached: Collection[str],
    successors: Mapping[str, Iterable[str]],
    predecessors: Mapping[str, Iterable[str]],
) -> list[str]:
    """Return the unreachable steps that the other unreachable ones hang on."""
    lost = [step for step in steps if step not in reached]
    first = {step for step in lost if not any(before != step for before in predecessors.get(step, ()))}
    covered = reach(first, successors)
    for step in lost:
        if step not in covered:
            first.add(step)
            covered |= reach([step], successors)
    return [step for step in lost if step in first]


def _one_of_each_group(steps: list[str], successors: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a step for each group of steps that are joined by flow."""
    both_ways: dict[str, list[str]] = {step: [] for step in steps}
    for step in steps:
        for target in successors[step]:
            if target in both_ways:
                both_ways[step].append(target)
                both_ways[target].append(step)
    first: list[str] = []
    seen: set[str] = set()
    for step in steps:
        if step not in seen:
            first.append(step)
            seen |= reach([step], both_ways)
    return first


def _loops(start: str, successors: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the shortest way from a step that ends nowhere into a loop and once round it."""
    around = [(step, shortest_way(successors, step, step)) for step in reach([start], successors)]
    found = []
    for step, loop in around:
        there = (start,) if step == start else shortest_way(successors, start, step)
        if loop is not None and there is not None:
            found.append((*there[:-1], *loop))
    return (min(found, key=lambda way: (len(way), way)),) if found else ()


def _forks(
    definition: Definition,
    successors: Mapping[str, tuple[str, ...]],
    alive: Collection[str],
    uncertain: Collection[str],
) -> tuple[dict[Exit, str], list[Fault]]:
    forks = [way for step in definition.steps.values() for way in step.exits if len(way.targets) > 1]
    meets: dict[Exit, str] = {}
    faults: dict[Fault, None] = {}
    unclear = False
    common = _meeting_places(definition, successors) if forks else _nowhere
    for way in forks:
        if way.step not in alive:
            continue
        place = common(way.targets)
        regions = [reach([target], successors, place) for target in way.targets]
        if any(region & set(uncertain) for region in regions):
            unclear = True
            continue
        if place is None:
            faults[Fault("fork-never-meets", way.step, way.targets, _apart(definition, way, successors))] = None
            unclear = True
            continue
        meets[way] = place
        faults.update(dict.fromkeys(_block_faults(definition, way, regions, successors, place)))
        if place in definition.steps and not definition.steps[place].join:
            met = [(way.step, *_onward(target, place, successors)) for target in way.targets]
            faults[Fault("join-missing", place, (way.step,), tuple(sorted(met, key=len, reverse=True)))] = None
    if not unclear:
        joins = [step.id for step in definition.steps.values() if step.join and step.id in alive]
        faults.update(dict.fromkeys(Fault("join-without-fork", join) for join in joins if join not in meets.values()))
    return meets, list(faults)


def _onward(target: str, place: str, successors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (place,) if target == place else shortest_way(successors, target, place) or (target,)


def _block_faults(
    definition: Definition,
    way: Exit,
    regions: list[set[str]],
    successors: Mapping[str, tuple[str, ...]],
    place: str,
) -> Iterable[Fault]:
    def ways(goal: str) -> tuple[tuple[str, ...], ...]:
        found = []
        for target, region in zip(way.targets, regions, strict=True):
            onward = (goal,) if target == goal else shortest_way(successors, target, goal, {place})
            if goal in region and onward is not None:
                found.append((way.step, *onward))
        return tuple(sorted(found, key=len)[:2])

    if any(way.step in region for region in regions):
        yield Fault("fork-reentered", way.step, (way.step,), ways(way.step)[:1])
        return
    flows = Counter(step for region in regions for step in region)
    shared = tuple(step for step in definition.steps if flows[step] > 1)
    if shared:
        yield Fault("fork-shares-step", way.step, shared[:1], ways(shared[0]))


def _apart(definition: Definition, way: Exit, successors: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return ways of the flows of a fork to an end; where they seem to meet, one goes round that place if it can."""
    found = [end for target in way.targets if (end := _to_an_end(definition, target, successors)) is not None]
    common = next((step for step in found[0] if all(step in other for other in found[1:])), None) if found else None
    if common is not None:
        for place, end in enumerate(found):
            around = None if end[0] == common else _to_an_end(definition, end[0], successors, {common})
            if around is not None:
                found[place] = around
                break
    return tuple((way.step, *end) for end in found)


def _to_an_end(
    definition: Definition,
    target: str,
    successors: Mapping[str, tuple[str, ...]],
    avoiding: Collection[str] = (),
) -> tuple[str, ...] | None:
    """Return the shortest way from a step or outcome to an outcome."""
    if target in definition.outcomes:
        return (target,)
    ends = (outcome for outcome in definition.outcomes if outcome not in avoiding)
    ways = (shortest_way(successors, target, outcome, avoiding) for outcome in ends)
    return min((way for way in ways if way is not None), key=len, default=None)


def _nowhere(_targets: Iterable[str]) -> str | None:
    return None


def _meeting_places(
    definition: Definition, successors: Mapping[str, tuple[str, ...]]
) -> Callable[[Iterable[str]], str | None]:
    """Return a function from the targets of a fork to the place where they meet, None where there is none.

    Ways that end the case at once are left out, and so is what leads nowhere else.
    """
    ends = [outcome.id for outcome in definition.outcomes.values() if not outcome.ends_case]
    forward = {step: tuple(t for t in targets if t in successors or t in ends) for step, targets in successors.items()}
    tree = dominators(END, reversed_graph({**forward, **dict.fromkeys(ends, (END,))}))
    return lambda targets: tree.common(targets) or None
