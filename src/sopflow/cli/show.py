"""``sopflow show``: the procedure as the sheet, or as data."""

from __future__ import annotations

from typing import Final

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import FORMAT, LANGUAGE, SOP_FILE
from sopflow.loading import load
from sopflow.render.data import procedure_data
from sopflow.render.sheet import sheet

PARAMETERS: Final = (SOP_FILE, FORMAT, LANGUAGE)


def show(file: str, format: str, lang: str) -> Answer:
    """Show the SOP in ``file``."""
    procedure = load(file)
    if format == "json":
        return Answer(json_text(procedure_data(procedure.definition, procedure.hash)))
    return Answer(sheet(procedure.definition, lang))
