"""Where a page ended, as a text that programs hand back unread. It must not know what is in the lines."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from sopflow.errors import StoreError
from sopflow.plaintext import shown
from sopflow.store.rows import is_storable


def cursor_of(kind: str, *place: Any) -> str:
    """Return the cursor of a line; ``kind`` tells whose pages it belongs to."""
    return urlsafe_b64encode(json.dumps([kind, *place], separators=(",", ":")).encode()).decode().rstrip("=")


def place_after(kind: str, cursor: str, *types: type) -> list[Any]:
    """Return the place that a cursor of this kind holds, of these types; ``StoreError`` for any other text."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found = json.loads(urlsafe_b64decode(padded.encode("ascii")))
        named, *place = found
        small = all(abs(part) < 2**63 for part in place if isinstance(part, int))
        plain = all(is_storable(part) for part in place if isinstance(part, str))
        if named == kind and [type(part) for part in place] == list(types) and small and plain:
            return [*place]
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise StoreError("store-cursor", given=shown(cursor))
