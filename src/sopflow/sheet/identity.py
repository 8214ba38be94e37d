"""The identity block of the official sheet: who issues the SOP, its numbers and dates, the place to sign, six lists."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from sopflow.layout.box import Box
from sopflow.layout.wrapping import wrapped
from sopflow.sheet.paper import BODY, HEAD, PADDING, TITLE
from sopflow.sheet.writing import text_height

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopflow.layout.wrapping import Style
    from sopflow.sheet.content import Field, IdentityWords
    from sopflow.sheet.model import Align
    from sopflow.sheet.writing import Draft

_LEFT_SHARE: Final = 0.46
_LABEL: Final = 92.0


def write_identity(words: IdentityWords, draft: Draft, width: float, bottom: float, turn: Callable[[], Draft]) -> None:
    """Write the block; where a page is full, ``turn`` gives the next one."""
    draft.begin_table()
    _write_head(words, draft, width)
    for left, right in zip(words.lists[::2], words.lists[1::2], strict=True):
        draft = _write_pair(left, right, draft, width, bottom, turn)


def _write_head(words: IdentityWords, draft: Draft, width: float) -> None:
    """Write the agency on the left of fields, signature and title."""
    x, y = draft.left, draft.y
    share = width * _LEFT_SHARE
    middle, value = x + share, width - share - _LABEL
    fields = (*words.fields, words.approval, words.title)
    cells = [
        (wrapped([field.label], _LABEL - 2 * PADDING, BODY), _lines(field, value - 2 * PADDING, _style(field, words)))
        for field in fields
    ]
    heights = [text_height(max(len(label), len(lines), 1)) for label, lines in cells]
    agency = text_height(len(wrapped(words.agency, share - 2 * PADDING, TITLE)), TITLE)
    heights[-1] += max(0.0, agency - sum(heights))
    box = Box(x, y, width, sum(heights))
    draft.words(Box(x, y, share, box.height), words.agency, TITLE, align="middle", centred=True)
    for field, (label, lines), height in zip(fields, cells, heights, strict=True):
        draft.cell(Box(middle, y, _LABEL, height), label, paragraphs=[field.label])
        align: Align = "middle" if field is words.approval else "start"
        place = Box(middle + _LABEL, y, value, height)
        draft.cell(place, lines, _style(field, words), align=align, paragraphs=field.lines)
        y += height
        draft.level(y, middle, box.right)
    draft.upright(middle, box.y, y)
    draft.upright(middle + _LABEL, box.y, y)
    draft.frame(box)
    draft.y = y


def _style(field: Field, words: IdentityWords) -> Style:
    return HEAD if field is words.title else BODY


def _lines(field: Field, width: float, style: Style) -> list[str]:
    """Return the lines of a field; an empty one stays, so that there is room to write on."""
    return [line for text in field.lines for line in wrapped([text], width, style)]


def _room(draft: Draft, bottom: float) -> int:
    """Return how many lines of a list still fit on a page."""
    return floor((bottom - draft.y - 2 * PADDING - HEAD.leading) / BODY.leading)


def _write_pair(
    left: Field, right: Field, draft: Draft, width: float, bottom: float, turn: Callable[[], Draft]
) -> Draft:
    """Write two lists side by side, over several pages where they are long."""
    half = width / 2
    waiting = [wrapped(field.lines, half - 2 * PADDING, BODY) for field in (left, right)]
    whole = True
    while True:
        needed = max(1, min(2, *map(len, waiting)))
        if _room(draft, bottom) < needed:
            draft = turn()
            draft.begin_table()
        room = max(_room(draft, bottom), needed)  # a page that has no room for two lines is too small altogether
        shown = [lines[:room] for lines in waiting]
        waiting = [lines[room:] for lines in waiting]
        whole = whole and not any(waiting)
        height = text_height(max(*map(len, shown), 1)) + HEAD.leading
        for place, (field, lines) in enumerate(zip((left, right), shown, strict=True)):
            box = Box(draft.left + place * half, draft.y, half, height)
            draft.titled(box, field.label, lines, field.lines if whole else lines)
        draft.upright(draft.left + half, draft.y, draft.y + height)
        draft.frame(Box(draft.left, draft.y, width, height))
        draft.y += height
        if not any(waiting):
            return draft
