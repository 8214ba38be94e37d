"""Every form in which an SOP can be written to a file, by the ending of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.definition.flow import analyse
from sopflow.errors import SopError
from sopflow.messages import LANGUAGES, Either
from sopflow.sheet.model import NO_CASE
from sopflow.sheet.pages import sheet_in_one_piece, sheet_in_pages
from sopflow.sheet.paper import PAPERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.definition.model import Definition
    from sopflow.sheet.model import CaseMarks


def render(
    definition: Definition, format: str, *, lang: str = "id", paper: str = "a4", case: CaseMarks = NO_CASE
) -> bytes:
    """Return an SOP in one of ``FORMATS``; ``paper``, a name of ``PAPERS``, counts where there are pages.

    Raises ``SopError`` for another format, language or paper, for a case that the format cannot show, and where the
    extra ``render`` is needed but not installed.
    """
    format = format.lower().removeprefix(".")
    if format not in FORMATS:
        raise SopError("render-format-unknown", given=format, known=Either(FORMATS))
    if lang not in LANGUAGES:
        raise SopError("render-language-unknown", given=lang, known=Either(LANGUAGES))
    if paper not in PAPERS:
        raise SopError("render-paper-unknown", given=paper, known=Either(tuple(PAPERS)))
    if format in SHEETS:
        return SHEETS[format](definition, lang, paper, case)
    if case != NO_CASE:
        raise SopError("render-no-case", format=format, known=Either(tuple(f".{name}" for name in SHEETS)))
    return FLOWS[format](definition, lang)


def _svg(definition: Definition, lang: str, paper: str, case: CaseMarks) -> bytes:
    from sopflow.sheet.svg import to_svg

    return to_svg(sheet_in_one_piece(definition, lang, case)).encode()


def _html(definition: Definition, lang: str, paper: str, case: CaseMarks) -> bytes:
    from sopflow.sheet.html import to_html

    whole, pages = sheet_in_one_piece(definition, lang, case), sheet_in_pages(definition, lang, paper, case)
    return to_html(whole, pages).encode()


def _pdf(definition: Definition, lang: str, paper: str, case: CaseMarks) -> bytes:
    from sopflow.sheet.typeset import to_pdf

    return to_pdf(sheet_in_pages(definition, lang, paper, case))


def _docx(definition: Definition, lang: str, paper: str, case: CaseMarks) -> bytes:
    from sopflow.sheet.docx import to_docx

    return to_docx(sheet_in_pages(definition, lang, paper, case))


def _xlsx(definition: Definition, lang: str, paper: str, case: CaseMarks) -> bytes:
    from sopflow.sheet.xlsx import to_xlsx

    return to_xlsx(sheet_in_one_piece(definition, lang, case), paper)


def _mermaid(definition: Definition, lang: str) -> bytes:
    from sopflow.render.drawing import drawing
    from sopflow.render.mermaid import to_mermaid

    return f"{to_mermaid(drawing(definition, lang))}\n".encode()


def _dot(definition: Definition, lang: str) -> bytes:
    from sopflow.render.dot import to_dot
    from sopflow.render.drawing import drawing

    return f"{to_dot(drawing(definition, lang))}\n".encode()


def _bpmn(definition: Definition, lang: str) -> bytes:
    from sopflow.bpmn.write import to_bpmn

    return to_bpmn(definition, analyse(definition).meets, lang).encode()


SHEETS: Final[Mapping[str, Callable[[Definition, str, str, CaseMarks], bytes]]] = {
    "svg": _svg,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
"""Forms of the official sheet."""
FLOWS: Final[Mapping[str, Callable[[Definition, str], bytes]]] = {"mmd": _mermaid, "dot": _dot, "bpmn": _bpmn}
"""Forms of the flow for other programs."""
FORMATS: Final = (*SHEETS, *FLOWS)
