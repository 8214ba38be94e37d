"""Sentences in English."""

from __future__ import annotations

from typing import Final

from sopflow.messages.en import calendars, cases, cli, deadlines, files, sheets, sop, store, terms

MESSAGES: Final = {
    code: sentence
    for part in (files, sop, terms, calendars, sheets, cases, store, deadlines, cli)
    for code, sentence in part.MESSAGES.items()
}
