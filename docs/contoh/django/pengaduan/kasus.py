"""The store, opened once for each process; it opens connections of its own in workers that are forked."""

import os
from datetime import datetime
from typing import Any

import sopflow
from sopflow.store import Store

sop = sopflow.load(os.environ.get("SOP", "procedures/pengaduan-tidak-langsung.yaml"))
store = Store(os.environ.get("SOPFLOW_DB", "sqlite:///kasus.db"))


def now() -> datetime:
    """Return what time it is where the office is."""
    return datetime.now(sop.calendar.timezone)


def shown(case: sopflow.Case) -> dict[str, Any]:
    """Return a case as JSON takes it; ``seq`` comes back with the next command, as what its sender has seen."""
    return {**case.to_dict(now()), "seq": case.seq}
