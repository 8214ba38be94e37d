"""The YAML files that ship with the package, as plain values.

They are ours and tested, so they need no strict reader; files of users must never be read here.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

BUILT_IN: Final = ("id-asn", "id-warga", "24-jam")
"""Names of the built-in calendars."""


def shipped_text(name: str) -> str:
    """Return the text of ``builtin/<name>.yaml``."""
    from importlib.resources import files

    return (files("sopflow.calendars") / "builtin" / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def shipped(name: str) -> dict[str, Any]:
    """Return the content of ``builtin/<name>.yaml``; the caller must not change it."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(shipped_text(name), loader)
    return content
