"""Writing a file so that nobody ever reads half of it: all that is new or, where anything fails, all that was there."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from sopflow.messages import Term


def write_whole(path: str | Path, content: bytes) -> None:
    """Put ``content`` in the place of a file at once, through links, with the rights that the file has.

    What is no ordinary file (a pipe, a device) is written to as it is. Raises ``OSError``.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        Path(path).write_bytes(content)
        return
    place = Path(os.path.realpath(path))
    if mode is not None and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    new = place.with_name(f".{place.name[:50]}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(content)
        if mode is not None:
            os.chmod(new, stat.S_IMODE(mode))
        os.replace(new, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(new)
        raise


_UNWRITTEN: Final = {
    errno.ENOENT: "unwritten-no-folder",
    errno.ENOTDIR: "unwritten-no-folder",
    errno.EISDIR: "unwritten-is-folder",
    errno.EACCES: "unwritten-permission",
    errno.EPERM: "unwritten-permission",
    errno.EROFS: "unwritten-permission",
    errno.ENOSPC: "unwritten-full",
    errno.ENAMETOOLONG: "unwritten-name",
}


def why_unwritten(error: OSError) -> Term | str:
    """Return why something could not be written: a word of the catalogue, or else what the system says."""
    code = _UNWRITTEN.get(error.errno or 0)
    return Term(code) if code else error.strerror or type(error).__name__
