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
from typing import TYPE_CHECKING, Any, Final

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID
from dbos._serialization import Serializer

from sopflow.deadlines.channel import UndeliveredError
from sopflow.errors import SopError, StoreError
from sopflow.messages import LANGUAGES
from sopflow.plaintext import one_line
from sopflow.store.keeper import Keeper
from sopflow.store.notices import Claimed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sopflow.deadlines.channel import Channel
    from sopflow.deadlines.settings import Settings
    from sopflow.store.keeper import Registration
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
_FORGOTTEN: Final = timedelta(hours=1)
"""After so long without a word nobody is at a delivery any more, whatever DBOS has of it."""
_POLLING: Final = 0.25
"""Every so many seconds DBOS fills up what a channel does at once."""
_KEPT: Final = timedelta(days=1)
"""For so long DBOS keeps what is over."""


class _Json(Serializer):
    """What DBOS stores is JSON: whoever can write to the database cannot make runners run anything else."""

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=repr)

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data)

    def name(self) -> str:
        return "sopflow_json"


class Runner:
    """Keeps the deadlines of a store, until ``stop`` is called; one in a process.

    ``clock`` is for tests; without it the time is that of the database.
    """

    def __init__(
        self, store: Store, settings: Settings, *, version: str, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._keeper = Keeper(store, clock)
        self._name = store.name
        self._settings = settings
        self._version = version
        self._channels: dict[str, Channel] = {channel.name: channel for channel in settings.channels}
        self._stopped = threading.Event()
        self._lost = False

    def stop(self) -> None:
        """Have ``run`` come to its end."""
        self._stopped.set()

    def run(self) -> None:
        """Keep deadlines until ``stop`` is called; raises ``StoreError`` where that cannot be begun, or not go on."""
        with self._keeper.registered(self._version) as registration, self._launched(registration):
            LOGGER.info("runner %s of sopflow %s is at work on %s", registration.number, self._version, self._name)
            self._stopped.wait()
        if self._lost:
            raise StoreError("store-watch-lost", database=self._name)

    @contextmanager
    def _launched(self, registration: Registration) -> Iterator[None]:
        url, schema = self._keeper.beside("dbos")
        DBOS(
            config={
                "name": "sopflow-deadlines",
                "system_database_url": url,
                "dbos_system_schema": schema,
                "application_version": _PROTOCOL,
                "executor_id": _executor(registration.number),
                "serializer": _Json(),
                "log_level": "CRITICAL",
                "console_log_level": "CRITICAL",
            }
        )
        self._define(registration)
        try:
            self._begin()
            yield
        finally:
            DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=5)

    def _begin(self) -> None:
        try:
            DBOS.launch()
            for channel in self._settings.channels:
                queues = ((_first(channel.name), _BATCHES), (_again(channel.name), channel.at_once))
                for queue, most in queues:
                    DBOS.register_queue(
                        queue, worker_concurrency=most, polling_interval_sec=_POLLING, on_conflict="always_update"
                    )
            cron = f"*/{self._settings.every} * * * * *"
            DBOS.apply_schedules([{"schedule_name": "look", "workflow_fn": self._look, "schedule": cron}])
        except SopError:
            raise
        except Exception as error:
            raise StoreError("store-watch-engine", database=self._name, reason=one_line(str(error))) from error

    def _define(self, registration: Registration) -> None:
        """Tell DBOS what it carries through: workflows are functions that it knows by their names."""
        steps = _Steps(self, registration)

        @DBOS.workflow(name="sopflow-look")
        def look(scheduled_at: Any, context: Any) -> None:
            DBOS.run_step({"name": "take-over"}, steps.take_over)
            DBOS.run_step({"name": "keep"}, steps.keep)
            while batches := DBOS.run_step({"name": "claim"}, steps.claim):
                for channel, batch in batches:
                    DBOS.enqueue_workflow(_first(channel), deliver, batch)
            DBOS.run_step({"name": "clear"}, steps.clear)

        @DBOS.workflow(name="sopflow-deliver")
        def deliver(batch: list[Any]) -> None:
            for which, wait in DBOS.run_step({"name": "deliver"}, steps.deliver, batch):
                number, made, channel, attempts = which
                with SetWorkflowID(f"{number}-{made}-{channel}-{attempts}"), SetEnqueueOptions(delay_seconds=wait):
                    DBOS.enqueue_workflow(_again(channel), deliver, [which])

        self._look = look


