"""How flows go on: over a way out of a step, apart at a fork, together where its flows meet.

A flow carries the forks that it lies in, the innermost last. Where it reaches the place at which the innermost meets,
it waits for the other flows of that fork; a flow that lies in no fork that meets there passes at once. It must not know
time, documents or who acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


Arrival = tuple["datetime", bool]
"""When a flow arrived, and whether it comes from outside, so that a calendar's cutoff counts."""


class Fork(NamedTuple):
    """Flows that have parted: the number of the event that parted them, where they meet, how many they are."""

    event: int
    place: str
    size: int


Flow = tuple[str, tuple[Arrival, ...], tuple[Fork, ...]]
"""A flow on its way: the step or outcome it leads to, its arrivals, and the forks that it lies in."""


class Waiting(NamedTuple):
    """Flows of one fork that have arrived where it meets, and wait for the others."""

    arrived: int
    arrivals: tuple[Arrival, ...]


Routed = tuple[tuple[Flow, ...], str | None, "Mapping[Fork, Waiting]"]
"""Where flows have come to: those that start a step, the outcome that is reached, and who waits where."""


def latest(arrivals: tuple[Arrival, ...]) -> datetime:
    """Return when the last flow arrived, which is when a step starts."""
    return arrivals[0][0] if len(arrivals) == 1 else max(at for at, _ in arrivals)


def route(flows: Iterable[Flow], waiting: Mapping[Fork, Waiting], outcomes: Mapping[str, bool]) -> Routed:
    """Let flows arrive; ``outcomes`` says of each outcome whether it ends the case at once."""
    starting: list[Flow] = []
    reached: str | None = None
    for target, arrivals, forks in flows:
        if outcomes.get(target):
            return (), target, {}
        met: Flow | None = target, arrivals, forks
        if forks and forks[-1].place == target:
            waiting = dict(waiting)
            met = _met(target, arrivals, forks, waiting)
        if met is None:
            continue
        if target in outcomes:
            reached = target
        else:
            starting.append(met)
    return tuple(starting), reached, waiting


def _met(
    target: str, arrivals: tuple[Arrival, ...], forks: tuple[Fork, ...], waiting: dict[Fork, Waiting]
) -> Flow | None:
    """Return the flow that goes on where forks meet, None while it waits for others."""
    while forks and forks[-1].place == target:
        fork = forks[-1]
        there = waiting.pop(fork, None)
        arrived = 1 if there is None else there.arrived + 1
        arrivals = arrivals if there is None else (*there.arrivals, *arrivals)
        if arrived < fork.size:
            waiting[fork] = Waiting(arrived, arrivals)
            return None
        forks = forks[:-1]
    return target, arrivals, forks
