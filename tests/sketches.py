"""SOPs in a few lines, for tests: a sketch says only what is about flow and time.

One step a line, ``id& @actor #calendar (duration): ways``, where only the id and the ways have to be; ``&`` is
``join: all``, the actor ``warga`` is external. Ways are parted by ``|``, ``lengkap=tinjau+susun`` is a branch that
forks; where a step does not decide, its way has no name. ``lapse=`` is the overdue way. What is no step is an
outcome, one that ends the case has an exclamation mark.
"""

from __future__ import annotations

import re
from typing import Final

from sopflow.definition.flow import analyse
from sopflow.definition.model import ON_OVERDUE, Actor, Branch, Definition, Outcome, Step
from sopflow.duration import Duration

_LINE: Final = re.compile(
    r"(?P<id>\w+)(?P<join>&?)(?: @(?P<actor>\w+))?(?: #(?P<calendar>[\w-]+))?(?: \((?P<duration>[^)]+)\))?:"
    r" *(?P<ways>.+)"
)
ACTORS: Final = {
    "petugas": Actor("petugas", "Petugas"),
    "warga": Actor("warga", "Warga", external=True),
    "jaga": Actor("jaga", "Petugas jaga", calendar="24-jam"),
}


def sketch(text: str, calendar: str = "id-asn") -> Definition:
    """The definition of a sketch, sound or not."""
    lines = [line.strip() for line in text.strip().splitlines()]
    matches = [_LINE.fullmatch(line) for line in lines]
    assert all(matches), lines
    parts = [match.groupdict() for match in matches if match]
    steps = {part["id"]: _step(number, part) for number, part in enumerate(parts, 1)}
    targets = [target for part in parts for way in part["ways"].split("|") for target in _targets(way)]
    ends = {name.rstrip("!"): name.endswith("!") for name in targets if name not in steps}
    outcomes = {name: Outcome(name, name.capitalize(), ends_case=at_once) for name, at_once in ends.items()}
    return Definition("coba", "1", "Coba", ACTORS, steps, outcomes, calendar=calendar)


def sound(text: str, calendar: str = "id-asn") -> Definition:
    """The definition of a sketch that breaks no rule of flow."""
    definition = sketch(text, calendar)
    assert analyse(definition).faults == ()
    return definition


def _step(number: int, part: dict[str, str]) -> Step:
    ways = part["ways"].split("|")
    named = [_branch(way) for way in ways if "=" in way]
    following = [way for way in ways if "=" not in way]
    return Step(
        id=part["id"],
        number=str(number),
        actor=part["actor"] or "petugas",
        activity=f"Mengerjakan {part['id']}",
        duration=Duration.parse(part["duration"]) if part["duration"] else None,
        next=tuple(target.rstrip("!") for target in _targets(following[0])) if following else (),
        branches=tuple(branch for branch in named if branch.id != ON_OVERDUE),
        on_overdue=next((branch for branch in named if branch.id == ON_OVERDUE), None),
        join=bool(part["join"]),
        calendar=part["calendar"],
    )


def _branch(way: str) -> Branch:
    name = way.split("=", maxsplit=1)[0].strip()
    return Branch(ON_OVERDUE if name == "lapse" else name, name, tuple(target.rstrip("!") for target in _targets(way)))


def _targets(way: str) -> list[str]:
    return [target.strip() for target in way.rpartition("=")[2].split("+")]
