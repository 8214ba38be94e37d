"""Whether a running case can go on by another version of its SOP, and if not, why.

The other version is sound from its start. So a case is safe there if it stands where a case of that version could
stand: its active steps exist, its flows lie in the same forks and in different branches of them, and whatever a step
ahead needs is in hand or will still be made. Where that is in doubt, the answer is no. It must not know who asks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sopflow.errors import Rejected
from sopflow.plaintext import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sopflow.engine.machine import Machine, Need, StepRules, Way
    from sopflow.engine.routing import Fork
    from sopflow.engine.situation import Active, Situation

_CODE = "not_migratable"


class Inside(NamedTuple):
    """A fork that a step lies in: the way that forks, where its flows meet, how many they are, and which one it is."""

    way: tuple[str, str | None]
    place: str
    size: int
    branch: int


def obstacles(old: Machine, now: Situation, to: Machine, steps: Mapping[str, str]) -> list[Rejected]:
    """Return every reason why a case cannot go over to another version; ``steps`` are the new names of old steps."""
    if to.id != old.id:
        return [_no("other-sop", sop=old.id, given=to.id)]
    if to.hash == old.hash:
        return [_no("same", sop=old.id, version=to.version)]
    unknown = [cut(step) for step in steps if step not in old.steps]
    if unknown:
        return [_no("unknown-old", steps=unknown, known=list(old.steps))]
    strange = [cut(new) for new in steps.values() if new not in to.steps]
    if strange:
        return [_no("unknown-new", steps=strange, known=list(to.steps))]
    missing = [steps.get(step, step) for step in now.tasks if steps.get(step, step) not in to.steps]
    if missing:
        return [_no("step-gone", step, step_label=cut(step), known=list(to.steps)) for step in missing]
    if len({steps.get(step, step) for step in now.tasks}) < len(now.tasks):
        return [_no("merged", steps=list(now.tasks))]
    return [*_moved_forks(now, to, steps), *_unfit(old, now, to), *_never_made(now, to, steps)]


def _moved_forks(now: Situation, to: Machine, steps: Mapping[str, str]) -> Iterator[Rejected]:
    """Give the tasks that would lie in other forks than they do."""
    lies: dict[str, tuple[Inside, ...]] = {}
    for step, task in now.tasks.items():
        lies[step] = inside(to, steps.get(step, step))
        was = [(steps.get(fork.place, fork.place), fork.size) for fork in task.forks]
        if was != [(fork.place, fork.size) for fork in lies[step]]:
            yield _no("fork-changed", step, step_label=to.steps[steps.get(step, step)].label)
            return
    tasks = list(now.tasks.values())
    for number, one in enumerate(tasks):
        for other in tasks[number + 1 :]:
            if not _apart(one, other, lies[one.step], lies[other.step]):
                yield _no("fork-changed", other.step, step_label=to.steps[steps.get(other.step, other.step)].label)
                return


def _apart(one: Active, other: Active, here: tuple[Inside, ...], there: tuple[Inside, ...]) -> bool:
    """Return whether two tasks lie together in the forks that they share, and in different branches of the last."""
    shared = _shared(one.forks, other.forks)
    if shared == 0:
        return False
    return here[: shared - 1] == there[: shared - 1] and (
        here[shared - 1].way == there[shared - 1].way and here[shared - 1].branch != there[shared - 1].branch
    )


def _shared(one: tuple[Fork, ...], other: tuple[Fork, ...]) -> int:
    number = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        number += 1
    return number


@lru_cache(maxsize=4096)
def inside(machine: Machine, step: str) -> tuple[Inside, ...]:
    """Return the forks that a step lies in, from the outermost to the innermost."""
    found: list[tuple[int, Inside]] = []
    for rules in machine.steps.values():
        for way in ways_out(rules):
            if way.place is None:
                continue
            regions = [_reached(machine, (target,), way.place) for target in way.targets]
            for branch, region in enumerate(regions):
                if step in region:
                    size = sum(map(len, regions))
                    found.append((size, Inside((rules.id, way.branch), way.place, len(way.targets), branch)))
    return tuple(fork for _, fork in sorted(found, key=lambda sized: -sized[0]))


def ways_out(rules: StepRules) -> Iterator[Way]:
    """Give each way out of a step, the overdue one included, and that of being skipped, which makes nothing."""
    yield from rules.ways.values()
    if rules.optional and rules.only is not None:
        yield rules.only._replace(outputs=frozenset())
    if rules.overdue is not None:
        yield rules.overdue


def _reached(machine: Machine, starts: Iterable[str], place: str) -> set[str]:
    """Return the steps that flows come to before they meet."""
    found: set[str] = set()
    waiting = [start for start in starts if start != place and start in machine.steps]
    while waiting:
        step = waiting.pop()
        if step in found:
            continue
        found.add(step)
        targets = (target for way in ways_out(machine.steps[step]) for target in way.targets)
        waiting += [target for target in targets if target != place and target in machine.steps]
    return found


def _unfit(old: Machine, now: Situation, to: Machine) -> Iterator[Rejected]:
    """Give the facts that are no longer right, and a promise that would be lost."""
    wrong = [fact for fact, value in now.data.items() if fact in to.facts and not to.facts[fact](value)]
    if wrong:
        yield _no("fact-unfit", facts=[old.names[f"fact:{fact}"] for fact in wrong])
    if old.zone.name != to.zone.name:
        yield _no("zone", was=old.zone.name, zone=to.zone.name)
    if now.service is not None and to.service_time is None:
        yield _no("promise-gone", due=now.service.promise.at)


def _never_made(now: Situation, to: Machine, steps: Mapping[str, str]) -> Iterator[Rejected]:
    """Give the documents that a step ahead needs and that may never be made: those that make them lie behind."""
    stands: list[Front] = []
    for step, task in now.tasks.items():
        places = tuple(fork._replace(place=steps.get(fork.place, fork.place)) for fork in task.forks)
        stands.append((steps.get(step, step), places))
    for rules in to.steps.values():
        for need in rules.needs:
            there = not now.documents.isdisjoint(need.documents) or not to.external.isdisjoint(need.documents)
            if not there and _may_lack(_Search(to, need), stands, rules.id):
                named = [to.names[f"document:{document}"] for document in need.documents]
                yield _no("document-missed", documents=named, step_label=rules.label)


Front = tuple["str | None", "tuple[Fork, ...]"]
"""Where a flow has come to without what is needed, None where it cannot go on without; and the forks around it."""


def _may_lack(search: _Search, fronts: list[Front], goal: str) -> bool:
    """Return whether a flow may come to a step on a way on which nobody makes what it needs.

    Where flows meet, what any of them has made is there; so they are followed fork by fork, the innermost first. That
    a flow beside its own may bring it in time is not counted on: each might wait for the other.
    """
    while fronts:
        _, forks = max(fronts, key=lambda front: len(front[1]))
        if not forks:
            return any(step is not None and search.comes(step, goal, None) for step, _ in fronts)
        fork = forks[-1]
        group = [step for step, inside in fronts if inside and inside[-1] == fork]
        if goal != fork.place and any(step and search.comes(step, goal, fork.place) for step in group):
            return True
        passes = all(step and search.comes(step, fork.place, fork.place) for step in group)
        place = fork.place if passes else None
        if place == goal:
            return True
        fronts = [front for front in fronts if not (front[1] and front[1][-1] == fork)]
        if place is None or place in search.machine.steps:
            fronts.append((place, forks[:-1]))
    return False


class _Search:
    """Ways of one version on which nobody makes what one input needs; each is looked for once."""

    def __init__(self, machine: Machine, need: Need) -> None:
        self.machine = machine
        self._made = frozenset(need.documents)
        self._known: dict[tuple[str, str, str | None], bool] = {}

    def comes(self, start: str, goal: str, stop: str | None) -> bool:
        """Return whether a flow can come from one place to another without, and not past ``stop``."""
        asked = (start, goal, stop)
        if asked not in self._known:
            self._known[asked] = self._looked_for(start, goal, stop)
        return self._known[asked]

    def _looked_for(self, start: str, goal: str, stop: str | None) -> bool:
        if start == goal:
            return True
        steps = self.machine.steps
        seen, waiting = {start, stop}, [start] if start in steps else []
        while waiting:
            for way in ways_out(steps[waiting.pop()]):
                if not way.outputs.isdisjoint(self._made):
                    continue
                ahead: tuple[str, ...] = way.targets
                if way.place is not None:
                    if goal != way.place and any(self.comes(target, goal, way.place) for target in way.targets):
                        return True
                    passes = all(self.comes(target, way.place, way.place) for target in way.targets)
                    ahead = (way.place,) if passes else ()
                if goal in ahead:
                    return True
                waiting += [target for target in ahead if target in steps and target not in seen]
                seen.update(ahead)
        return False


def _no(why: str, step: str | None = None, **params: object) -> Rejected:
    return Rejected(_CODE, step, f"rejected-not-migratable-{why}", **params)
