"""Lines as people see them: how far they are indented, and what they say beside comments.

It must not know YAML beyond that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.source.nodes import SourceText

INDENT: Final = 2
"""Each level of an SOP stands so many blanks further right."""

_COMMENT: Final = re.compile(r"(?:^|\s)#.*")


def blanks(line: str) -> int:
    """Return how many blanks stand before a line."""
    return len(line) - len(line.lstrip(" "))


def said(line: str) -> str:
    """Return what a line says, without the comment and the blanks around it."""
    return _COMMENT.sub("", line).strip()


def speaking(source: SourceText, numbers: Iterable[int]) -> Iterator[int]:
    """Give those of some lines that are neither empty nor a comment."""
    return (number for number in numbers if said(source.line(number)))


def line_above(source: SourceText, number: int) -> int | None:
    """Return the nearest line above that says something."""
    return next(speaking(source, range(number - 1, -1, -1)), None)
