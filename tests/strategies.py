"""Random SOPs as sketches: blocks that nest, and wild flows of which most break some rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hypothesis import assume
from hypothesis import strategies as st

from flow_oracle import Oracle
from sketches import sketch
from sopflow.definition.flow import analyse

if TYPE_CHECKING:
    from collections.abc import Callable

TERMS: Final = ("30 menit", "5 jam", "1 hari kerja", "3 hari kerja", "4 hari kalender", "hari yang sama", "1 x 24 jam")


@st.composite
def wild_flows(draw: st.DrawFn, most: int = 6) -> list[str]:
    """Lines of a sketch whose ways lead anywhere; nobody has said yet which steps are joins."""
    names = [f"s{number}" for number in range(draw(st.integers(3, most)))]
    ends = ["terbit", "terbit", "tolak", "gugur!"]
    lines = []
    for place, name in enumerate(names):
        below = names[place + 1 :] or ["terbit"]
        onward = st.sampled_from([*below[:2], *below[:2], *below, *below, *names, *ends])
        parted = below if len(below) > 1 and draw(st.integers(0, 3)) else names
        fork = st.lists(st.sampled_from(parted), min_size=2, max_size=3, unique=True).map("+".join)
        way = st.one_of(onward, onward, onward, fork)
        ways = draw(st.lists(way, min_size=1, max_size=3))
        named = [f"b{index}={target}" for index, target in enumerate(ways)] if len(ways) > 1 else ways
        if draw(st.integers(0, 5)) == 0:
            named.append(f"lapse={draw(way)}")
        lines.append(f"{name}: {' | '.join(named)}")
    return lines


@st.composite
def sound_sketches(draw: st.DrawFn, most: int = 9, terms: tuple[str, ...] = TERMS) -> str:
    """The sketch of a sound SOP: a series of tasks, decisions, loops and forks, one inside the other."""
    return _Writer(draw, most, terms).write()


@st.composite
def sound_wild_sketches(draw: st.DrawFn, most: int = 6, terms: tuple[str, ...] = TERMS) -> str:
    """The sketch of a wild flow that happens to be sound, its loops and forks in any order."""
    lines = draw(wild_flows(most))
    places = {place for place in Oracle(sketch("\n".join(lines))).places.values() if place}
    heads = ["".join([line.split(":")[0], "&" if line.split(":")[0] in places else ""]) for line in lines]
    timed = [
        f"{head}{draw(st.sampled_from(['', ' @warga']))} ({draw(st.sampled_from(terms))}):{line.split(':')[1]}"
        for head, line in zip(heads, lines, strict=True)
    ]
    text = "\n".join(timed)
    assume(not analyse(sketch(text)).faults)
    return text


@st.composite
def reworked_sketches(draw: st.DrawFn) -> str:
    """A sound sketch with a few more ways from anywhere to anywhere, each of which leaves it sound.

    These bring flows back into a block, and to its join, alone: what blocks one inside the other never do.
    """
    text = draw(sound_sketches())
    for number in range(draw(st.integers(1, 4))):
        lines = [line.split(": ") for line in text.splitlines()]
        line = draw(st.sampled_from(lines))
        target = draw(st.sampled_from([re.split(r"\W", head)[0] for head, _ in lines]))
        ways = [way if "=" in way else f"maju={way}" for way in line[1].split(" | ")]
        line[1] = " | ".join([*ways, f"lagi{number}={target}"])
        more = "\n".join(": ".join(line) for line in lines)
        text = text if analyse(sketch(more)).faults else more
    return text


class _Writer:
    """Writes blocks from the end to the start, so that each knows where it leads."""

    def __init__(self, draw: st.DrawFn, most: int, terms: tuple[str, ...]) -> None:
        self._draw = draw
        self._left = most
        self._terms = terms
        self._lines: list[str] = []
        self._joins: set[str] = set()

    def write(self) -> str:
        self._lines.append(self._line(self._series("terbit", alone=True), ""))
        return "\n".join(reversed(self._lines))

    def _series(self, onward: str, *, alone: bool) -> str:
        for _ in range(self._draw(st.integers(1, 3))):
            if self._left > 0:
                onward = self._pick()(onward, alone)
        return onward

    def _pick(self) -> Callable[[str, bool], str]:
        return self._draw(st.sampled_from([self._task, self._decision, self._loop, self._fork, self._lapse]))

    def _new(self, ways: str, join: bool = False) -> str:
        name = f"s{len(self._lines)}"
        self._left -= 1
        self._lines.append(self._line(ways, name, "&" if join else ""))
        return name

    def _line(self, ways: str, name: str, join: str = "") -> str:
        term = self._draw(st.sampled_from(["", *self._terms]))
        actor = self._draw(st.sampled_from(["", "", " @warga", " @jaga"]))
        return f"{name or 'mulai'}{join}{actor}{f' ({term})' if term else ''}: {ways}"

    def _task(self, onward: str, alone: bool) -> str:
        return self._new(onward)

    def _decision(self, onward: str, alone: bool) -> str:
        ways = [onward]
        for _ in range(self._draw(st.integers(1, 2))):
            chance = self._draw(st.integers(0, 9))
            if chance < 3:
                ways.append("gugur!" if chance else self._new("gugur!"))
            else:
                ways.append(self._series("tolak" if alone and chance < 5 else onward, alone=alone))
        order = self._draw(st.permutations(ways))
        return self._new(" | ".join(f"b{index}={target}" for index, target in enumerate(order)))

    def _loop(self, onward: str, alone: bool) -> str:
        head = f"k{len(self._lines)}"
        tail = self._new(" | ".join(self._draw(st.permutations([f"maju={onward}", f"ulang={head}"]))))
        body = self._series(tail, alone=alone)
        self._lines.append(self._line(body, head))
        self._left -= 1
        return head

    def _fork(self, onward: str, alone: bool) -> str:
        place = onward
        if onward in self._joins:
            place = onward if self._draw(st.booleans()) else self._join(onward)
        elif onward not in ("terbit", "tolak"):
            place = self._join(onward)
        flows = [place] if place in self._joins and self._draw(st.integers(0, 4)) == 0 else []
        for _ in range(self._draw(st.integers(2, 3)) - len(flows)):
            flow = self._series(place, alone=False)
            flows.append(self._new(place) if flow == place else flow)
        return self._new("+".join(flows))

    def _join(self, onward: str) -> str:
        name = self._new(onward, join=True)
        self._joins.add(name)
        return name

    def _lapse(self, onward: str, alone: bool) -> str:
        late = self._draw(st.sampled_from(["gugur!", onward]))
        term = self._draw(st.sampled_from(self._terms))
        name = f"s{len(self._lines)}"
        self._left -= 1
        self._lines.append(f"{name} ({term}): {onward} | lapse={late}")
        return name
