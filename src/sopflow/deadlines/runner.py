"""The program that keeps deadlines, on DBOS: it looks at what is due, and delivers, whoever dies in between.

DBOS schedules the looks, each once however many runners there are, and carries each delivery through: its queue, its
retries that wait for hours without a thread, and its recovery when a runner has died. What is true stands in the tables
of the store: whatever DBOS has of its own may be lost, and is charged anew. It must not know how anything is delivered.
"""

from __future__ import annotations

import json
import logging
import threading
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
from sopflow.store.notices import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sopflow.deadlines.channel import Channel
    from sopflow.deadlines.settings import Settings
    from sopflow.store.keeper import Registration
    from sopflow.store.notices import Waiting
    from sopflow.store.store import Store

LOGGER: Final = logging.getLogger("sopflow.deadlines")
_PROTOCOL: Final = "1"
"""What DBOS takes for the version of the program: it leaves workflows of another one alone."""
_AT_ONCE: Final = 25
"""So many cases are looked at in one transaction: whoever wants to change one of them meanwhile waits."""
_HANDED: Final = 100
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
                DBOS.register_queue(
                    _queue(channel.name), worker_concurrency=channel.at_once, on_conflict="always_update"
                )
            self._keeper.hand_back()
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
            while waiting := DBOS.run_step({"name": "waiting"}, steps.waiting):
                for number, made, channel, attempts in waiting:
                    charge(number, made, channel, attempts + 1, 0)
                DBOS.run_step({"name": "handed-over"}, steps.handed_over, waiting)
            DBOS.run_step({"name": "clear"}, steps.clear)

        @DBOS.workflow(name="sopflow-deliver")
        def deliver(number: int, made: str, channel: str, attempt: int) -> None:
            wait = DBOS.run_step({"name": "deliver"}, steps.deliver, number, channel, attempt)
            if wait is not None:
                charge(number, made, channel, attempt + 1, wait)

        def charge(number: int, made: str, channel: str, attempt: int, wait: float) -> None:
            """Have a delivery attempted after a while; whoever does that again, does nothing."""
            options: dict[str, Any] = {} if not wait else {"delay_seconds": wait}
            with SetWorkflowID(f"{number}-{made}-{channel}-{attempt}"), SetEnqueueOptions(**options):
                DBOS.enqueue_workflow(_queue(channel), deliver, number, made, channel, attempt)

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
        for number in self._keeper.dead(self._registration.number):
            left = DBOS.list_workflows(executor_id=_executor(number), status="PENDING", load_input=False)
            for workflow in left:
                DBOS.resume_workflow(workflow.workflow_id)
            LOGGER.warning("runner %s has died; %s of its tasks are taken over", number, len(left))

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

    def waiting(self) -> list[Waiting]:
        """Return deliveries that nobody has been charged with."""
        return self._keeper.waiting(_HANDED)

    def handed_over(self, which: list[Waiting]) -> None:
        """Take note that somebody has."""
        self._keeper.handed_over([(number, channel) for number, _, channel, _ in which])

    def deliver(self, number: int, name: str, attempt: int) -> float | None:
        """Try to deliver a notice; return how many seconds to wait before the next attempt, None where it is over."""
        notice = self._keeper.notice(number, name)
        if notice is None:
            return None
        channel = self._channels.get(name)
        try:
            if channel is None:
                raise UndeliveredError("delivery-channel", final=True, channel=name)
            if not channel.reaches(notice.role, notice.person):
                raise UndeliveredError("delivery-nobody", final=True, recipient=notice.person or notice.role)
            channel.deliver(notice, f"sopflow-{notice.number}-{stamp(notice.recorded)}")
        except UndeliveredError as failure:
            wait = None if failure.final else self._settings.retry.wait(attempt)
            LOGGER.warning("notice %s, %s, attempt %s: %s", number, name, attempt, failure.message("en"))
            if wait is None:
                self._keeper.given_up(notice, name, {lang: failure.message(lang) for lang in LANGUAGES})
            else:
                self._keeper.failed(number, name, failure.message("en"))
            return wait
        self._keeper.sent(number, name)
        return None

    def clear(self) -> None:
        """Have DBOS forget what is over for some time."""
        before = (datetime.now(UTC) - _KEPT).isoformat()
        over = DBOS.list_workflows(
            completed_before=before, status=["SUCCESS", "ERROR", "CANCELLED"], limit=500, load_input=False,
            load_output=False,
        )  # fmt: skip
        if over:
            DBOS.delete_workflows([workflow.workflow_id for workflow in over])


def _queue(channel: str) -> str:
    return f"sopflow-{channel}"


def _executor(number: int) -> str:
    return f"runner-{number}"
