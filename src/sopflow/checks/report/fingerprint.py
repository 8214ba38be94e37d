"""What makes a finding the same in the next run, though lines above it have come or gone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.diagnostic import Diagnostic


def with_fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Give each finding with 64 hexadecimal digits: of its file, code and line, and which of equal ones it is."""
    seen: dict[tuple[str, str, str], int] = {}
    for found in diagnostics:
        key = (found.file, found.code, found.source.strip())
        seen[key] = seen.get(key, 0) + 1
        text = "\0".join((*key, str(seen[key])))
        yield found, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
