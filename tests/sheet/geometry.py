"""What a drawn sheet must look like, looked at with rulers: independent of how it was laid out."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.sheet.setting import set_lines, symbol_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.layout.polyline import Point
    from sopflow.sheet.model import Connector, Page, Sheet, Symbol, Text

_NEAR: Final = 1e-6


class Area(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area, gap: float = 0.0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, other: Area, slack: float = 0.05) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


def check(sheet: Sheet) -> None:
    """Hold every page against what can be seen on it."""
    for page in sheet.pages:
        _check_symbols(page)
        _check_texts(page)
        _check_connectors(page)
        _check_lines_apart(page)


def _box(symbol: Symbol) -> Area:
    box = symbol.box
    return Area(box.x, box.y, box.x + box.width, box.y + box.height)


def _ink(text: Text) -> Iterator[Area]:
    """The place that each line of a text takes."""
    style = text.style
    for line in set_lines(text):
        area = Area(line.x, line.y - 0.72 * style.size, line.x + style.width(line.text), line.y + 0.21 * style.size)
        if text.turned:
            centre = text.box.centre
            across, along = area.top - centre.y, area.left - centre.x
            width, height = area.right - area.left, area.bottom - area.top
            # a quarter turn to the left around the middle of the box
            area = Area(centre.x + across, centre.y - along - width, centre.x + across + height, centre.y - along)
        yield area


def _texts(page: Page) -> list[Text]:
    return [*page.texts, *(connector.label for connector in page.connectors if connector.label)]


def _check_symbols(page: Page) -> None:
    paper = Area(0, 0, page.width, page.height)
    for symbol in page.symbols:
        assert paper.holds(_box(symbol)), symbol
        words = symbol_text(symbol)
        assert all(_box(symbol).holds(ink) for ink in _ink(words)), symbol
    for one, other in combinations(page.symbols, 2):
        assert not _box(one).meets(_box(other), gap=3), (one, other)


def _check_texts(page: Page) -> None:
    paper = Area(0, 0, page.width, page.height)
    inks = []
    for text in _texts(page):
        box = text.box
        cell = Area(box.x, box.y, box.x + box.width, box.y + box.height)
        for ink in _ink(text):
            assert cell.holds(ink), (text, ink)
            assert paper.holds(ink), (text, ink)
            inks.append((text, ink))
    for text, ink in inks:
        for symbol in page.symbols:
            assert not ink.meets(_box(symbol)), (text, symbol)
    inks.sort(key=lambda found: found[1].left)
    for at, (text, ink) in enumerate(inks):
        for other, beside in inks[at + 1 :]:
            if beside.left >= ink.right:
                break
            assert not ink.meets(beside, gap=-0.2), (text, other)


def _segments(line: Iterable[Point]) -> Iterator[Area]:
    for one, two in pairwise(line):
        assert one.x == two.x or one.y == two.y, line
        yield Area(min(one.x, two.x), min(one.y, two.y), max(one.x, two.x), max(one.y, two.y))


def _check_connectors(page: Page) -> None:
    inks = [ink for text in _texts(page) for ink in _ink(text)]
    paper = Area(0, 0, page.width, page.height)
    for connector in page.connectors:
        for segment in _segments(connector.line):
            assert paper.holds(segment)
            for symbol in page.symbols:
                assert not segment.meets(_box(symbol), gap=-0.01), (connector, symbol)
            for ink in inks:
                assert not segment.meets(ink, gap=0.2), (connector, ink)
        one, two = connector.line[-2:]
        assert abs(one.x - two.x) + abs(one.y - two.y) >= 3.9, connector


def _check_lines_apart(page: Page) -> None:
    """No two lines lie on each other, and they touch only where they are meant to meet."""
    for one, other in combinations(page.connectors, 2):
        for first in _segments(one.line):
            for second in _segments(other.line):
                if (first.left == first.right) == (second.left == second.right):
                    _check_side_by_side(first, second, one, other)
        for point in one.line:
            if any(_on(point, segment) for segment in _segments(other.line)):
                _check_meeting(point, one, other)
        for point in other.line:
            if any(_on(point, segment) for segment in _segments(one.line)):
                _check_meeting(point, other, one)
    rules = [Area(*_ordered(rule.start, rule.end)) for rule in page.rules]
    for connector in page.connectors:
        for segment in _segments(connector.line):
            for rule in rules:
                if (rule.left == rule.right) == (segment.left == segment.right):
                    assert not segment.meets(rule, gap=2), (connector, rule)


def _check_side_by_side(first: Area, second: Area, one: Connector, other: Connector) -> None:
    """Lines in one direction keep apart; related ones may meet head to head, but no stretch is drawn twice."""
    if not first.meets(second, gap=2.5):
        return
    assert one.target == other.target or one.exit == other.exit, (one, other)
    along = (first.top, first.bottom, second.top, second.bottom)
    if first.top == first.bottom:
        along = (first.left, first.right, second.left, second.right)
    assert min(along[1], along[3]) - max(along[0], along[2]) <= _NEAR, (one, other)


def _check_meeting(point: Point, one: Connector, other: Connector) -> None:
    joins = point == one.line[-1] and one.target == other.target
    parts = point == one.line[0] and one.exit == other.exit
    met = point in (other.line[0], other.line[-1]) and (
        (point == other.line[-1] and one.target == other.target) or (point == other.line[0] and one.exit == other.exit)
    )
    assert joins or parts or met, (point, one, other)


def _on(point: Point, segment: Area) -> bool:
    return segment.left <= point.x <= segment.right and segment.top <= point.y <= segment.bottom


def _ordered(one: Point, two: Point) -> tuple[float, float, float, float]:
    return (min(one.x, two.x), min(one.y, two.y), max(one.x, two.x), max(one.y, two.y))


def followed(sheet: Sheet) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """Follow each flow with a finger along the lines: from which symbol to which it leads, page by page."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for page in sheet.pages:
        for connector in page.connectors:
            ends = (_followed_back(page, connector), _followed_on(page, connector))
            for flow in connector.flows:
                found.setdefault(flow, []).append(ends)
    return found


def _followed_on(page: Page, connector: Connector) -> str:
    seen = set()
    while True:
        assert id(connector) not in seen, "a circle"
        seen.add(id(connector))
        end = connector.line[-1]
        at = [symbol.key for symbol in page.symbols if _on_border(end, _box(symbol))]
        if at:
            return at[0]
        (connector,) = [
            other
            for other in page.connectors
            if other is not connector
            and other.target == connector.target
            and any(_on(end, segment) for segment in _segments(other.line))
            and end != other.line[-1]
        ]


def _followed_back(page: Page, connector: Connector) -> str:
    seen = set()
    while True:
        assert id(connector) not in seen, "a circle"
        seen.add(id(connector))
        start = connector.line[0]
        at = [symbol.key for symbol in page.symbols if _on_border(start, _box(symbol))]
        if at:
            return at[0]
        connector = next(
            other
            for other in page.connectors
            if other is not connector
            and other.exit == connector.exit
            and any(_on(start, segment) for segment in _segments(other.line))
            and start != other.line[0]
        )


def _on_border(point: Point, box: Area) -> bool:
    inside = box.left - _NEAR <= point.x <= box.right + _NEAR and box.top - _NEAR <= point.y <= box.bottom + _NEAR
    deep = box.left + _NEAR < point.x < box.right - _NEAR and box.top + _NEAR < point.y < box.bottom - _NEAR
    return inside and not deep
