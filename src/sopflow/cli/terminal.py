"""What differs on a terminal: colours, and tables that fit its width. Where output is piped, none of this is used."""

from __future__ import annotations

import os
import shutil
import sys
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from sopflow.render.table import plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a person looks at the stream; one that was closed before the start is None."""
    return stream is not None and stream.isatty()


def wants_colour(stream: TextIO) -> bool:
    """Say whether the stream is a terminal that shows colours, and its owner has not declined them."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return how many columns the terminal has."""
    return shutil.get_terminal_size().columns


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, ruled: bool = False) -> str:
    """Return a table for standard output: wrapped to the width of a terminal, else plain and whole.

    ``ruled``: with lines between all cells, as on paper.
    """
    if not is_terminal(sys.stdout):
        return plain_table(columns, rows)
    from rich import box
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    headed = (Column(Text(column), overflow="fold") for column in columns)
    if ruled:
        drawn = Table(*headed, box=box.SQUARE, show_lines=True, padding=0)
    else:
        drawn = Table(*headed, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    paper = StringIO()
    colour = wants_colour(sys.stdout)
    Console(file=paper, width=terminal_width(), force_terminal=colour, no_color=not colour, highlight=False).print(
        drawn
    )
    return paper.getvalue().strip("\n")
