"""Where a case stands: its tasks and their terms, what is known and in hand, and what can still be taken back.

It must not know how it got there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from sopflow.engine.events import Left, Promise
from sopflow.engine.routing import Arrival, Fork, Waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopflow.duration import Duration

Status = Literal["open", "suspended", "closed", "withdrawn", "cancelled"]
ENDED: Final = frozenset({"closed", "withdrawn", "cancelled"})
"""The statuses in which nothing more can happen, but that a completion which closed the case is taken back."""


Pause = tuple["datetime", "datetime"]


class Term(NamedTuple):
    """A term that runs: its length, when it started, when it is due, and what has moved it since.

    It was moved by suspensions (from when until when), by longer terms, and to instants that somebody set. ``unpaused``
    is when it was due before the last suspension, for one that touches it, None where it was counted anew since.
    """

    duration: Duration
    arrivals: tuple[Arrival, ...]
    promise: Promise
    moves: tuple[Pause | Duration | datetime, ...] = ()
    unpaused: Promise | None = None

    def touches(self, pause: Pause) -> bool:
        """Return whether a suspension begins where the last one ended, so that both are one."""
        last = self.moves[-1] if self.moves else None
        return isinstance(last, tuple) and last[1] == pause[0]

    def after(self, pause: Pause, promise: Promise) -> Term:
        """Return the term after a suspension, due as ``promise`` says."""
        if not self.touches(pause):
            return self._replace(promise=promise, moves=(*self.moves, pause), unpaused=self.promise)
        *before, last = self.moves
        assert isinstance(last, tuple)
        return self._replace(promise=promise, moves=(*before, (last[0], pause[1])))

    def longer(self, to: Duration | datetime, promise: Promise) -> Term:
        """Return the term with a later deadline."""
        return self._replace(promise=promise, moves=(*self.moves, to))


class Active(NamedTuple):
    """A task that somebody has to do: which one, since when, in which forks its flow lies, and its time limit.

    The time limit stands here field by field, since a task begins with every completion; ``term`` has it in one.
    """

    step: str
    visit: int
    since: datetime
    forks: tuple[Fork, ...]
    duration: Duration | None
    arrivals: tuple[Arrival, ...]
    promise: Promise | None
    moves: tuple[Pause | Duration | datetime, ...] = ()
    unpaused: Promise | None = None
    assignee: str | None = None

    @property
    def term(self) -> Term | None:
        """The term that runs, None where the task has no time limit."""
        if self.duration is None or self.promise is None:
            return None
        return Term(self.duration, self.arrivals, self.promise, self.moves, self.unpaused)

    def with_term(self, term: Term) -> Active:
        """Return the task with another term."""
        _, arrivals, promise, moves, unpaused = term
        return self._replace(arrivals=arrivals, promise=promise, moves=moves, unpaused=unpaused)


class Situation(NamedTuple):
    """Where a case stands now.

    ``barrier`` is the latest instant before which nothing may be entered any more: the start, or the last suspend,
    resume, extend or recount, whose type is ``barred_by``. ``service`` is the term of what the citizen was promised,
    ``extended`` whether it has been prolonged.
    """

    seq: int
    status: Status
    outcome: str | None
    tasks: Mapping[str, Active]
    visits: Mapping[str, int]
    waiting: Mapping[Fork, Waiting]
    documents: frozenset[str]
    data: Mapping[str, Any]
    service: Term | None
    barrier: datetime
    barred_by: str = "started"
    suspended: datetime | None = None
    extended: bool = False


class State(NamedTuple):
    """The state of a case: the content hash of its SOP, and where it stands.

    ``last`` is the completion, skip or lapse that can still be taken back, ``before`` where the case stood before it.
    """

    hash: str
    now: Situation
    last: Left | None = None
    before: Situation | None = None
