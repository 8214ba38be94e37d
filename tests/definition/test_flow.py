"""What the rules of flow promise, held against all markings that an SOP can reach, and case by case.

The oracle is naive on purpose: it finds where a fork meets by leaving out one place after the other, and then plays
every move that the words of the format allow.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from sketches import sketch
from strategies import sound_sketches, wild_flows

from sopflow.definition.flow import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Definition, Way

MOST_MARKINGS: Final = 4_000


class Oracle:
    """One SOP under the naive reading of the format."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.ways = {step.id: step.ways for step in definition.steps.values()}
        self.at_once = {outcome.id for outcome in definition.outcomes.values() if outcome.ends_case}
        self.last = set(definition.outcomes) - self.at_once
        self.forks = [way for ways in self.ways.values() for way in ways if len(way.targets) > 1]
        self.places = {way: self.place(way) for way in self.forks}

    def reach(self, starts: Iterable[str], without: str | None = None) -> set[str]:
        reached: set[str] = set()
        waiting = [start for start in starts if start != without]
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting += [t for way in self.ways.get(node, ()) for t in way.targets if t != without]
        return reached

    def place(self, way: Way) -> str | None:
        """The first place that each flow can reach and that every way to an end, but those at once, leads through."""
        if not all(self.reach([target]) & self.last for target in way.targets):
            return None
        candidates = [
            place
            for place in [*self.ways, *self.last]
            if all(place in self.reach([target]) for target in way.targets)
            and not any(self.reach([target], without=place) & self.last for target in way.targets)
        ]
        for place in candidates:
            before = self.reach(way.targets, without=place)
            if not any(other in before for other in candidates if other != place and self.comes_first(way, other, place)):
                return place
        return None

    def comes_first(self, way: Way, one: str, other: str) -> bool:
        """Whether no flow comes to ``other`` but through ``one``."""
        return all(other not in self.reach([target], without=one) for target in way.targets)

    def regions(self, way: Way) -> list[set[str]]:
        return [self.reach([target], without=self.places[way]) for target in way.targets]

    def faults(self) -> set[tuple[str, str]]:
        """All faults as the format words them: the code and the step."""
        reached = self.reach([self.definition.first_step])
        alive = {step for step in reached if self.reach([step]) & set(self.definition.outcomes)}
        found: set[tuple[str, str]] = set()
        forks = [way for way in self.forks if way.step in alive]
        for way in forks:
            place = self.places[way]
            if place is None:
                found.add(("fork-never-meets", way.step))
                continue
            regions = self.regions(way)
            if any(way.step in region for region in regions):
                found.add(("fork-reentered", way.step))
            elif any(count > 1 and step in self.ways for step, count in Counter(s for r in regions for s in r).items()):
                found.add(("fork-shares-step", way.step))
            if place in self.ways and not self.definition.steps[place].join:
                found.add(("join-missing", place))
        if all(self.places[way] for way in forks):
            met = {self.places[way] for way in forks}
            joins = [step.id for step in self.definition.steps.values() if step.join and step.id in alive]
            found |= {("join-without-fork", join) for join in joins if join not in met}
        return found


@dataclass(frozen=True)
class Token:
    """A flow: the step that is active for it, or the place where it waits, and the forks that are open around it."""

    at: str
    waits: bool
    forks: tuple[Way, ...]


Marking = frozenset[tuple[Token, int]]


class Fault(Exception):
    """What no case may come to."""


