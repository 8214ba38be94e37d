"""The flow of an SOP in the language of Graphviz. It must not know SOPs, only shapes and arrows."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.render.drawing import Arrow, Drawing, Shape

_LINE: Final = 36
_STYLES: Final = {
    "start": 'shape=box, style="rounded"',
    "step": "shape=box",
    "decision": 'shape=diamond, label="", width=0.35, height=0.35',
    "outcome": 'shape=box, style="rounded"',
}
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


def to_dot(drawing: Drawing) -> str:
    """Return a digraph; nodes are called ``start``, ``step:ID``, ``decision:ID`` and ``outcome:ID``."""
    lines = [
        "digraph sop {",
        f"  graph [label={_label([drawing.title])}, labelloc=t];",
        *(f"  {_quoted(_name(shape.key))} [{_attributes(shape)}];" for shape in drawing.shapes),
        *(
            f"  {_quoted(_name(arrow.source))} -> {_quoted(_name(arrow.target))}{_arrow(arrow)};"
            for arrow in drawing.arrows
        ),
        "}",
    ]
    return "\n".join(lines)


def _name(key: tuple[str, str]) -> str:
    kind, node = key
    return f"{kind}:{node}" if node else kind


def _attributes(shape: Shape) -> str:
    parts = [_STYLES[shape.kind]]
    if shape.optional:
        parts.append("style=dashed")
    if shape.lines:
        parts.append(f"label={_label(shape.lines)}")
    return ", ".join(parts)


def _arrow(arrow: Arrow) -> str:
    parts = [f"label={_label([arrow.label])}"] if arrow.label else []
    parts += ["style=dashed"] if arrow.overdue else []
    return f" [{', '.join(parts)}]" if parts else ""


def _label(lines: Iterable[str]) -> str:
    short = [part for line in lines for part in wrap(line, _LINE, break_long_words=False) or [""]]
    return '"' + "\\n".join(_escaped(part) for part in short) + '"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Graphviz reads backslashes and, in labels, HTML entities: both are written so that they come out as they are."""
    return _ENTITY.sub("&amp;", text).replace("\\", "\\\\").replace('"', '\\"')
