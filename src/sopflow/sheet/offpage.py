"""Flows that leave a page: where they go out and come in, off-page connectors of the same letter stand.

All flows to the same symbol have one letter, and on each page one connector; so lines merge before it, as elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sopflow.sheet.chart import COMES_FROM, LEADS_TO, Flow, Mark, Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sopflow.layout.grid import Side

_DOWN: tuple[Side, ...] = ("bottom",)


@dataclass(frozen=True)
class PageChart:
    """The strips of one page, its off-page connectors among them, and the flows between them."""

    strips: tuple[Strip, ...]
    flows: tuple[Flow, ...]
    leaving: tuple[str, ...]
    """The marks on other pages that something here leads to."""


def outgoing(target: str) -> str:
    """Return the key of the connector that leads to ``target`` on another page."""
    return f"{LEADS_TO}{target}"


def incoming(target: str) -> str:
    """Return the key of the connector that comes from another page and leads to ``target``."""
    return f"{COMES_FROM}{target}"


def page_chart(strips: Sequence[Strip], flows: Iterable[Flow], columns: int) -> PageChart:
    """Return what of a chart lies on the page that holds these strips."""
    column = {mark.key: mark.column for strip in strips for band in strip.bands for mark in band}
    drawn: list[Flow] = []
    leaving: dict[str, int] = {}
    coming: dict[str, list[Flow]] = {}
    for flow in flows:
        if flow.source in column and flow.target in column:
            drawn.append(flow)
        elif flow.source in column:
            leaving.setdefault(flow.target, column[flow.source])
            drawn.append(replace(flow, target=outgoing(flow.target)))
        elif flow.target in column:
            coming.setdefault(flow.target, []).append(flow)
    for target, merged in coming.items():
        key = incoming(target)
        keys = tuple(key for flow in merged for key in flow.keys)
        overdue = all(flow.overdue for flow in merged)
        drawn.append(Flow(keys, key, key, target, _DOWN, overdue=overdue))
    above = _bands({incoming(target): column[target] for target in coming}, columns)
    below = _bands({outgoing(target): place for target, place in leaving.items()}, columns)
    first, *rest = strips
    with_above = [replace(first, bands=(*above, *first.bands)), *rest]
    with_above[-1] = replace(with_above[-1], bands=(*with_above[-1].bands, *below))
    return PageChart(tuple(with_above), tuple(drawn), tuple(leaving))


def _bands(wanted: dict[str, int], columns: int) -> list[tuple[Mark, ...]]:
    """Stand connectors side by side, each as near as can be to the column where it is wanted."""
    bands: list[tuple[Mark, ...]] = []
    waiting = list(wanted.items())
    while waiting:
        free = set(range(columns))
        band = []
        for key, near in waiting[:columns]:
            place = min(free, key=lambda column: (abs(column - near), column))
            free.remove(place)
            band.append(Mark(key, "pentagon", place))
        bands.append(tuple(band))
        waiting = waiting[columns:]
    return bands
