"""The procedure that users hold: loaded, proven, and asked for its graph, its hash and its plans."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sopflow.checks.run import check_paths, check_reading
from sopflow.errors import SopInvalid
from sopflow.source.reader import read_bytes, read_path, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import networkx as nx

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Actor, Definition, Document, Fact, Outcome, Step
    from sopflow.diagnostic import Diagnostic
    from sopflow.planning.model import Plan
    from sopflow.source.reader import Reading


def load(path: str | Path) -> Procedure:
    """Load an SOP from a YAML file.

    Raises ``SopInvalid`` where the file has errors or cannot be opened; its ``diagnostics`` hold all of them, with
    line and column.
    """
    return _procedure(read_path(path))


def loads(text: str | bytes, name: str = "<text>") -> Procedure:
    """Load an SOP from a text; ``name`` is what diagnostics call it, paths in it start at its folder.

    Raises ``SopInvalid``.
    """
    return _procedure(read_bytes(text, name) if isinstance(text, bytes) else read_text(text, name))


def check(*paths: str | Path) -> list[Diagnostic]:
    """Check files and folders, and return all that is wrong or odd, file by file, each in the order of its lines."""
    return list(check_paths(paths).diagnostics)


def _procedure(reading: Reading) -> Procedure:
    checked = check_reading(reading)
    if not checked.ok or checked.definition is None or checked.flow is None:
        raise SopInvalid(checked.diagnostics)
    return Procedure(checked.definition, checked.flow, checked.diagnostics, checked.calendars)


class Procedure:
    """An SOP that has been proven sound. Immutable, and safe to share between threads.

    The calendars that its file names are read once, when it is loaded. ``steps``, ``actors``, ``documents``, ``data``
    and ``outcomes`` are read-only mappings by id, in the order of the file.
    """

    def __init__(
        self,
        definition: Definition,
        flow: Flow,
        diagnostics: Sequence[Diagnostic],
        calendars: Mapping[str, WorkCalendar],
    ) -> None:
        self._definition = definition
        self._diagnostics = tuple(diagnostics)
        self._flow = flow
        self._calendars = dict(calendars)

    def __repr__(self) -> str:
        return f"<Procedure {self.id} {self.version}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Procedure) and self.definition == other.definition

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def definition(self) -> Definition:
        """The whole model."""
        return self._definition

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The warnings and notes that the check left."""
        return self._diagnostics

    @property
    def id(self) -> str:
        """The id of the SOP, in kebab-case."""
        return self.definition.id

    @property
    def version(self) -> str:
        """The agency's own version."""
        return self.definition.version

    @property
    def title(self) -> str:
        """The title of the SOP."""
        return self.definition.title

    @cached_property
    def hash(self) -> str:
        """``1:`` and the SHA-256 of what a case depends on; wording and layout leave it as it is."""
        from sopflow.definition.hash import content_hash

        return content_hash(self.definition)

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps by id."""
        return MappingProxyType(self.definition.steps)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return MappingProxyType(self.definition.actors)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""
        return MappingProxyType(self.definition.documents)

    @property
    def data(self) -> Mapping[str, Fact]:
        """The facts that conditions read, by id."""
        return MappingProxyType(self.definition.data)

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """How a case can end, by id."""
        return MappingProxyType(self.definition.outcomes)

    @property
    def calendar(self) -> WorkCalendar:
        """The calendar that counts where neither a step nor its actor has one of its own."""
        return self._calendar(self.definition.calendar)

    @property
    def graph(self) -> nx.MultiDiGraph[Any]:
        """A new ``networkx.MultiDiGraph`` of actors, steps, documents and outcomes; the caller owns it.

        Nodes are keyed ``start``, ``step:ID``, ``outcome:ID``, ``actor:ID``, ``document:ID`` and have a ``kind``;
        edges have ``kind`` flow, performs, requires or produces. Attributes are str, int, float or bool.
        """
        from sopflow.definition.graph import build_graph

        return build_graph(self.definition)

    def plan(
        self,
        start: When,
        choices: Sequence[tuple[str, str]] | Mapping[str, str] = (),
        *,
        calendar: WorkCalendar | None = None,
    ) -> Plan:
        """Return when each step is due if the case starts at ``start`` and each step takes its full time.

        ``start`` is ISO text, a date or a datetime; a naive one is taken in the calendar's zone. ``choices`` are
        ``[("periksa", "lengkap"), ...]``, used up visit by visit, or ``{"periksa": "lengkap"}``; where nothing is
        chosen, the first branch that is not rework is taken. ``calendar`` stands in for the SOP's own. Raises
        ``InstantError``, ``ChoiceError`` and ``CalendarError``.
        """
        from sopflow.planning.plan import make_plan

        return make_plan(self.definition, self._flow, self._calendar, start, choices, calendar)

    def _calendar(self, name: str) -> WorkCalendar:
        known = self._calendars.get(name)
        if known is None:
            from sopflow.calendars.load import calendar

            known = self._calendars.setdefault(name, calendar(name))
        return known
