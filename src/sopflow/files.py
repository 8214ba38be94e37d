"""Writing a file so that nobody ever reads half of it: all that is new or, where anything fails, all that was there."""

from __future__ import annotations

import os
import tempfile
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
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:50]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, place.stat().st_mode if place.exists() else 0o666 & ~_umask())
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    """Return which rights new files do not get; it can only be asked by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
