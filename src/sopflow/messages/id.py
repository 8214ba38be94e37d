"""Sentences in Indonesian, in the words that officials use."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- errors that are raised ---
    "sop-invalid": "SOP ini mempunyai {count} kesalahan:",
    # --- durations ---
    # --- dates and calendars ---
    # --- certainty ---
}
