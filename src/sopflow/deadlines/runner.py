"""The program that keeps deadlines, on DBOS: it looks at what is due, and delivers, whoever dies in between.

DBOS schedules the looks, each once however many runners there are, and carries each delivery through: its queue, its
retries that wait for hours without a thread, and its recovery when a runner has died. What is true stands in the tables
of the store: whatever DBOS has of its own may be lost, and is charged anew. It must not know how anything is delivered.
"""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import wraps
from time import sleep
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from dbos import DBOS, Serializer, SetEnqueueOptions, SetWorkflowID

from sopflow.deadlines.channel import UndeliveredError
from sopflow.errors import SettingsError, SopError, StoreError
from sopflow.messages import LANGUAGES
from sopflow.plaintext import one_line
from sopflow.store.deliveries import Claimed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sopflow.deadlines.channel import Channel
    from sopflow.deadlines.settings import Settings
    from sopflow.store.keeper import Keeper
    from sopflow.store.notices import Notice
    from sopflow.store.store import Store

LOGGER: Final = logging.getLogger("sopflow.deadlines")
_PROTOCOL: Final = "1"
"""What DBOS takes for the version of the program: it leaves workflows of another one alone."""
_AT_ONCE: Final = 25
"""So many cases are looked at in one transaction: whoever wants to change one of them meanwhile waits."""
_CLAIMED: Final = 200
_BATCHES: Final = 2
"""So many batches of first attempts a runner delivers at the same time on a channel."""
_AT_WORK: Final = 1000
"""While so many deliveries are not over, no more are claimed, so that none waits for hours without a word."""
_LONGEST: Final = 20
_PAUSES: Final = (1, 5, 15)
_MINUTE: Final = 60
P = ParamSpec("P")
R = TypeVar("R")
_FORGOTTEN: Final = timedelta(hours=1)
"""After so long without a word nobody is at a delivery any more, whatever DBOS has of it."""
_POLLING: Final = 0.25
"""Every so many seconds DBOS fills up what a channel does at once."""
_KEPT: Final = timedelta(days=1)
"""For so long DBOS keeps what is over."""


class _Json(Serializer):
    """What DBOS stores is JSON: whoever can write to the database cannot make runners run anything else."""

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=repr)  # what is no JSON is an exception, and only ever read by people

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data)

    def name(self) -> str:
        return "sopflow_json"


def _telling(step: Callable[P, R]) -> Callable[P, R]:
    """Have a step that fails say so in the log: DBOS would keep it to itself, and the next look begins anew."""

    @wraps(step)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return step(*args, **kwargs)
        except SopError as error:
            LOGGER.error("%s", one_line(error.message("en")))
            raise
        except Exception:
            LOGGER.exception("a step has failed")
            raise

    return told


class Runner:
    """Keeps the deadlines of a store, until ``stop`` is called; one in a process, which must not use DBOS otherwise.

    ``version`` is that of the program: runners of two versions do not work on one database. ``clock`` is for tests;
    without it the time is that of the database. Raises ``SettingsError`` for channels that the store cannot tell apart.
    """

    def __init__(
        self, store: Store, settings: Settings, *, version: str, clock: Callable[[], datetime] | None = None
    ) -> None:
        names = [channel.name for channel in settings.channels]
        if not names or len(set(names)) < len(names) or not all(0 < len(name) <= _LONGEST for name in names):
            raise SettingsError("watch-settings-channels", names=names)
        self._keeper = store.keeper(clock)
        self._settings = settings
        self._version = version
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Have ``run`` come to its end; from any thread, or from the handler of a signal."""
        self._stopped.set()

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Keep deadlines until ``stop`` is called; ``ready`` is called once they are kept.

        Raises ``StoreError`` where that cannot be begun, or not go on.
        """
        name = self._keeper.name
        with self._keeper.registered(self._version) as registration:
            work = _Work(self._keeper, self._settings, registration.number)
            with _dbos(work, *self._keeper.sibling("dbos"), name):
                LOGGER.info("runner %s of sopflow %s is at work on %s", registration.number, self._version, name)
                ready()
                while not self._stopped.wait(self._settings.every):
                    if not registration.holds():
                        raise StoreError("store-watch-lost", database=name)


