"""The identity block of the official sheet: who issues the SOP, its numbers and dates, the place to sign, six lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.layout.wrapping import wrapped
from sopflow.sheet.model import Box
from sopflow.sheet.paper import BODY, HEAD, PADDING, TITLE
from sopflow.sheet.writing import inner, text_height

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopflow.sheet.content import Field, IdentityWords
    from sopflow.sheet.writing import Draft

_LEFT_SHARE: Final = 0.46
_LABEL: Final = 92.0


def write_identity(words: IdentityWords, draft: Draft, width: float, bottom: float, turn: Callable[[], Draft]) -> Draft:
    """Write the block; where a page is full, ``turn`` gives the next one. Returns the draft that it ends on."""
    _write_head(words, draft, width)
    pairs = [words.lists[at : at + 2] for at in range(0, len(words.lists), 2)]
    for left, right in pairs:
        draft = _write_pair(left, right, draft, width, bottom, turn)
    return draft


def _write_head(words: IdentityWords, draft: Draft, width: float) -> None:
    """Write agency and title on the left of fields and signature."""
    x, top = draft.left, draft.y
    middle = x + width * _LEFT_SHARE
    value = width * (1 - _LEFT_SHARE) - _LABEL
    y = top
    for field in (*words.fields, words.approval, words.title):
        style = HEAD if field is words.title else BODY
        centred = field is words.approval
        lines = _paragraphs(field, value - 2 * PADDING, style)
        label = wrapped([field.label], _LABEL - 2 * PADDING, BODY)
        height = text_height(max(len(lines), len(label), 1))
        draft.write(inner(Box(middle, y, _LABEL, height)), label)
        cell = inner(Box(middle + _LABEL, y, value, height))
        draft.write(cell, lines, style, align="middle" if centred else "start")
        draft.level(y + height, middle, x + width)
        y += height
    draft.upright(middle, top, y)
    draft.upright(middle + _LABEL, top, y)
    box = Box(x, top, width, y - top)
    agency = wrapped(words.agency, width * _LEFT_SHARE - 2 * PADDING, TITLE)
    draft.head(inner(Box(x, top, width * _LEFT_SHARE, box.height)), agency, TITLE)
    draft.frame(box)
    draft.y = y


def _paragraphs(field: Field, width: float, style: object) -> list[str]:
    """Return the lines of a field; an empty line stays one."""
    return [line for text in field.lines for line in wrapped([text], width, HEAD if style is HEAD else BODY)]


def _write_pair(
    left: Field, right: Field, draft: Draft, width: float, bottom: float, turn: Callable[[], Draft]
) -> Draft:
    """Write two lists side by side, over several pages where they are long."""
    half = width / 2
    waiting = [wrapped(field.lines, half - 2 * PADDING, BODY) for field in (left, right)]
    labels = [left.label, right.label]
    while True:
        room = int((bottom - draft.y - 2 * PADDING - HEAD.leading) / BODY.leading)
        if room < min(2, max(map(len, waiting))):
            draft = turn()
            continue
        shown = [lines[:room] for lines in waiting]
        height = text_height(max(*map(len, shown), 1)) + HEAD.leading
        for place, (label, lines) in enumerate(zip(labels, shown, strict=True)):
            cell = inner(Box(draft.left + place * half, draft.y, half, height))
            draft.write(cell, [label], HEAD, role="head")
            draft.write(Box(cell.x, cell.y + HEAD.leading, cell.width, cell.height - HEAD.leading), lines)
        draft.upright(draft.left + half, draft.y, draft.y + height)
        draft.frame(Box(draft.left, draft.y, width, height))
        draft.y += height
        waiting = [lines[room:] for lines in waiting]
        if not any(waiting):
            return draft
