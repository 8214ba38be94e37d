"""Where each line of a text and each corner of a symbol lies: what all formats that draw have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.layout.metrics import ASCENT, DESCENT
from sopflow.layout.polyline import Point
from sopflow.layout.wrapping import NO_BREAK
from sopflow.sheet.model import Text
from sopflow.sheet.paper import ARROW, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.layout.box import Box
    from sopflow.layout.polyline import Polyline
    from sopflow.sheet.model import Symbol

_TAPER: Final = 0.62
"""From where on an off-page connector narrows to its tip."""


class SetLine(NamedTuple):
    """A line of text: where its baseline begins, and how wide it is."""

    text: str
    x: float
    y: float
    width: float


def set_lines(text: Text) -> Iterator[SetLine]:
    """Give the lines of a text that say something, without the blanks that they begin with.

    Those of a turned text lie as if its box were turned too.
    """
    box, style = turned_box(text.box) if text.turned else text.box, text.style
    top = box.y + ((box.height - len(text.lines) * style.leading) / 2 if text.centred else 0.0)
    lead = (style.leading - (ASCENT + DESCENT) * style.size) / 2 + ASCENT * style.size
    for place, line in enumerate(text.lines):
        words = line.lstrip(NO_BREAK)
        indent = style.width(line) - style.width(words)
        width = style.width(words)
        x = box.x + ((box.width - width) / 2 if text.align == "middle" else indent)
        if words:
            yield SetLine(words, x, top + place * style.leading + lead, width)


def turned_box(box: Box) -> Box:
    """Return a box turned by a right angle around its middle."""
    centre = box.centre
    return type(box)(centre.x - box.height / 2, centre.y - box.width / 2, box.height, box.width)


def symbol_text(symbol: Symbol) -> Text:
    """Return the words in a symbol."""
    box = symbol.box
    if symbol.shape == "pentagon":
        box = type(box)(box.x, box.y, box.width, box.height * (1 + _TAPER) / 2)
    return Text(box, symbol.lines, SMALL, "middle", centred=True)


def outline(symbol: Symbol) -> tuple[Point, ...]:
    """Return the corners of a diamond or an off-page connector."""
    box = symbol.box
    x, y = box.centre
    if symbol.shape == "diamond":
        return (Point(x, box.y), Point(box.right, y), Point(x, box.bottom), Point(box.x, y))
    shoulder = box.y + box.height * _TAPER
    return (
        Point(box.x, box.y), Point(box.right, box.y), Point(box.right, shoulder), Point(x, box.bottom),
        Point(box.x, shoulder),
    )  # fmt: skip


def shortened(line: Polyline, by: float = ARROW * 0.6) -> Polyline:
    """Return a line that ends within the tip of its arrow."""
    along, reach = _direction(line)
    end = line[-1]
    by = min(by, reach)
    return (*line[:-1], Point(end.x - along.x * by, end.y - along.y * by))


def tip(line: Polyline) -> Polyline:
    """Return the corners of the tip of the arrow at the end of a line."""
    along, _ = _direction(line)
    end, across = line[-1], ARROW * 0.38
    base = Point(end.x - along.x * ARROW, end.y - along.y * ARROW)
    return (
        end,
        Point(base.x - along.y * across, base.y + along.x * across),
        Point(base.x + along.y * across, base.y - along.x * across),
    )


def _direction(line: Polyline) -> tuple[Point, float]:
    """Return in which direction a line ends, as a step of length 1, and how long its last stretch is."""
    one, two = line[-2:]
    reach = abs(two.x - one.x) + abs(two.y - one.y)
    return Point((two.x - one.x) / reach, (two.y - one.y) / reach), reach
