"""The console script, and ``python -m sopflow``.

It must start without the packages of the command line, to say how to install them.
"""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLI_PACKAGES: Final = frozenset({"click", "rich"})
_INTERRUPTED: Final = 130
"""What shells report for a program that was stopped with Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a call (``sys.argv`` without the program, where none is given) and return its exit code.

    0: done; 1: the answer is no; 2: wrong usage, or something that cannot be opened.
    """
    try:
        _prepare_streams()
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:  # while the program was still being loaded
        return _INTERRUPTED


def _run(argv: Sequence[str]) -> int:
    try:
        import click  # noqa: F401
        import rich  # noqa: F401 - needed on terminals only, but never missing there
    except ModuleNotFoundError as missing:
        if missing.name not in _CLI_PACKAGES:
            raise
        from sopflow.messages import say

        print(say("cli-not-installed"), file=sys.stderr)
        return 2
    from sopflow.cli.app import run

    return run(argv)


def _prepare_streams() -> None:
    """Make every text writable: what the encoding of a stream lacks is replaced; a closed stream takes everything."""
    if sys.stdout is None:
        sys.stdout = StringIO()
    if sys.stderr is None:
        sys.stderr = StringIO()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
