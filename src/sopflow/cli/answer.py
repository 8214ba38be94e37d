"""What a command answers: texts and an exit code. Writing them out is left to ``app.py``, in one place."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Final

from sopflow.plaintext import harmless_json

YES: Final = 0
NO: Final = 1
WRONG: Final = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` goes to standard output, ``errors`` to standard error, each with a line end where there is any.

    ``network_lines`` asks for the line ends of network formats, whatever the machine's are.
    """

    text: str = ""
    code: int = YES
    errors: str = ""
    network_lines: bool = False


def json_text(data: object) -> str:
    """Return ``data`` as JSON that prints harmlessly in the encoding of standard output."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    return harmless_json(json.dumps(data, ensure_ascii=not encoding.startswith("utf"), indent=2))
