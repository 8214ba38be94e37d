"""Whether each document is there when a step needs it.

Every way is looked at: branches, rework, overdue ways, steps that are skipped. What is handed in from outside can come
at any time, so nothing is said of it. A step whose input comes from a flow beside its own waits for it; that is a fault
only where that flow can pass without unserved it, or waits in turn. It must not know files.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sopflow.definition.flow import reach, regions
from sopflow.definition.leaving import all_leavings, documents_of
from sopflow.definition.steering import Steering
from sopflow.definition.ways import Budget, TooLongError, Ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sopflow.definition.condition import Condition
    from sopflow.definition.flow import Flow
    from sopflow.definition.leaving import Leaving
    from sopflow.definition.model import Definition, Input, Step
    from sopflow.definition.ways import Reached, Standing, Way

_MOST_PLACES: Final = 80_000

Why = Literal["missing", "afterwards", "perhaps", "overdue", "beside", "circle", "unproven"]


class Lack(NamedTuple):
    """An input (the one at ``place`` of the step's list) that is not there when the step begins.

    ``why``: "missing" on that way; there only "afterwards", once the step has been done; "perhaps" missing, if its
    condition holds then; missing, so that the step can only end "overdue"; brought by a flow "beside", for which the
    step waits; in a "circle" of steps that wait for each other; "unproven" where it hangs on facts that cannot be
    followed. ``others`` are the steps that bring it.
    """

    step: str
    place: int
    why: Why
    way: Way
    others: tuple[str, ...]


def lacking_inputs(definition: Definition, flow: Flow) -> tuple[Lack, ...] | None:
    """Return the inputs of a sound SOP that are not there when their step begins, in the order of the file.

    None where the SOP is too large to look at all ways.
    """
    try:
        return _Documents(definition, flow).lacks()
    except TooLongError:
        return None


class _Need(NamedTuple):
    """An input that can hold a step up."""

    step: str
    place: int
    documents: frozenset[str]
    when: Condition | None


class _Wait(NamedTuple):
    """A step that stands before a flow beside its own has brought what it needs."""

    need: _Need
    there: Standing
    way: Way
    unserved: Ways


class _Documents:
    def __init__(self, definition: Definition, flow: Flow) -> None:
        self._definition = definition
        self._flow = flow
        self._leavings = all_leavings(definition)
        self._budget = Budget(_MOST_PLACES)
        self._steering = Steering(definition, self._leavings, self._unstable())
        self._free = Steering(definition, self._leavings, follow=False)
        self._needs = [need for step in definition.steps.values() for need in _needs(definition, step)]

    def lacks(self) -> tuple[Lack, ...]:
        """Return the inputs that are not there when their step begins, in the order of the file."""
        by_documents = self._in_doubt()
        found: dict[tuple[str, int], Lack] = {}
        waits: list[_Wait] = []
        for documents, needs in by_documents.items():
            steering = self._free
            ways = self._ways_without(documents, steering)
            reached = ways.from_start()
            if self._steering.names and any(reached.at(need.step) for need in needs):
                steering = self._steering
                ways = self._ways_without(documents, steering)
                reached = ways.from_start()
            unserved = self._ways_without(documents, steering, past_users=True)
            for need in needs:
                lack, waiting = self._lack(need, ways, reached, unserved)
                if lack:
                    found[need.step, need.place] = lack
                else:
                    waits += waiting
        for lack in self._waiting(waits):
            found.setdefault((lack.step, lack.place), lack)
        order = {step: place for place, step in enumerate(self._definition.steps)}
        return tuple(sorted(found.values(), key=lambda lack: (order[lack.step], lack.place)))

    def _in_doubt(self) -> dict[frozenset[str], list[_Need]]:
        """Return the needs to which some way leads without what they need, as if flows did nothing for each other.

        All needs are followed at once, each as one bit; the others need no search of their own.
        """
        kinds = {
            documents: 1 << place for place, documents in enumerate(dict.fromkeys(n.documents for n in self._needs))
        }
        bits: dict[str, int] = {}
        for documents, bit in kinds.items():
            for document in documents:
                bits[document] = bits.get(document, 0) | bit
        missing = dict.fromkeys(self._definition.steps, 0)
        first = self._definition.first_step
        missing[first] = (1 << len(kinds)) - 1
        waiting = deque([first] if kinds else [])
        while waiting:
            step = waiting.popleft()
            for leaving in self._leavings[step]:
                after = missing[step]
                for document in leaving.outputs:
                    after &= ~bits.get(document, 0)
                for target in leaving.way.targets:
                    if after & ~missing.get(target, -1):
                        missing[target] |= after
                        waiting.append(target)
        found: dict[frozenset[str], list[_Need]] = {}
        for need in self._needs:
            if missing[need.step] & kinds[need.documents]:
                found.setdefault(need.documents, []).append(need)
        return found

    def _ways_without(self, documents: frozenset[str], steering: Steering, *, past_users: bool = False) -> Ways:
        """Return the ways on which none of these documents is produced.

        Whoever has been done needing them had one of them, so such steps are not passed, unless ``past_users`` says so.
        """
        same = (need.step for need in self._needs if need.documents <= documents and need.when is None)
        needing = frozenset() if past_users else frozenset(same)

        def happens(leaving: Leaving) -> bool:
            needed = leaving.completes and leaving.way.step in needing
            return needed or not leaving.outputs.isdisjoint(documents)

        return Ways(self._definition, self._flow, happens, self._budget, steering)

    def _lack(self, need: _Need, ways: Ways, reached: Reached, unserved: Ways) -> tuple[Lack | None, list[_Wait]]:
        """Return how an input is lacking, or where its step waits for a flow beside it."""
        sets = self._definition.steps[need.step].sets
        first = [unserved.start] if need.step == self._definition.first_step else []
        waits: list[_Wait] = []
        for there in (*first, *reached.at(need.step)):
            if need.when is not None and not unserved.steering.may_hold(need.when, there.known, sets):
                continue
            way = () if there in first else reached.way_to(there)
            beside = list(unserved.beside(there.forks))
            if any(unserved.always(fork, target, there.known) for fork, target in beside):
                waits.append(_Wait(need, there, way, unserved))
                continue
            producers = self._producers(need.documents)
            telling = self._past_a_producer(need, ways, reached, producers) or way
            return Lack(need.step, need.place, self._why(need, way, producers), telling, producers), []
        return None, waits

    def _past_a_producer(self, need: _Need, ways: Ways, reached: Reached, producers: tuple[str, ...]) -> Way | None:
        """Return the shortest way that goes through a step which could have brought it: that tells most."""
        found = []
        for producer in producers:
            for here in reached.at(producer) if producer != need.step else ():
                onward = ways.onward(here)
                found += [reached.way_to(here) + onward.way_to(there) for there in onward.at(need.step)[:1]]
        return min(found, key=len, default=None)

    def _why(self, need: _Need, way: Way, producers: tuple[str, ...]) -> Why:
        if need.when is not None:
            return "perhaps"
        if self._definition.steps[need.step].on_overdue:
            return "overdue"
        before = reach([self._definition.first_step], self._successors_without(need.step))
        if producers and not any(step in before and step != need.step for step in producers):
            return "afterwards"
        lost = self._steering.lost
        read = [self._steering.reads(leaving.way.step) & lost for leaving in way]
        return "unproven" if any(read) else "missing"

    def _successors_without(self, step: str) -> dict[str, tuple[str, ...]]:
        """Return where each step leads if that one is never done."""
        around = tuple(
            target for leaving in self._leavings[step] if not leaving.completes for target in leaving.way.targets
        )
        return {**self._flow.successors, step: around}

    def _waiting(self, waits: Sequence[_Wait]) -> Iterable[Lack]:
        """Give the steps that wait for a flow beside them: to good effect, or in a circle.

        All are taken to wait for ever until a flow is found that surely brings what one of them needs without passing
        another that still waits.
        """
        left = list(waits)
        blocked = {wait.need.step for wait in left}
        while True:
            left = [wait for wait in left if not self._is_served(wait, blocked)]
            stuck = {wait.need.step for wait in left}
            if stuck == blocked:
                break
            blocked = stuck
        for wait in waits:
            why: Why = "circle" if any(wait is other for other in left) else "beside"
            yield Lack(wait.need.step, wait.need.place, why, wait.way, self._producers(wait.need.documents))

    def _is_served(self, wait: _Wait, blocked: set[str]) -> bool:
        others = frozenset(blocked - {wait.need.step})
        there, unserved = wait.there, wait.unserved
        return any(unserved.always(fork, target, there.known, others) for fork, target in unserved.beside(there.forks))

    def _producers(self, documents: frozenset[str]) -> tuple[str, ...]:
        return tuple(
            step
            for step, ways in self._leavings.items()
            if any(not leaving.outputs.isdisjoint(documents) for leaving in ways)
        )

    def _unstable(self) -> frozenset[str]:
        """Return the facts that a flow states while others may read them."""
        inside = {step for flows in regions(self._flow).values() for region in flows for step in region}
        return frozenset(fact for step in inside for fact in self._definition.steps[step].sets)


def _needs(definition: Definition, step: Step) -> Iterable[_Need]:
    """Give the inputs that only another step can bring; a step that may be skipped is held up by none."""
    own = documents_of(step.outputs)
    for place, item in enumerate(step.inputs):
        if item.documents and not (step.optional or item.optional or _is_there(definition, item, own)):
            yield _Need(step.id, place, frozenset(item.documents), item.when)


def _is_there(definition: Definition, item: Input, own: frozenset[str]) -> bool:
    """Return whether a document comes from outside, is on hand, or is updated by the step itself."""
    documents = definition.documents
    return any(documents[d].external or documents[d].on_hand or d in own for d in item.documents)
