"""Writing a file so that nobody ever reads half of it: all that is new or, where anything fails, all that was there."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_whole(path: str | Path, content: bytes) -> None:
    """Put ``content`` in the place of a file at once, through links, with the rights that the file has.

    What is no ordinary file (a pipe, a device) is written to as it is. Raises ``OSError``.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        place.write_bytes(content)
        return
    new = place.with_name(f".{place.name[:50]}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(content)
        if place.exists():
            os.chmod(new, place.stat().st_mode)
        os.replace(new, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(new)
        raise
