"""Which single line of a file is out of place, found by trying.

Where the lines of a file do not fit together, the parser stumbles behind the fault: a lost dash shows at the next entry
of the list, pages below. So each line above is written anew in the ways that undo a slip, and of those that let the
parser pass the most plausible one is taken. It must not know what a key means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from sopflow.source.composer import Composer, Refused
from sopflow.source.lines import blanks
from sopflow.source.nodes import At, Node, Place, SourceText, whole_line
from sopflow.source.plausible import strangeness
from sopflow.source.schemas import likely_schema
from sopflow.source.slips import LEFT_OUT, LINE_MISSING, LINES_ABOVE, undone_slips

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic
    from sopflow.source.slips import Undone

_MOST_COST: Final = {"yaml-indentation": LEFT_OUT, "yaml-colon-missing": LINE_MISSING, "yaml-syntax": 0.0}
"""The codes of what the parser cannot place, with the largest cost of an explanation that is taken in their stead."""

_MOST_LETTERS: Final = 2_000_000
"""So much is read again for one fault, all tries together."""

_FURTHER: Final = 12
"""So many more lines above are tried when one way has been found."""

_FURTHER_UP: Final = 0.01
"""What each line costs by which another one is further up: of two that would do, the nearer one is meant."""


def find_misplaced(source: SourceText, shown: Diagnostic) -> tuple[Diagnostic, str | None] | None:
    """Return the diagnostic about the line that is out of place and how it is to be written, where that is known.

    ``shown`` says where it shows. None where no change of one line makes the file readable, or none that tells more.
    """
    most = _MOST_COST.get(shown.code)
    best = _most_plausible(source, shown.span.line - 1) if most is not None else None
    if best is None or most is None or best.cost > most:
        return None
    place = whole_line(source, best.number)
    if best.code in {"yaml-dash-extra", "yaml-dash-space"}:
        place = Place(place.start, At(best.number, place.start.column + 1))
    fixed, count = best.text.strip(), blanks(best.text)
    if not best.certain:
        return source.diagnose(best.code, place, hint_code=best.hint, count=count, last_line=best.last + 1), None
    moved = best.hint == "write-value" and count != blanks(source.line(best.number))
    hint = "write-indented" if moved else best.hint
    return source.diagnose(best.code, place, hint_code=hint, fixed=fixed, count=count), best.text


def _most_plausible(source: SourceText, number: int) -> Undone | None:
    """Return the change of one line at ``number`` or above it that makes the most plausible file."""
    schema = likely_schema(line.partition(":")[0] for line in source.lines)
    first, last = _sections_around(source, number)
    letters, nearest = 0, 0
    best: tuple[float, Undone] | None = None
    for undone in undone_slips(source, number, first):
        if undone.number < nearest - _FURTHER:
            continue
        behind = max(undone.number, undone.last) + 1
        lines = [*source.lines[first : undone.number], undone.text, *source.lines[behind:last]]
        text = "\n".join(lines)
        letters += len(text)
        if letters > _MOST_LETTERS:
            break
        root = _tree(text)
        if root is not None:
            nearest = max(nearest, undone.number)
            strange = strangeness(root, schema) + undone.cost + _FURTHER_UP * (number - undone.number)
            if best is None or strange < best[0]:
                best = strange, undone
    return best[1] if best else None


def _sections_around(source: SourceText, number: int) -> tuple[int, int]:
    """Return the first line to read and the one behind the last: whole sections, which can be read without the rest."""
    begins = [i for i, line in enumerate(source.lines) if line[:1].isalpha() or line[:1] == "_"]
    before = [i for i in begins if i <= number - LINES_ABOVE]
    behind = [i for i in begins if i > number]
    return (before[-1] if before else 0), (behind[1] if len(behind) > 1 else len(source.lines))


def _tree(text: str) -> Node | None:
    """Return the tree of a text, None where anything at all is wrong with it."""
    composer = Composer(SourceText("", text))
    try:
        root = composer.compose(text)
    except (Refused, yaml.YAMLError):
        return None
    return None if composer.found() else root