@contextmanager
def _dbos(work: _Work, url: str, schema: str | None, name: str) -> Iterator[None]:
    """Have DBOS carry the work through, as long as this lasts."""
    try:
        try:
            DBOS(
                config={
                    "name": "sopflow-deadlines",
                    "system_database_url": url,
                    "dbos_system_schema": schema,
                    "application_version": _PROTOCOL,
                    "executor_id": _executor(work.number),
                    "serializer": _Json(),
                    "log_level": "CRITICAL",
                    "console_log_level": "CRITICAL",
                }
            )
            look = _workflows(work)
            DBOS.launch()
            for channel in work.settings.channels:
                for queue, most in ((_first(channel.name), _BATCHES), (_again(channel.name), channel.at_once)):
                    DBOS.register_queue(
                        queue, worker_concurrency=most, polling_interval_sec=_POLLING, on_conflict="always_update"
                    )
            every = work.settings.every
            cron = "0 * * * * *" if every == _MINUTE else f"*/{every} * * * * *"
            DBOS.apply_schedules([{"schedule_name": "look", "workflow_fn": look, "schedule": cron}])
        except Exception as error:
            raise StoreError("store-watch-engine", database=name, reason=one_line(str(error))) from error
        yield
    finally:
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=5)


def _workflows(work: _Work) -> Callable[[Any, Any], None]:
    """Tell DBOS what it carries through: workflows are functions that it knows by their names."""

    @DBOS.workflow(name="sopflow-look")
    def look(scheduled_at: Any, context: Any) -> None:
        DBOS.run_step({"name": "take-over"}, work.take_over)
        due = True
        while due:
            due = DBOS.run_step({"name": "keep"}, work.keep)
            for channel, batch in DBOS.run_step({"name": "claim"}, work.claim):
                DBOS.enqueue_workflow(_first(channel), deliver, batch)
                due = True
        DBOS.run_step({"name": "clear"}, work.clear)

    @DBOS.workflow(name="sopflow-deliver")
    def deliver(batch: list[Any]) -> None:
        for which, wait in DBOS.run_step({"name": "deliver"}, work.deliver, batch):
            number, made, channel, attempts = which
            with SetWorkflowID(f"{number}-{made}-{channel}-{attempts}"), SetEnqueueOptions(delay_seconds=wait):
                DBOS.enqueue_workflow(_again(channel), deliver, [which])

    return look


