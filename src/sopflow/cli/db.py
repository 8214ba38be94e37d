"""``sopflow db …``: the database of a store itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.answer import Answer
from sopflow.cli.database import DB, address
from sopflow.cli.options import LANGUAGE, option
from sopflow.cli.usage import UsageError
from sopflow.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import click


def prepare(db: str | None, shared: bool, lang: str) -> Answer:
    """Set a database up, or bring that of an older version forward."""
    try:
        from sopflow.store import prepare as make_ready
    except ImportError:
        raise UsageError("cli-store-missing") from None
    make_ready(address(db, create=True), shared=shared)
    return Answer(say("case-database-ready", lang))


COMMANDS: Final[Mapping[str, tuple[Callable[..., Answer], Sequence[click.Parameter], str]]] = {
    "prepare": (
        prepare,
        (DB, option("--shared", is_flag=True, help="cli-shared-option"), LANGUAGE),
        "sopflow db prepare --db postgresql://localhost/kantor",
    ),
}
"""Each command: what runs it, its parameters, an example."""
