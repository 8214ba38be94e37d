"""Small SOPs for the tests of what is drawn and printed."""

from __future__ import annotations

from typing import Any

from sopflow.definition.condition import Condition, Predicate
from sopflow.definition.model import Actor, Branch, Definition, Outcome, Step
from sopflow.duration import Duration


def one_step(activity: str = "Memeriksa", **parts: Any) -> Definition:
    """Return an SOP of one step; ``parts`` are those of the step."""
    step = Step("periksa", "1", "loket", activity, **{"next": ("selesai",), **parts})
    return sop({"periksa": step})


def deciding(label: str = "Lengkap", *, title: str = "Judul", outcome: str = "Selesai") -> Definition:
    """Return an SOP with a decision, a fork behind it, an overdue way and an optional step."""
    branches = (Branch("a", label, ("satu", "dua")), Branch("b", "Tidak", ("selesai",)))
    late = Branch("on_overdue", "Lewat waktu", ("selesai",))
    steps = [
        Step("periksa", "1", "loket", "Memeriksa", duration=Duration.parse("3 hari kerja"), branches=branches,
             on_overdue=late),
        Step("satu", "2", "loket", "Satu", next=("temu",)),
        Step("dua", "3", "loket", "Dua", next=("temu",), optional=True),
        Step("temu", "4", "loket", "Temu", next=("selesai",), join=True),
    ]  # fmt: skip
    return sop({step.id: step for step in steps}, title=title, outcome=outcome)


def sop(steps: dict[str, Step], *, title: str = "Judul", outcome: str = "Selesai", **parts: Any) -> Definition:
    """Return an SOP with one actor and one outcome."""
    return Definition(
        id="contoh",
        version="1",
        title=title,
        actors={"loket": Actor("loket", "Petugas Loket")},
        steps=steps,
        outcomes={"selesai": Outcome("selesai", outcome)},
        **parts,
    )


def condition(**schemas: dict[str, object]) -> Condition:
    """Return a condition whose tests all have to hold."""
    return Condition((tuple(Predicate(fact, schema) for fact, schema in schemas.items()),))
