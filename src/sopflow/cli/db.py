"""``sopflow db …``: the database of a store itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.answer import Answer
from sopflow.cli.database import DB, address, opened
from sopflow.cli.options import LANGUAGE, PATHS, option
from sopflow.cli.usage import UsageError
from sopflow.loading import load
from sopflow.messages import say
from sopflow.plaintext import one_line

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


def add(paths: tuple[str, ...], db: str | None, lang: str) -> Answer:
    """Publish SOPs in a database: better wording, reminders and calendars hold for running cases as well."""
    loaded = [load(path) for path in paths]
    with opened(db, create=True) as store:
        with store.transaction() as together:
            for procedure in loaded:
                together.add(procedure)
        lines = [say("case-sop-added", lang, sop=one.id, version=one_line(one.version)) for one in loaded]
        return Answer("\n".join([*lines, say("case-database", lang, database=one_line(store.name))]))


COMMANDS: Final[Mapping[str, tuple[Callable[..., Answer], Sequence[click.Parameter], str]]] = {
    "prepare": (
        prepare,
        (DB, option("--shared", is_flag=True, help="cli-shared-option"), LANGUAGE),
        "sopflow db prepare --db postgresql://localhost/kantor",
    ),
    "add": (add, (PATHS, DB, LANGUAGE), "sopflow db add procedures/pengaduan-langsung.yaml"),
}
"""Each command: what runs it, its parameters, an example."""