class Game:
    """All markings of one SOP."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle

    def first(self) -> Marking | str:
        return self.arrive([], self.oracle.definition.first_step, ())

    def moves(self, marking: Marking) -> Iterable[Marking | str]:
        tokens = [token for token, count in marking for _ in range(count)]
        for place, token in enumerate(tokens):
            if token.waits:
                continue
            others = tokens[:place] + tokens[place + 1 :]
            for way in self.oracle.ways[token.at]:
                yield self.take(others, token, way)

    def take(self, others: list[Token], token: Token, way: Way) -> Marking | str:
        forks = token.forks
        if len(way.targets) > 1:
            if any(way in other.forks for other in [token, *others]):
                raise Fault("forks again while open")
            forks = (*forks, way)
        marking: Marking | str = marking_of(others)
        for target in way.targets:
            if isinstance(marking, str):
                return marking
            marking = self.arrive([token for token, count in marking for _ in range(count)], target, forks)
        return marking

    def arrive(self, tokens: list[Token], target: str, forks: tuple[Way, ...]) -> Marking | str:
        oracle = self.oracle
        if target in oracle.at_once:
            return target
        while forks and oracle.places[forks[-1]] == target:
            waiting = Token(target, True, forks)
            tokens = [*tokens, waiting]
            if tokens.count(waiting) < len(forks[-1].targets):
                return marking_of(tokens)
            tokens = [token for token in tokens if token != waiting]
            forks = forks[:-1]
        if target in oracle.last:
            if tokens:
                raise Fault("ends while others go on")
            return target
        tokens = [*tokens, Token(target, False, forks)]
        active = Counter(token.at for token in tokens if not token.waits)
        if active[target] > 1:
            raise Fault("active twice")
        return marking_of(tokens)

    def play(self) -> int:
        """Go through all markings and return how many there are; raise ``Fault`` for what no case may come to."""
        first = self.first()
        assert not isinstance(first, str)
        before: dict[Marking, set[Marking]] = {first: set()}
        ending: set[Marking] = set()
        waiting = deque([first])
        while waiting:
            marking = waiting.popleft()
            for after in self.moves(marking):
                if isinstance(after, str):
                    ending.add(marking)
                    continue
                if after not in before:
                    before[after] = set()
                    waiting.append(after)
                before[after].add(marking)
            if len(before) > MOST_MARKINGS:
                raise OverflowError
        back = deque(ending)
        while back:
            for marking in before[back.popleft()] - ending:
                ending.add(marking)
                back.append(marking)
        if len(ending) < len(before):
            raise Fault("stuck")
        return len(before)


def marking_of(tokens: Iterable[Token]) -> Marking:
    return frozenset(Counter(tokens).items())


def faults_of(definition: Definition) -> set[tuple[str, str]]:
    return {(fault.code, fault.step) for fault in analyse(definition).faults}


def with_joins(lines: list[str], joins: Iterable[str]) -> Definition:
    return sketch("\n".join(line.replace(":", "&:", 1) if line.split(":")[0] in joins else line for line in lines))


@st.composite
def wild_definitions(draw: st.DrawFn) -> Definition:
    """Any flow, most with the joins where its forks meet, some with joins anywhere."""
    lines = draw(wild_flows())
    met = {place for place in Oracle(sketch("\n".join(lines))).places.values() if place}
    if draw(st.integers(0, 3)) == 0:
        met ^= draw(st.sets(st.sampled_from([line.split(":")[0] for line in lines]), max_size=2))
    return with_joins(lines, met)


@given(definition=wild_definitions())
@settings(max_examples=500, deadline=None)
def test_every_rule_is_broken_exactly_where_the_format_says_so(definition: Definition) -> None:
    reached = Oracle(definition).reach([definition.first_step])
    found = faults_of(definition)
    forks_and_joins = {fault for fault in found if not fault[0].startswith("step-")}
    assert forks_and_joins == Oracle(definition).faults()
    assert ("step-unreachable" in {code for code, _ in found}) == (reached < {*definition.steps, *reached})
    stranded = any(not Oracle(definition).reach([s]) & set(definition.outcomes) for s in reached & set(definition.steps))
    assert ("step-cannot-end" in {code for code, _ in found}) == stranded


@given(definition=wild_definitions())
@settings(max_examples=500, deadline=None)
def test_what_passes_is_sound_and_what_breaks_a_block_is_not(definition: Definition) -> None:
    codes = {code for code, _ in faults_of(definition)}
    event(str(sorted(codes)))
    if not codes:
        assert Game(Oracle(definition)).play() > 0
    elif codes <= {"fork-shares-step", "fork-reentered"}:
        with pytest.raises(Fault):
            Game(Oracle(definition)).play()


@given(text=sound_sketches(most=12))
@settings(max_examples=200, deadline=None)
def test_blocks_are_never_refused_and_are_sound(text: str) -> None:
    definition = sketch(text)
    assert analyse(definition).faults == ()
    oracle = Oracle(definition)
    assert dict(analyse(definition).meets) == oracle.places
    try:
        Game(oracle).play()
    except OverflowError:
        event("too many markings")
