"""``sopflow serve-deadlines``: the program that keeps the deadlines of a store, until somebody ends it."""

from __future__ import annotations

import logging
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

from sopflow.cli.answer import Answer
from sopflow.cli.database import DB, opened
from sopflow.cli.options import LANGUAGE, option
from sopflow.cli.usage import UsageError
from sopflow.messages import say

if TYPE_CHECKING:
    from sopflow.deadlines import Runner

PARAMETERS: Final = (
    option("--settings", metavar="FILE", help="cli-settings-option"),
    DB,
    LANGUAGE,
)


def serve_deadlines(settings: str | None, db: str | None, lang: str) -> Answer:
    """Keep deadlines; what is done and what goes wrong is logged to standard error."""
    try:
        from sopflow.deadlines import LogChannel, Runner, Settings, read_settings
    except ImportError:
        raise UsageError("cli-deadlines-missing") from None
    from sopflow import __version__

    how = Settings((LogChannel(lang),)) if settings is None else read_settings(settings, lang)
    _log_to_standard_error()
    with opened(db) as store:
        runner = Runner(store, how, version=__version__)
        _end_with_signals(runner)
        said = say("cli-serving", lang, database=store.name)
        runner.run(ready=lambda: print(said, file=sys.stderr, flush=True))
    return Answer(errors=say("cli-served", lang))


def _end_with_signals(runner: Runner) -> None:
    def end(_number: int, _frame: Any) -> None:
        runner.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)


def _log_to_standard_error() -> None:
    logger = logging.getLogger("sopflow.deadlines")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
