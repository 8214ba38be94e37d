"""How many cases a search tries: a few in everyday tests, many times as many under ``make fuzz``."""

from __future__ import annotations

import os
from typing import Final


def tries(everyday: int) -> int:
    """Return how many cases to try; the environment variable SOPFLOW_EFFORT multiplies the everyday number."""
    return everyday * int(os.environ.get("SOPFLOW_EFFORT", "1"))


EVERYDAY: Final = "SOPFLOW_EFFORT" not in os.environ
"""Whether this is no fuzzing. Laws about how drawings look are then tried on the same cases each time, so that a change
that has nothing to do with them does not fall over a rare one."""
