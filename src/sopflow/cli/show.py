"""``sopflow show``: the procedure as the sheet, or as data."""

from __future__ import annotations

import sys
from typing import Final

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import FORMAT, LANGUAGE, SOP_FILE
from sopflow.cli.terminal import is_terminal, table, terminal_width
from sopflow.loading import load
from sopflow.render.data import procedure_data
from sopflow.sheet.text import sheet, sheet_head, sheet_table

_TABLE: Final = 96
"""Columns that a terminal needs for the table; on a narrower one each row is a block of lines."""
PARAMETERS: Final = (SOP_FILE, FORMAT, LANGUAGE)


def show(file: str, format: str, lang: str) -> Answer:
    """Show the SOP in ``file``."""
    procedure = load(file)
    if format == "json":
        return Answer(json_text(procedure_data(procedure.definition, procedure.hash)))
    definition = procedure.definition
    if not is_terminal(sys.stdout) or terminal_width() < _TABLE:
        return Answer(sheet(definition, lang))
    return Answer(f"{sheet_head(definition, lang)}\n\n{table(*sheet_table(definition, lang), ruled=True)}")
