"""A process that gives random commands to shared cases, and says before each what it tries and after each what came.

    python store_worker.py URL NAME COMMANDS SEED CASE...

Each line is JSON: ``{"try": key}``, then ``{"done": key, "case", "seq", "name", "args", "kwargs"}`` once it is stored,
or ``{"refused": key, "code"}``.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sopflow import Person, Rejected
from sopflow.store import Store
from sopflow.testing.attempts import completions

if TYPE_CHECKING:
    from sopflow import Case

Told = tuple[str, list[Any], dict[str, Any]]


def some_command(case: Case, name: str, dice: random.Random) -> Told:
    """Return a command that may be right: in JSON, so that it can be given again elsewhere."""
    at = max(event.at for event in case.events).isoformat()
    given = {"by": "kepala", "at": at}
    steps = sorted(case.tasks) or ["terima"]
    if case.status == "suspended":
        if dice.random() < 0.5:
            return "resume", [], {**given, "restart": dice.random() < 0.2}
        return "attach", [["berkas"]], given
    chosen = dice.random()
    ways = [attempt for attempt, _ in completions(case)] if chosen < 0.75 else []
    if ways:
        attempt = dice.choice(ways)
        kwargs = {key: value for key, value in attempt.kwargs.items() if value}
        by = kwargs["by"]
        kwargs["by"] = {"id": by.id, "roles": sorted(by.roles)} if isinstance(by, Person) else by
        kwargs["at"] = max(attempt.kwargs["at"], datetime.fromisoformat(at)).isoformat()
        return attempt.name, list(attempt.args), kwargs
    others: list[Told] = [
        ("revert", [], {**given, "reason": f"salah klik {name}"}),
        ("assign", [dice.choice(steps), name], given),
        ("record", [{"luas": dice.randrange(100)}], given),
        ("extend", [dice.choice(steps)], {**given, "to": "1 hari kerja", "reason": "hujan"}),
        ("suspend", [], {**given, "reason": "banjir"}),
    ]
    return dice.choice(others)


def give(target: Any, told: Told) -> Any:
    """Give a command to a case, stored or not."""
    name, args, kwargs = told
    by = kwargs["by"]
    kwargs = {**kwargs, "by": Person(by["id"], roles=by["roles"]) if isinstance(by, dict) else by}
    return getattr(target, name)(*args, **kwargs)


def main() -> None:
    """Do what the command line says."""
    url, name, commands, seed, *ids = sys.argv[1:]
    dice = random.Random(int(seed))

    def say(**line: Any) -> None:
        print(json.dumps(line), flush=True)

    with Store(url, create=False) as store:
        for number in range(int(commands)):
            id, key = dice.choice(ids), f"{name}-{seed}-{number}"
            case = store.case(id)
            told = some_command(case, name, dice)
            say(**{"try": key})
            try:
                after = give(store.on(id, seen=case.seq, key=key), told)
            except Rejected as refused:
                say(refused=key, code=refused.code)
            else:
                say(done=key, case=id, seq=after.seq, name=told[0], args=told[1], kwargs=told[2])


if __name__ == "__main__":
    main()
