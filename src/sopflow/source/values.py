"""Values of a file's plain data, as far as they could be read; what could not be was reported, and counts as absent.

It must not know any key.
"""

from __future__ import annotations

from typing import Any


def mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the mapping under a key; empty where there is none, or none that could be read."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def entries(data: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the mappings in the list under a key, each with its place in it."""
    value = data.get(key)
    items = value if isinstance(value, list) else []
    return [(place, item) for place, item in enumerate(items) if isinstance(item, dict)]


def text(data: dict[str, Any], key: str) -> str | None:
    """Return the text under a key, None where there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else None


def texts(data: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return the texts of the list under a key."""
    value = data.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def flag(data: dict[str, Any], key: str) -> bool | None:
    """Return true or false as it stands under a key, None where neither does."""
    value = data.get(key)
    return value if isinstance(value, bool) else None