class _Steps:
    """What the workflows do, each step by itself: done twice, it is as if it was done once."""

    def __init__(self, runner: Runner, registration: Registration) -> None:
        self._runner = runner
        self._registration = registration
        self._keeper = runner._keeper
        self._settings = runner._settings
        self._channels = runner._channels

    def take_over(self) -> None:
        """Have what dead runners were at done by those that are alive."""
        if not self._registration.holds():
            self._runner._lost = True
            self._runner.stop()
        for number in self._keeper.bury(self._registration.number):
            left = DBOS.list_workflows(executor_id=_executor(number), status="PENDING", load_input=False)
            for workflow in left:
                DBOS.resume_workflow(workflow.workflow_id)
            LOGGER.info("what runner %s has left is taken over", number)
        self._keeper.remember(_FORGOTTEN, timedelta(seconds=self._settings.retry.most) + _FORGOTTEN)

    def keep(self) -> None:
        """Do what is due."""
        while True:
            kept = self._keeper.keep(self._route, _AT_ONCE)
            for case, step in kept.lapsed:
                LOGGER.info("case %s: the overdue way of step %s was taken", case, step)
            for case, step in kept.referred:
                LOGGER.info("case %s: the overdue way of step %s waits to be confirmed", case, step)
            for case, error in kept.failed:
                LOGGER.error("case %s: %s", case, error.message("en"))
            if not kept.cases:
                return

    def _route(self, role: str, person: str | None) -> list[str]:
        """Return the channels that reach somebody; where none does, the first, so that somebody hears of it."""
        names = [channel.name for channel in self._settings.channels if channel.reaches(role, person)]
        return names or [self._settings.channels[0].name]

    def claim(self) -> list[tuple[str, list[Claimed]]]:
        """Take deliveries that nobody has been charged with, in batches that a channel takes at once."""
        claimed = self._keeper.claim(self._registration.number, _CLAIMED)
        batches: list[tuple[str, list[Claimed]]] = []
        for name in dict.fromkeys(one.channel for one in claimed):
            mine = [one for one in claimed if one.channel == name]
            channel = self._channels.get(name)
            size = 1 if channel is None else channel.at_once
            queue = name if channel is not None else self._settings.channels[0].name
            batches += [(queue, mine[start : start + size]) for start in range(0, len(mine), size)]
        return batches

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
        """Attempt a delivery; return how many seconds to wait before the next attempt, None where it is over."""
        told = self._keeper.begin(which, self._registration.number)
        if told is None:  # it may have failed before whoever tried it could say so
            made = self._keeper.attempts(which)
            return self._settings.retry.wait(made) if made == which.attempts + 1 else None
        try:
            self._deliver(which, told)
        except UndeliveredError as failure:
            said = {lang: failure.message(lang) for lang in LANGUAGES}
            wait = None if failure.final else self._settings.retry.wait(which.attempts + 1)
            LOGGER.warning("notice %s, attempt %s: %s", told.number, which.attempts + 1, said["en"])
            if wait is None:
                self._keeper.given_up(which, told, said)
            else:
                self._keeper.failed(which, said["en"])
            return wait
        self._keeper.sent(which)
        return None

    def _deliver(self, which: Claimed, told: Notice) -> None:
        channel = self._channels.get(which.channel)
        if channel is None:
            raise UndeliveredError("delivery-channel", final=True, channel=which.channel)
        if not channel.reaches(told.role, told.person):
            raise UndeliveredError("delivery-nobody", final=True, recipient=told.person or told.role)
        try:
            channel.deliver(told, f"sopflow-{told.number}-{which.stamp}")
        except UndeliveredError:
            raise
        except Exception as error:  # of a channel that somebody else has written
            reason = one_line(f"{type(error).__name__}: {error}")
            raise UndeliveredError("delivery-fault", channel=which.channel, reason=reason) from error

    def clear(self) -> None:
        """Have DBOS forget what is over for some time."""
        before = (datetime.now(UTC) - _KEPT).isoformat()
        over = DBOS.list_workflows(
            completed_before=before, status=["SUCCESS", "ERROR", "CANCELLED"], limit=500, load_input=False,
            load_output=False,
        )  # fmt: skip
        if over:
            DBOS.delete_workflows([workflow.workflow_id for workflow in over])


def _first(channel: str) -> str:
    """Return the queue of first attempts, which those that failed before do not hold up."""
    return f"sopflow-{channel}"


def _again(channel: str) -> str:
    return f"sopflow-{channel}-again"


def _executor(number: int) -> str:
    return f"runner-{number}"
