"""Sentences in Indonesian, in the words that officials use."""

from __future__ import annotations

from typing import Final

from sopflow.messages.id import calendars, cases, cli, deadlines, files, sheets, sop, store, terms

MESSAGES: Final = {
    code: sentence
    for part in (files, sop, terms, calendars, sheets, cases, store, deadlines, cli)
    for code, sentence in part.MESSAGES.items()
}
