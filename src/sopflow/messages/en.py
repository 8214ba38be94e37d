"""Sentences in English."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- errors that are raised ---
    "sop-invalid": "This SOP has {count} errors:",
    # --- durations ---
    # --- dates and calendars ---
    # --- certainty ---
}
