"""The commands of a case as methods, with their names and parameters as the contract has them.

It must not know where a case stands nor where it is kept: what a command leads to is asked of ``after``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sopflow.engine import commands as given
from sopflow.engine.events import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.duration import Duration
    from sopflow.engine.commands import Command, Runnable
    from sopflow.engine.person import By, Person


Result = TypeVar("Result")


class TakesCommands(ABC, Generic[Result]):
    """What can be done to a case.

    Each method returns the case after the command, and leaves a case that is a value as it is. ``by`` is a role of the
    SOP, or a ``Person`` with roles; ``at`` is when it happened: ISO text, a date (its opening) or a datetime, a naive
    one in the zone of the SOP's calendar. All raise ``Rejected`` where the SOP or the state of the case does not allow
    it, ``CommandError`` where something given has not the form it should have, ``InstantError`` for what is no instant
    and ``CalendarError`` where one lies outside the years that a calendar answers.
    """

    __slots__ = ()

    @abstractmethod
    def after(self, command: Command) -> Result:
        """Return the case after a command, given as one of ``sopflow.engine.commands``."""

    def complete(
        self,
        step: str,
        *,
        by: By,
        at: When,
        choose: str | None = None,
        documents: Iterable[str] = (),
        data: Mapping[str, Any] = NOTHING,
    ) -> Result:
        """Complete a step; ``choose`` is a branch where the actor decides.

        ``documents`` are handed in and ``data`` becomes known with it.
        """
        return self.after(given.Complete(step, by=by, at=at, choose=choose, documents=documents, data=data))

    def skip(self, step: str, *, by: By, at: When, reason: str) -> Result:
        """Leave an optional step out."""
        return self.after(given.Skip(step, by=by, at=at, reason=reason))

    def lapse(self, step: str, *, by: By, at: When) -> Result:
        """Take the overdue way of a step, from its due instant on."""
        return self.after(given.Lapse(step, by=by, at=at))

    def attach(self, documents: Iterable[str], *, by: By, at: When) -> Result:
        """Hand external documents in."""
        return self.after(given.Attach(documents, by=by, at=at))

    def record(self, data: Mapping[str, Any], *, by: By, at: When) -> Result:
        """State facts of the case."""
        return self.after(given.Record(data, by=by, at=at))

    def assign(self, step: str, person: str | Person, *, by: By, at: When) -> Result:
        """Give an active task to a person (an id, or a ``Person`` with the step's role), who alone may then end it."""
        return self.after(given.Assign(step, person, by=by, at=at))

    def suspend(self, *, by: By, at: When, reason: str) -> Result:
        """Stop the clock of the whole case."""
        return self.after(given.Suspend(by=by, at=at, reason=reason))

    def resume(self, *, by: By, at: When, restart: bool = False) -> Result:
        """Let the clock run again; with ``restart`` the terms of the active tasks begin anew."""
        return self.after(given.Resume(by=by, at=at, restart=restart))

    def extend(self, step: str | None = None, *, to: When | Duration, by: By, at: When, reason: str) -> Result:
        """Give a task, or without ``step`` the promised service time, a later deadline.

        ``to`` is an instant, or a term ("3 hari kerja") that is counted from the present due date. The service time can
        be extended once, by no more than the SOP allows. A text may also raise ``DurationError``.
        """
        return self.after(given.Extend(step, to=to, by=by, at=at, reason=reason))

    def revert(self, *, by: By, at: When, reason: str) -> Result:
        """Take the latest completion, skip or lapse back, as long as only attach, record or assign came after it."""
        return self.after(given.Revert(by=by, at=at, reason=reason))

    def recount(self, calendar: WorkCalendar, *, by: By, at: When, reason: str) -> Result:
        """Count the open tasks anew on a changed calendar.

        It stands for the calendar of the same id, where the SOP has none of that id for the SOP's own. The term of an
        external actor is never shortened.
        """
        return self.after(given.Recount(calendar, by=by, at=at, reason=reason))

    def migrate(self, to: Runnable, *, by: By, at: When, reason: str, steps: Mapping[str, str] = NOTHING) -> Result:
        """Go on by another version of the SOP, given as it is loaded.

        ``steps`` says what active steps are called there, where that is otherwise: ``{"periksa": "verifikasi"}``. Due
        dates stay as they were promised. Refused (``not_migratable``) where the case might not come to its end there.
        """
        return self.after(given.Migrate(to, steps=steps, by=by, at=at, reason=reason))

    def withdraw(self, *, by: By, at: When, reason: str) -> Result:
        """Take the case back, as the citizen may."""
        return self.after(given.Withdraw(by=by, at=at, reason=reason))

    def cancel(self, *, by: By, at: When, reason: str) -> Result:
        """End the case, as the agency may."""
        return self.after(given.Cancel(by=by, at=at, reason=reason))
