"""A table as plain text: columns side by side, nothing cut, nothing wrapped. It must not know what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.plaintext import padded, width

if TYPE_CHECKING:
    from collections.abc import Sequence


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the table with two spaces between columns, the headings underlined."""
    lines = [columns, *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(columns))]
    rule = ["-" * cells for cells in widths]
    return "\n".join(_line(line, widths) for line in (columns, rule, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(padded(cell, size) for cell, size in zip(cells, widths, strict=True)).rstrip()
