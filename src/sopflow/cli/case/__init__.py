"""``sopflow case …``: cases in a store, one command for each thing that can be done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.case import change, listing, migrate_all, recount_all, redact, show, start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import click

    from sopflow.cli.answer import Answer

_START: Final = "sopflow case start procedures/pengaduan-tidak-langsung.yaml --document berkas_pengaduan"

COMMANDS: Final[Mapping[str, tuple[Callable[..., Answer], Sequence[click.Parameter], str]]] = {
    "start": (start.start, start.PARAMETERS, _START),
    **{name: (change.giving(name), change.parameters(name), example) for name, example in change.EXAMPLES.items()},
    "recount-all": (recount_all.recount_all, recount_all.PARAMETERS, recount_all.EXAMPLE),
    "migrate-all": (migrate_all.migrate_all, migrate_all.PARAMETERS, migrate_all.EXAMPLE),
    "redact": (redact.redact, redact.PARAMETERS, redact.EXAMPLE),
    "show": (show.show, show.PARAMETERS, "sopflow case show 7h2k-9qwm-3xtc"),
    "list": (listing.listing, listing.PARAMETERS, "sopflow case list --overdue"),
}
"""Each command: what runs it, its parameters, an example."""