class _Work:
    """What the workflows do, each step by itself: done twice, it is as if it was done once."""

    def __init__(self, keeper: Keeper, settings: Settings, number: int) -> None:
        self.number = number
        self.settings = settings
        self._keeper = keeper
        self._channels: dict[str, Channel] = {channel.name: channel for channel in settings.channels}

    @_telling
    def take_over(self) -> None:
        """Have what dead runners were at done by those that are alive, and what was forgotten by whoever comes."""
        for number in self._keeper.take_over(self.number):
            left = DBOS.list_workflows(executor_id=_executor(number), status="PENDING", load_input=False)
            for workflow in left:
                DBOS.resume_workflow(workflow.workflow_id)
            LOGGER.info("what runner %s has left is taken over", number)
        self._keeper.requeue_stale(_FORGOTTEN, timedelta(seconds=self.settings.retry.most) + _FORGOTTEN)

    @_telling
    def keep(self) -> bool:
        """Do what is due in some cases; return whether there may be more."""
        kept = self._keeper.keep(self._route, _AT_ONCE)
        for case, step in kept.lapsed:
            LOGGER.info("case %s: the overdue way of step %s was taken", one_line(case), step)
        for case, step in kept.referred:
            LOGGER.info("case %s: the overdue way of step %s waits to be confirmed", one_line(case), step)
        for case, error in kept.failed:
            if isinstance(error, SopError):
                LOGGER.error("case %s: %s", one_line(case), one_line(error.message("en")))
            else:
                LOGGER.error("case %s could not be looked at", one_line(case), exc_info=error)
        return kept.cases > 0

    def _route(self, role: str, person: str | None) -> list[str]:
        """Return the channels that reach somebody; where none does the first, whose failure an official hears of."""
        names = [channel.name for channel in self.settings.channels if _reaches(channel, role, person)]
        return names or [self.settings.channels[0].name]

    @_telling
    def claim(self) -> list[tuple[str, list[Claimed]]]:
        """Take deliveries that nobody has been charged with, in batches that a channel takes at once."""
        claimed = self._keeper.claim(self.number, _CLAIMED, _AT_WORK)
        batches: list[tuple[str, list[Claimed]]] = []
        for name in dict.fromkeys(one.channel for one in claimed):
            mine = [one for one in claimed if one.channel == name]
            channel = self._channels.get(name)
            size = 1 if channel is None else channel.at_once
            queue = name if channel is not None else self.settings.channels[0].name
            batches += [(queue, mine[start : start + size]) for start in range(0, len(mine), size)]
        return batches

    @_telling
    def deliver(self, batch: list[Any]) -> list[tuple[Claimed, float]]:
        """Attempt deliveries side by side; return those to be tried again, and after how many seconds."""
        claimed = [Claimed(*one) for one in batch]
        with ThreadPoolExecutor(len(claimed)) as side_by_side:
            waits = list(side_by_side.map(self._attempt, claimed))
        return [
            (one._replace(attempts=one.attempts + 1), wait)
            for one, wait in zip(claimed, waits, strict=True)
            if wait is not None
        ]

    def _attempt(self, which: Claimed) -> float | None:
        """Attempt a delivery; return how many seconds to wait before the next attempt, None where it is over.

        Where the store cannot be asked for long, it stays as it is, and is taken for forgotten later.
        """
        try:
            told = _patiently(self._keeper.begin, which, self.number)
            if told is None:  # it may have failed before whoever tried it could say so
                made = self._keeper.attempts(which)
                return self.settings.retry.wait(made) if made is not None and made == which.attempts + 1 else None
            try:
                stands = self._keeper.stands(told)
                if stands:
                    self._channel(which.channel, told).deliver(told, f"sopflow-{told.number}-{which.stamp}")
            except (Exception, SystemExit) as error:
                return self._failed(which, told, error)
            _patiently(self._keeper.ended, which, "sent" if stands else "outdated")
        except SopError as error:
            LOGGER.error("notice %s: %s", which.notice, one_line(error.message("en")))
        return None

    def _failed(self, which: Claimed, told: Notice, error: BaseException) -> float | None:
        """Take note of an attempt that has failed; return how many seconds to wait before the next one."""
        if isinstance(error, UndeliveredError):
            failure, final = error, error.final
        else:  # a channel of somebody else's, or a case that cannot be read
            reason = error.message("en") if isinstance(error, SopError) else f"{type(error).__name__}: {error}"
            failure, final = UndeliveredError("delivery-fault", channel=which.channel, reason=one_line(reason)), False
        said = {lang: one_line(failure.message(lang)) for lang in LANGUAGES}
        wait = None if final else self.settings.retry.wait(which.attempts + 1)
        LOGGER.warning("notice %s, attempt %s: %s", told.number, which.attempts + 1, said["en"])
        if wait is None:
            _patiently(self._keeper.given_up, which, told, said)
        else:
            _patiently(self._keeper.ended, which, "retrying", said["en"])
        return wait

    def _channel(self, name: str, told: Notice) -> Channel:
        found = self._channels.get(name)
        if found is None:  # another runner may have it
            raise UndeliveredError("delivery-channel", channel=name)
        if not found.reaches(told.role, told.person):
            raise UndeliveredError("delivery-nobody", final=True, recipient=told.person or told.role)
        return found

    @_telling
    def clear(self) -> None:
        """Have DBOS forget what is over for some time."""
        before = (datetime.now(UTC) - _KEPT).isoformat()
        over = DBOS.list_workflows(
            completed_before=before, status=["SUCCESS", "ERROR", "CANCELLED"], limit=500, load_input=False,
            load_output=False,
        )  # fmt: skip
        if over:
            DBOS.delete_workflows([workflow.workflow_id for workflow in over])


def _patiently(ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Ask the store, again after some seconds where it is locked or away: a backup passes, and so does a restart."""
    for pause in _PAUSES:
        try:
            return ask(*args, **kwargs)
        except StoreError:
            sleep(pause)
    return ask(*args, **kwargs)


def _reaches(channel: Channel, role: str, person: str | None) -> bool:
    """Return whether a channel reaches somebody; one that fails is tried, so that its failure is seen."""
    try:
        return channel.reaches(role, person)
    except Exception:
        LOGGER.exception("the channel %s cannot say whom it reaches", channel.name)
        return True


def _first(channel: str) -> str:
    """Return the queue of first attempts, which those that failed before do not hold up."""
    return f"sopflow-{channel}"


def _again(channel: str) -> str:
    return f"sopflow-{channel}-again"


def _executor(number: int) -> str:
    return f"runner-{number}"
