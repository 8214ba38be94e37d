"""The exceptions of sopflow.

Every error carries a stable ``code`` and the facts of its sentence; the sentence itself comes from the message
catalogue, in Indonesian or English. This module must not know where an error comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.diagnostic import Diagnostic


class SopError(Exception):
    """Base of all errors that sopflow raises.

    ``code`` is stable and meant for programs; ``message(lang)`` is one sentence for people.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, Any] = params

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.code, self.params)

    def message(self, lang: str | None = None) -> str:
        """Return the sentence in ``lang`` ("id" or "en"); without it in the language of the locale."""
        return say(self.code, lang, **self.params)

    def __str__(self) -> str:
        return self.message()


def _restored(kind: type[SopError], code: str, params: dict[str, Any]) -> SopError:
    return kind(code, **params)


class DurationError(SopError, ValueError):
    """A text that is no duration."""


class CalendarError(SopError, ValueError):
    """A calendar that does not exist, or that cannot answer (a year without data)."""


class InstantError(SopError, ValueError):
    """A text that is no date or time."""


class ChoiceError(SopError, ValueError):
    """A choice given to a plan that the SOP does not offer."""


class SopInvalid(SopError, ValueError):  # noqa: N818 - the public name
    """An SOP file with errors; ``diagnostics`` holds all of them, warnings and notes included."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        count = sum(found.severity == "error" for found in diagnostics)
        super().__init__("sop-invalid-once" if count == 1 else "sop-invalid", count=count)
        self.diagnostics = tuple(diagnostics)

    def __reduce__(self) -> tuple[type[SopInvalid], tuple[tuple[Diagnostic, ...]]]:
        return SopInvalid, (self.diagnostics,)

    def message(self, lang: str | None = None) -> str:
        """Return how many errors there are, and below it each with its place."""
        head = say(self.code, lang, **self.params)
        lines = [f"{d.location}: {d.message(lang)}" for d in self.diagnostics if d.severity == "error"]
        return "\n  ".join([head, *lines])
