"""What the rules of flow promise, held against all markings that an SOP can reach, and case by case.

The oracle is naive on purpose: it finds where a fork meets by leaving out one place after the other, and then plays
every move that the words of the format allow.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from flow_oracle import Oracle
from sketches import sketch
from sopflow.definition.flow import analyse
from strategies import sound_sketches, wild_flows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Definition, Exit

MOST_MARKINGS: Final = 1_500
EXAMPLES: Final = settings().max_examples * 2


@dataclass(frozen=True)
class Token:
    """A flow: the step that is active for it, or the place where it waits, and the forks that are open around it."""

    at: str
    waits: bool
    forks: tuple[Exit, ...]


Marking = frozenset[tuple[Token, int]]


class FaultError(Exception):
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
            for way in self.oracle.exits[token.at]:
                yield self.take(others, token, way)

    def take(self, others: list[Token], token: Token, way: Exit) -> Marking | str:
        forks = token.forks
        if len(way.targets) > 1:
            if any(way in other.forks for other in [token, *others]):
                raise FaultError("forks again while open")
            forks = (*forks, way)
        marking: Marking | str = marking_of(others)
        for target in way.targets:
            if isinstance(marking, str):
                return marking
            marking = self.arrive([token for token, count in marking for _ in range(count)], target, forks)
        return marking

    def arrive(self, tokens: list[Token], target: str, forks: tuple[Exit, ...]) -> Marking | str:
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
                raise FaultError("ends while others go on")
            return target
        tokens = [*tokens, Token(target, False, forks)]
        active = Counter(token.at for token in tokens if not token.waits)
        if active[target] > 1:
            raise FaultError("active twice")
        return marking_of(tokens)

    def play(self) -> int:
        """Go through all markings and return how many there are; raise ``FaultError`` for what no case may come to."""
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
            raise FaultError("stuck")
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
@settings(max_examples=EXAMPLES)
def test_every_rule_is_broken_exactly_where_the_format_says_so(definition: Definition) -> None:
    reached = Oracle(definition).reach([definition.first_step])
    found = faults_of(definition)
    forks_and_joins = {fault for fault in found if not fault[0].startswith("step-")}
    assert forks_and_joins == Oracle(definition).faults()
    assert ("step-unreachable" in {code for code, _ in found}) == (reached < {*definition.steps, *reached})
    stranded = any(
        not Oracle(definition).reach([s]) & set(definition.outcomes) for s in reached & set(definition.steps)
    )
    assert ("step-cannot-end" in {code for code, _ in found}) == stranded


@given(definition=wild_definitions())
@settings(max_examples=EXAMPLES)
def test_what_passes_is_sound_and_what_breaks_a_block_is_not(definition: Definition) -> None:
    codes = {code for code, _ in faults_of(definition)}
    event(str(sorted(codes)))
    if not codes:
        assert Game(Oracle(definition)).play() > 0
    elif codes <= {"fork-shares-step", "fork-reentered"}:
        with pytest.raises(FaultError):
            Game(Oracle(definition)).play()


@given(definition=wild_definitions())
def test_the_ways_of_a_fault_show_it(definition: Definition) -> None:
    """Each leads from step to step, from the step of the fault to what the sentence says of it."""
    flow = analyse(definition)
    for fault in flow.faults:
        for way in fault.ways:
            assert way[0] == (fault.others[0] if fault.code == "join-missing" else fault.step)
            assert all(following in flow.successors[step] for step, following in pairwise(way))
        ends = [way[-1] for way in fault.ways]
        match fault.code:
            case "step-cannot-end":
                assert [end in way[:-1] for end, way in zip(ends, fault.ways, strict=True)] == [True]
            case "fork-reentered":
                assert ends == [fault.step]
            case "fork-shares-step":
                assert ends == [fault.others[0]] * 2
                assert len({way[1] for way in fault.ways}) == 2
            case "fork-never-meets":
                assert {way[1] for way in fault.ways} <= set(fault.others)
                assert set(ends) <= set(definition.outcomes)
            case "join-missing":
                assert set(ends) == {fault.step}
                assert len({way[1] for way in fault.ways}) == len(fault.ways) > 1
            case _:
                assert ends == []


@given(text=sound_sketches(most=9))
def test_blocks_are_never_refused_and_are_sound(text: str) -> None:
    definition = sketch(text)
    assert analyse(definition).faults == ()
    oracle = Oracle(definition)
    assert dict(analyse(definition).meets) == oracle.places
    try:
        Game(oracle).play()
    except OverflowError:
        event("too many markings")


BROKEN: Final = {
    "flows of a fork that end in two outcomes": (
        "a: b+c \n b: terbit \n c: tolak",
        [("fork-never-meets", "a", ("b", "c"))],
    ),
    "a flow that can only end the case": (
        "a: b+c \n b: d \n c: gugur! \n d: terbit",
        [("fork-never-meets", "a", ("b", "c"))],
    ),
    "a meeting place that does not wait": (
        "a: b+c \n b: d \n c: d \n d: terbit",
        [("join-missing", "d", ("a",))],
    ),
    "a join where no fork meets": (
        "a: b \n b&: terbit",
        [("join-without-fork", "b", ())],
    ),
    "a join beside the place where the fork meets": (
        "a: b+c \n b: d \n c&: d \n d&: terbit",
        [("join-without-fork", "c", ())],
    ),
    "a step that two flows pass before they meet": (
        "a: b+c \n b: x=d|y=e \n c: d \n d: e \n e&: terbit",
        [("fork-shares-step", "a", ("d",))],
    ),
    "a step that two flows pass on their way to the end of the case": (
        "a: b+c \n b: d|lapse=tutup \n c: d|lapse=tutup \n tutup: gugur! \n d&: terbit",
        [("fork-shares-step", "a", ("tutup",))],
    ),
    "two of three flows that share a step": (
        "a: b+c+d \n b: e \n c: e \n d: f \n e: f \n f&: terbit",
        [("fork-shares-step", "a", ("e",))],
    ),
    "a flow that comes back to the fork": (
        "a: b+c \n b: x=d|y=a \n c: d \n d&: terbit",
        [("fork-reentered", "a", ("a",))],
    ),
    "a flow that comes back to a step before the fork": (
        "a: b \n b: c+d \n c: x=e|y=a \n d: e \n e&: terbit",
        [("fork-reentered", "b", ("b",))],
    ),
    "an overdue flow that comes back to the fork": (
        "a: b+c \n b: d|lapse=a \n c: d \n d&: terbit",
        [("fork-reentered", "a", ("a",))],
    ),
    "two forks, each with a fault of its own": (
        "a: b+c \n b: d \n c: d \n d: e+f \n e: g|lapse=d \n f: g \n g&: terbit",
        [("join-missing", "d", ("a",)), ("fork-reentered", "d", ("d",))],
    ),
    "a fork that never meets keeps quiet about joins": (
        "a: b+c \n b&: terbit \n c: tolak",
        [("fork-never-meets", "a", ("b", "c"))],
    ),
    "what nothing leads to, named once": (
        "a: terbit \n b: c \n c: b",
        [("step-unreachable", "b", ())],
    ),
    "what leads nowhere, named once": (
        "a: x=b|y=terbit \n b: c \n c: b",
        [("step-cannot-end", "b", ())],
    ),
    "two traps that have nothing to do with each other": (
        "a: x=b|y=c|z=terbit \n b: b \n c: c",
        [("step-cannot-end", "b", ()), ("step-cannot-end", "c", ())],
    ),
}

SOUND: Final = {
    "one flow, a decision, rework": ("a: x=b|y=a \n b: x=terbit|y=tolak", {}),
    "flows that meet at a step": ("a: b+c \n b: d \n c: d \n d&: terbit", {"a": "d"}),
    "flows that meet at an outcome": ("a: b+c \n b: terbit \n c: terbit", {"a": "terbit"}),
    "a flow that is at the meeting place from the start": ("a: b+d \n b: d \n d&: terbit", {"a": "d"}),
    "three forks that meet in one place": (
        "a: b+c \n b: d+e \n d: f+g \n c: h \n e: h \n f: h \n g: h \n h&: terbit",
        {"a": "h", "b": "h", "d": "h"},
    ),
    "a fork inside a fork, with a place of its own": (
        "a: b+c \n b: d+e \n d: f \n e: f \n f&: g \n c: g \n g&: terbit",
        {"a": "g", "b": "f"},
    ),
    "a fork inside that meets where the one around it does, at an outcome": (
        "a: b+c \n b: d+e \n d: terbit \n e: terbit \n c: terbit",
        {"a": "terbit", "b": "terbit"},
    ),
    "a branch that forks and one that goes round": ("a: x=b+c|y=d \n b: d \n c: d \n d&: terbit", {"a x": "d"}),
    "two branches that fork to one place": (
        "a: x=b+c|y=d+e \n b: f \n c: f \n d: f \n e: f \n f&: terbit",
        {"a x": "f", "a y": "f"},
    ),
    "an overdue way that forks": ("a: d|lapse=b+c \n b: d \n c: d \n d&: terbit", {"a on_overdue": "d"}),
    "a flow that a decision splits": ("a: b+c \n b: x=d|y=e \n d: f \n e: f \n c: f \n f&: terbit", {"a": "f"}),
    "ways that end the case are left out": (
        "a: b+c \n b: x=d|y=gugur! \n c: d|lapse=tutup \n tutup: gugur! \n d&: terbit",
        {"a": "d"},
    ),
    "a loop inside a flow": ("a: b+c \n b: x=d|y=b \n c: d \n d&: terbit", {"a": "d"}),
    "rework after the flows have met, to before the fork": (
        "a: b \n b: c+d \n c: e \n d: e \n e&: x=terbit|y=a",
        {"b": "e"},
    ),
    "rework after the flows have met, into one of them: a lone flow passes the join": (
        "a: b+c \n b: d \n c: d \n d&: x=terbit|y=b",
        {"a": "d"},
    ),
    "a join that forks itself": ("a: x=b+c|y=terbit \n b: a \n c: a".replace("a:", "a&:", 1), {"a x": "a"}),
    "a join that forks on": (
        "a: b+c \n b: d \n c: d \n d&: e+f \n e: g \n f: g \n g&: terbit",
        {"a": "d", "d": "g"},
    ),
}


def case(text: str) -> Definition:
    return sketch(text.replace(" \n ", "\n"))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named_with_its_step(name: str) -> None:
    text, expected = BROKEN[name]
    assert [(fault.code, fault.step, fault.others) for fault in analyse(case(text)).faults] == expected


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_flow_passes_and_its_forks_meet(name: str) -> None:
    text, meets = SOUND[name]
    flow = analyse(case(text))
    assert flow.faults == ()
    assert {" ".join(filter(None, (way.step, way.branch))): place for way, place in flow.meets.items()} == meets
    assert Game(Oracle(case(text))).play() > 0


@pytest.mark.parametrize("name", [name for name in BROKEN if "share" in name or "pass" in name or "comes back" in name])
def test_a_block_that_is_none_strands_or_doubles_a_case(name: str) -> None:
    with pytest.raises(FaultError):
        Game(Oracle(case(BROKEN[name][0]))).play()


def test_nothing_is_said_about_what_hangs_on_steps_whose_ways_are_not_known() -> None:
    forked = case("a: b+c \n b: d \n c: terbit \n d: tolak")
    assert [fault.code for fault in analyse(forked).faults] == ["fork-never-meets"]
    assert analyse(forked, uncertain=["d"]).faults == ()
    lost = case("a: terbit \n b: terbit")
    assert [fault.code for fault in analyse(lost).faults] == ["step-unreachable"]
    assert analyse(lost, uncertain=["a"]).faults == ()
    endless = case("a: x=b|y=terbit \n b: c \n c: b")
    assert analyse(endless, uncertain=["c"]).faults == ()
    join = case("a: b \n b&: c+d \n c: terbit \n d: terbit")
    assert [fault.code for fault in analyse(join).faults] == ["join-without-fork"]
    assert analyse(join, uncertain=["d"]).faults == ()


def test_deep_nesting_and_many_flows_are_no_trouble() -> None:
    deep = 400
    lines = [f"f{i}: {f'f{i + 1}' if i + 1 < deep else 'dalam'}+p{i}" for i in range(deep)]
    lines += [f"dalam: j{deep - 1}"]
    lines += [f"p{i}: j{i}\nj{i}&: {f'j{i - 1}' if i else 'terbit'}" for i in reversed(range(deep))]
    flow = analyse(sketch("\n".join(lines)))
    assert flow.faults == ()
    assert {way.step: place for way, place in flow.meets.items()} == {f"f{i}": f"j{i}" for i in range(deep)}
    wide = [f"w{i}: temu" for i in range(2_000)]
    star = sketch("\n".join(["mulai: " + "+".join(f"w{i}" for i in range(2_000)), *wide, "temu&: terbit"]))
    assert set(analyse(star).meets.values()) == {"temu"}
    assert analyse(star).faults == ()
