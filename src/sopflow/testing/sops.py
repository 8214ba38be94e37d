"""Random SOPs that are sound: series of tasks, decisions, rework and forks, one inside the other, written as YAML.

Each is drawn as a tree of blocks first and written from top to bottom then, so that every input is there when it is
needed and every decision has exactly one answer. It must not know cases.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from sopflow.loading import loads

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopflow.procedure import Procedure

    Draw = Callable[[st.SearchStrategy[Any]], Any]

TERMS: Final = (
    "30 menit", "5 jam", "1 hari kerja", "3 hari kerja", "4 hari kalender", "1 minggu", "hari yang sama", "1 x 24 jam",
)  # fmt: skip
_ACTORS: Final = ("loket", "kasi", "warga", "jaga")
_EXTERNAL: Final = ("berkas", "lampiran")


def procedures(max_steps: int = 8) -> st.SearchStrategy[Procedure]:
    """Random sound SOPs of about ``max_steps`` steps at most, loaded."""
    return sop_texts(max_steps).map(loads)


@st.composite
def sop_texts(draw: st.DrawFn, max_steps: int = 8) -> str:
    """Random sound SOPs of about ``max_steps`` steps at most, as YAML (written as JSON, which is YAML)."""
    blocks = _Drawer(draw, max_steps).series(depth=0, alone=True)
    writer = _Writer(draw)
    writer.series(blocks, "selesai", frozenset(), alone=True)
    return json.dumps(writer.sop(), ensure_ascii=False, indent=1)


@dataclass(frozen=True)
class _Block:
    """Part of an SOP: a ``task``, or a ``decision``, ``loop`` or ``fork`` over ``parts``."""

    kind: str
    name: str
    parts: tuple[tuple[_Block, ...], ...] = ()


class _Drawer:
    """Draws the tree of blocks."""

    def __init__(self, draw: st.DrawFn, most: int) -> None:
        self._draw = draw
        self._left = most
        self._drawn = 0

    def series(self, *, depth: int, alone: bool) -> tuple[_Block, ...]:
        kinds = ["task", "task", "decision", "loop", "fork"] if depth < 3 else ["task"]
        blocks: list[_Block] = []
        for _ in range(self._draw(st.integers(1, 3))):
            if self._left <= 0 and blocks:
                break
            kind = self._draw(st.sampled_from(kinds)) if self._left > 2 else "task"
            self._drawn += 1
            blocks.append(_Block(kind, f"s{self._drawn}", self._parts(kind, depth, alone)))
        return tuple(blocks)

    def _parts(self, kind: str, depth: int, alone: bool) -> tuple[tuple[_Block, ...], ...]:
        self._left -= 1 if kind in {"task", "decision"} else 2
        if kind == "task":
            return ()
        if kind == "loop":
            return (self.series(depth=depth + 1, alone=alone),)
        number = self._draw(st.integers(2, 3))
        if kind == "fork":
            return tuple(self.series(depth=depth + 1, alone=False) for _ in range(number))
        some = (self._draw(st.booleans()) for _ in range(number))
        return tuple(self.series(depth=depth + 1, alone=alone) if filled else () for filled in some)


@dataclass
class _Writer:
    """Writes blocks as steps; documents in hand are known at each place."""

    draw: st.DrawFn
    steps: list[dict[str, Any]] = field(default_factory=list)
    data: dict[str, dict[str, Any]] = field(default_factory=dict)
    produced: list[str] = field(default_factory=list)
    ends: set[str] = field(default_factory=set)

    def sop(self) -> dict[str, Any]:
        """The whole SOP, once its steps are written."""
        draw = self.draw
        found: dict[str, Any] = {
            "sop": "acak",
            "version": "1",
            "title": "SOP acak",
            "day_counting": "working",
            "actors": {
                "loket": "Petugas Loket",
                "kasi": "Kepala Seksi",
                "warga": {"name": "Warga", "external": True},
                "jaga": {"name": "Petugas Jaga", "calendar": "24-jam"},
            },
            "documents": {
                **{name: {"name": name.capitalize(), "external": True} for name in _EXTERNAL},
                "peraturan": {"name": "Peraturan", "on_hand": True},
                **{name: f"Dokumen {name}" for name in self.produced},
            },
            "data": self.data or {"catatan": {"type": "string"}},
            "steps": self.steps,
            "outcomes": {"selesai": "Selesai", **{end: _END[end] for end in sorted(self.ends)}},
        }
        if draw(st.booleans()):
            found["service_time"] = {"duration": draw(st.sampled_from(["10 hari kerja", "1 bulan"]))}
            if draw(st.booleans()):
                found["service_time"]["from"] = draw(st.sampled_from([step["id"] for step in self.steps]))
            if draw(st.booleans()):
                found["service_time"]["extension"] = "5 hari kerja"
        return found

    def series(
        self, blocks: tuple[_Block, ...], onward: str, in_hand: frozenset[str], *, alone: bool
    ) -> frozenset[str]:
        """Write blocks that lead to ``onward``; return the documents that are in hand then."""
        for place, block in enumerate(blocks):
            following = self._name(blocks[place + 1]) if place + 1 < len(blocks) else onward
            in_hand = self._block(block, following, in_hand, alone)
        return in_hand

    def _name(self, block: _Block) -> str:
        """The step that a block begins with: its own, or for rework that of what is done again."""
        return self._name(block.parts[0][0]) if block.kind == "loop" else block.name

    def _block(self, block: _Block, onward: str, in_hand: frozenset[str], alone: bool) -> frozenset[str]:
        if block.kind == "task":
            return self._task(block, onward, in_hand)
        if block.kind == "loop":
            return self._loop(block, onward, in_hand, alone)
        if block.kind == "fork":
            return self._fork(block, onward, in_hand)
        return self._decision(block, onward, in_hand, alone)

    def _step(self, name: str, in_hand: frozenset[str]) -> dict[str, Any]:
        draw = self.draw
        step: dict[str, Any] = {"id": name, "actor": draw(st.sampled_from(_ACTORS)), "activity": f"Mengerjakan {name}"}
        term = draw(st.sampled_from(["", *TERMS]))
        if term:
            step["duration"] = term
            self._notices(step, term)
        wanted = draw(st.lists(st.sampled_from([*sorted(in_hand), *_EXTERNAL, "peraturan"]), max_size=2, unique=True))
        inputs: list[Any] = list(wanted)
        if draw(st.integers(0, 5)) == 0:
            inputs = [{"any_of": list(_EXTERNAL)}]
        if inputs:
            step["inputs"] = inputs
        self.steps.append(step)
        return step

    def _notices(self, step: dict[str, Any], term: str) -> None:
        """Write who hears of the due date of a step."""
        kind = self.draw(st.sampled_from(["none", "none", "remind", "escalate", "both"]))
        if kind in {"remind", "both"}:
            step["remind"] = {"before": "10 menit" if term in {"30 menit", "5 jam"} else "1 jam"}
        if kind in {"escalate", "both"}:
            step["escalate"] = [{"to": "kasi"}, {"after": "1 hari kerja", "to": ["kasi", "loket"]}]

    def _task(self, block: _Block, onward: str, in_hand: frozenset[str]) -> frozenset[str]:
        step = self._step(self._name(block), in_hand)
        step["next"] = onward
        kind = self.draw(st.sampled_from(["plain", "plain", "output", "optional", "lapse"]))
        if kind == "optional":
            step["optional"] = True
        elif kind == "lapse" and "duration" in step:
            step["on_overdue"] = {
                "label": "Lewat waktu",
                "next": self.draw(st.sampled_from([onward, self._end("gugur")])),
            }
        elif kind == "output":
            document = f"d{len(self.produced)}"
            self.produced.append(document)
            step["outputs"] = [document]
            return in_hand | {document}
        return in_hand

    def _end(self, name: str) -> str:
        self.ends.add(name)
        return name

    def _loop(self, block: _Block, onward: str, in_hand: frozenset[str], alone: bool) -> frozenset[str]:
        tail = block.name
        after = self.series(block.parts[0], tail, in_hand, alone=alone)
        step = self._step(tail, after)
        self._branches(step, [("maju", onward), ("ulang", self._name(block))])
        return after

    def _fork(self, block: _Block, onward: str, in_hand: frozenset[str]) -> frozenset[str]:
        split = self._step(self._name(block), in_hand)
        split["next"] = [self._name(flow[0]) for flow in block.parts]
        join = f"{block.name}_temu"
        after = frozenset().union(*(self.series(flow, join, in_hand, alone=False) for flow in block.parts))
        step = self._step(join, after)
        step |= {"join": "all", "next": onward}
        return after

    def _decision(self, block: _Block, onward: str, in_hand: frozenset[str], alone: bool) -> frozenset[str]:
        step = self._step(self._name(block), in_hand)
        ways, after = [], []
        for number, part in enumerate(block.parts):
            target = self._name(part[0]) if part else onward
            if not part and number and self.draw(st.integers(0, 2)) == 0:
                target = self._end("ditolak" if alone and self.draw(st.booleans()) else "gugur")
            ways.append((f"b{number}", target))
            after.append(self.series(part, onward, in_hand, alone=alone))
        self._branches(step, ways)
        return frozenset.intersection(*after)

    def _branches(self, step: dict[str, Any], ways: list[tuple[str, str]]) -> None:
        """Write the ways out of a decision: chosen by the actor, or decided by a fact."""
        branches: list[dict[str, Any]] = [{"id": branch, "next": target} for branch, target in ways]
        step["branches"] = branches
        kind = self.draw(st.sampled_from(["choice", "flag", "number", "word"]))
        if kind == "choice":
            return
        fact = f"f{len(self.data)}"
        if kind == "flag" and len(ways) == 2:
            self.data[fact] = {"type": "boolean"}
            conditions: list[Any] = [True, False]
        elif kind == "number":
            self.data[fact] = {"type": "integer", "minimum": 0, "maximum": 100}
            limits = [0, *(100 * place // len(ways) for place in range(1, len(ways))), 101]
            conditions = [{"minimum": low, "exclusiveMaximum": high} for low, high in pairwise(limits)]
        else:
            words = [f"w{place}" for place in range(len(ways) + 1)]
            self.data[fact] = {"type": "string", "enum": words}
            conditions = [*words[: len(ways) - 1], None]
        for branch, condition in zip(branches, conditions, strict=True):
            branch.update({"otherwise": True} if condition is None else {"when": {fact: condition}})
        if self.draw(st.integers(0, 3)):
            step["sets"] = [fact]


_END: Final = {"ditolak": "Ditolak", "gugur": {"name": "Gugur", "ends_case": True}}
