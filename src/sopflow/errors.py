"""The exceptions of sopflow.

Every error carries a stable ``code`` and the facts of its sentence; the sentence itself comes from the message
catalogue, in Indonesian or English. This module must not know where an error comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sopflow.messages import Sentence, say
from sopflow.plaintext import cut, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.diagnostic import Diagnostic


_LONGEST = 400
"""No text that an error was given stands in its sentence with more characters."""


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
        return say(self.code, lang, **_sayable(self.params))

    def __str__(self) -> str:
        return self.message()


def _sayable(params: Mapping[str, object]) -> dict[str, object]:
    """Return what a sentence is filled with: what somebody gave stays on one line, and is cut where it is endless."""
    return {
        name: cut(value, _LONGEST) if isinstance(value, str) else shown(value) if isinstance(value, int) else value
        for name, value in params.items()
    }


def _restored(kind: type[SopError], code: str, params: dict[str, Any]) -> SopError:
    return kind(code, **params)


class DurationError(SopError, ValueError):
    """A text that is no duration."""


class CalendarError(SopError, ValueError):
    """A calendar that does not exist, or that cannot answer (a year without data)."""

    def as_one(self) -> CalendarError:
        """Return the error as one sentence about one thing."""
        return self


class InstantError(SopError, ValueError):
    """A text that is not a date or time."""


class ChoiceError(SopError, ValueError):
    """A choice given to a plan that the SOP does not offer."""


class CommandError(SopError, ValueError):
    """Something given to a case that is not of the form that its methods take."""


class CaseError(SopError, ValueError):
    """A text that is no case, or a case that was damaged."""


class StoreError(SopError):
    """A store that cannot be opened, or that does not have what was asked for."""


class SettingsError(SopError, ValueError):
    """Settings that say something nobody understands."""


class Rejected(SopError):  # noqa: N818 - the public name
    """A command that is not allowed; the case is as it was.

    ``code`` is stable, ``step`` is the id of the step that the command was about, if it was about one. ``sentence`` is
    the key of the sentence where a code has several.
    """

    def __init__(self, code: str, step: str | None = None, sentence: str = "", **params: Any) -> None:
        super().__init__(code, **params)
        self.step = step
        self.sentence = sentence or f"rejected-{code.replace('_', '-')}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rejected_again, (self.code, self.step, self.sentence, self.params)

    def message(self, lang: str | None = None) -> str:
        """Return one sentence in ``lang`` ("id" or "en"): what is wrong, and what would be right."""
        return say(self.sentence, lang, **_sayable(self.params))


def _rejected_again(code: str, step: str | None, sentence: str, params: dict[str, Any]) -> Rejected:
    return Rejected(code, step, sentence, **params)


class Invalid(SopError, ValueError):  # noqa: N818 - the name of a state, as the public names below
    """A file with errors; ``diagnostics`` holds all of them, warnings and notes included."""

    _CODE: ClassVar[str]

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        self.errors = tuple(found for found in diagnostics if found.severity == "error")
        super().__init__(self._CODE if len(self.errors) != 1 else f"{self._CODE}-once", count=len(self.errors))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.diagnostics,)

    def message(self, lang: str | None = None) -> str:
        """Return how many errors there are, and below it each with its place."""
        head = say(self.code, lang, **self.params)
        return "\n  ".join([head, *(f"{found.location}: {found.message(lang)}" for found in self.errors)])


class SopInvalid(Invalid):
    """An SOP file with errors; ``diagnostics`` holds all of them, warnings and notes included."""

    _CODE = "sop-invalid"


class CalendarInvalid(Invalid, CalendarError):  # noqa: N818 - the public name
    """A calendar file with errors; ``diagnostics`` holds all of them, warnings and notes included."""

    _CODE = "calendar-invalid"

    def as_one(self) -> CalendarError:
        """Return the error as one sentence: that the file cannot be used, and its first fault."""
        first = self.errors[0]
        if first.code in {"calendar-extends-itself", "calendar-extends-deep", "calendar-file-unusable"}:
            return CalendarError(first.code, **first.params)
        return CalendarError("calendar-file-unusable", file=first.location, reason=Sentence(first.code, first.params))
