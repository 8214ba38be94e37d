"""How far a long run is: a line on the terminal of whoever waits, once that takes longer than a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Self

from sopflow.cli.terminal import is_terminal
from sopflow.messages import say

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

_PATIENCE: Final = 1.0


class Waiting:
    """Called with how many are done of how many; shows it on standard error, and leaves nothing behind."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._since = time.monotonic()
        self._shown: Progress | None = None
        self._person = is_terminal(sys.stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown is not None:
            self._shown.stop()

    @property
    def shows(self) -> bool:
        """Whether something is shown now."""
        return self._shown is not None

    def __call__(self, done: int, total: int) -> None:
        if not self._person or (self._shown is None and time.monotonic() - self._since < _PATIENCE):
            return
        if self._shown is None:
            self._shown = self._start(total)
        self._shown.update(self._shown.task_ids[0], completed=done)

    def _start(self, total: int) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        shown = Progress(*columns, console=Console(stderr=True), transient=True)
        shown.add_task(say("cli-checking", self._lang), total=total)
        shown.start()
        return shown
