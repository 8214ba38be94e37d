"""What several reports write alike: a finding as one sentence, a path as it is the same on every system."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic


def sentence(found: Diagnostic, lang: str) -> str:
    """Return what is wrong and what would be right, on one line."""
    return " ".join(filter(None, (one_line(found.message(lang)), one_line(found.hint(lang) or ""))))


def posix_path(file: str) -> str:
    """Return a path with forward slashes, without a leading ``./``."""
    return PurePath(os.path.normpath(file)).as_posix()
