"""The flow of an SOP as a Mermaid flowchart. It must not know SOPs, only shapes and arrows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.render.drawing import Arrow, Drawing, Shape

# Mermaid reads Markdown, HTML, directives (%%{) and its own brackets even between quotes; a number with a point in
# front would become a list, and a colon behind the word "style" breaks its entities. What is neither letter, digit nor
# plain punctuation is written as an entity.
_UNSAFE: Final = re.compile(r"(?<=\d)[.)](?=\s)|(?<!\w)-|[^\w\s,./()?!'–-]|_")
_BRACKETS: Final = {
    "start": ("([", "])"),
    "step": ("[", "]"),
    "decision": ("{", "}"),
    "outcome": ("([", "])"),
}


def to_mermaid(drawing: Drawing) -> str:
    """Return a flowchart; nodes are called ``start``, ``step_ID``, ``decision_ID`` and ``outcome_ID``."""
    optional = [_name(shape.key) for shape in drawing.shapes if shape.optional]
    lines = [
        "flowchart TD",
        *(f"  {_node(shape)}" for shape in drawing.shapes),
        *(f"  {_arrow(arrow)}" for arrow in drawing.arrows),
        *(f"  style {name} stroke-dasharray: 4" for name in optional),
    ]
    return "\n".join(lines)


def _name(key: tuple[str, str]) -> str:
    kind, node = key
    return f"{kind}_{node}" if node else kind


def _node(shape: Shape) -> str:
    opening, closing = _BRACKETS[shape.kind]
    return f'{_name(shape.key)}{opening}"{_text(shape.lines) or " "}"{closing}'


def _arrow(arrow: Arrow) -> str:
    line = "-.->" if arrow.overdue else "-->"
    label = f'|"{_text([arrow.label])}"|' if arrow.label else ""
    return f"{_name(arrow.source)} {line}{label} {_name(arrow.target)}"


def _text(lines: Iterable[str]) -> str:
    return "<br/>".join(_UNSAFE.sub(_entity, line) for line in lines)


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found.group())};"
