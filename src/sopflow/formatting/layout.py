"""A whole text put in order: the keys here, indentation and blanks by ``ruamel.yaml``, which keeps comments and quotes.

What comes out is read again and has to say the same, else the text is left as it is: nothing is ever lost.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from sopflow.errors import SopInvalid
from sopflow.formatting.order import in_order
from sopflow.source.nodes import plain, text_spans
from sopflow.source.reader import read_text
from sopflow.source.schemas import load_schema

if TYPE_CHECKING:
    from sopflow.source.nodes import Node

_WIDTH: Final = 1_000_000
_OTHER_LINE_ENDS: Final = re.compile("[\x85\u2028\u2029]")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#")


def formatted(text: str, name: str, kind: str) -> str | None:
    """Return the text of an SOP or a calendar (``kind`` "sop" or "calendar") in its usual layout.

    The line ends stay what they were. None for a text whose layout cannot be changed without changing what it says.
    Raises ``SopInvalid`` for one that cannot be read, ``ImportError`` without the extra ``fmt``.
    """
    import ruamel.yaml  # noqa: F401 - say what is missing before anything is read

    ending = "\r\n" if "\r\n" in text else "\n"
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    if _OTHER_LINE_ENDS.search(unix):
        return None
    reading = read_text(unix, name)
    if reading.root is None or any(found.severity == "error" for found in reading.diagnostics):
        raise SopInvalid(reading.reported())
    lines = unix.rstrip().split("\n")
    result = _laid_out("\n".join(in_order(lines, reading.root, load_schema(kind))).strip("\n") + "\n")
    if not _says_the_same(result, unix, reading.root, name):
        return None
    return result.replace("\n", ending)


def _laid_out(text: str) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class Verbatim(VersionedResolver):
        """Takes every plain scalar for a text, so that it is written as it was."""

        @property
        def versioned_resolver(self) -> dict[str, Any]:
            return {}

    yaml: Any = YAML()
    yaml.Resolver = Verbatim
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    paper = StringIO()
    try:
        yaml.dump(yaml.load(text), paper)
    except Exception:  # whatever it cannot lay out stays as it is
        return text
    return "\n".join(line.rstrip() for line in paper.getvalue().split("\n")).strip("\n") + "\n"


def _says_the_same(result: str, text: str, root: Node, name: str) -> bool:
    """Return whether two texts hold the same values and the same comments."""
    again = read_text(result, name)
    if again.root is None or again.diagnostics:
        return False
    return plain(again.root) == plain(root) and _comments(result, again.root) == _comments(text, root)


def _comments(text: str, root: Node) -> list[str]:
    texts, found = text_spans(root), []
    for number, line in enumerate(text.split("\n")):
        marks = (mark.start() for mark in _COMMENT.finditer(line))
        begin = next((at for at in marks if not any(b <= at < e for b, e in texts.get(number, ()))), None)
        if begin is not None:
            found.append(line[begin:].rstrip())
    return sorted(found)
