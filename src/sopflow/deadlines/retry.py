"""How often something is tried that has failed. It must not know what."""

from __future__ import annotations

from dataclasses import dataclass

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Retry:
    """Waits double from ``first`` to ``most`` seconds; after ``days`` days it is given up.

    A mail server may be away for a day, and over a weekend.
    """

    first: float = 60
    most: float = 3600
    days: float = 3

    def wait(self, attempts: int) -> float | None:
        """Return how many seconds to wait after so many attempts, None where that was the last one."""
        waited, wait = 0.0, self.first
        for _ in range(attempts - 1):
            waited += wait
            wait = min(2 * wait, self.most)
            if waited > self.days * _DAY:
                return None
        return wait if waited + wait <= self.days * _DAY else None
