"""How many cases a search tries: a few in everyday tests, many times as many under ``make fuzz``."""

from __future__ import annotations

import os


def tries(everyday: int) -> int:
    """Return how many cases to try; the environment variable SOPFLOW_EFFORT multiplies the everyday number."""
    return everyday * int(os.environ.get("SOPFLOW_EFFORT", "1"))
