"""Plain data of a file -> model, and what is wrong with what the file says in itself.

References, ids and the keys that exclude each other are checked here; the flow and the documents are checked on the
model. A wrong value is left out of the model after it has been reported; ``Built.uncertain`` names the steps whose ways
are not known for that reason, so that nobody draws conclusions from the gap.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sopflow.definition import entries
from sopflow.definition.model import (
    ON_OVERDUE,
    Branch,
    Definition,
    Document,
    Input,
    Outcome,
    Output,
    ServiceTime,
    Step,
)
from sopflow.definition.read_conditions import read_condition, read_fact
from sopflow.definition.read_notices import NoticeReader
from sopflow.definition.references import Kind, References
from sopflow.duration import Duration
from sopflow.errors import DurationError
from sopflow.messages import Either
from sopflow.source import values
from sopflow.source.findings import Findings
from sopflow.source.nodes import At, KeyPath, Scalar, Unreadable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sopflow.definition.condition import Condition
    from sopflow.definition.model import Fact
    from sopflow.duration import DayCounting

_UNKNOWN: Final = Unreadable(At(0, 0), At(0, 0))
_FLAGS: Final = {"actors": ("external",), "documents": ("external", "on_hand"), "outcomes": ("ends_case",)}
"""What is true or false of an entry of each section."""

DEFAULT_OUTCOME: Final = Outcome("selesai", "Selesai")


@dataclass(slots=True)
class Built:
    """A model with what the checks need to point into the file.

    ``places`` leads from a step id to its path; ``uncertain`` holds the steps whose ways out are not known;
    ``documents_known`` is False where some step's documents could not be read.
    """

    definition: Definition
    findings: Findings
    places: dict[str, KeyPath]
    uncertain: set[str]
    documents_known: bool


def build(data: dict[str, Any], findings: Findings) -> Built | None:
    """Build the model; None where the file has no steps to build one from."""
    if not isinstance(data.get("steps"), list) or not data["steps"]:
        return None
    return _Builder(data, findings).build()


class _Builder:
    def __init__(self, data: dict[str, Any], findings: Findings) -> None:
        self.data = data
        self.findings = findings
        self.uncertain: set[str] = set()
        self.day_counting: DayCounting | None = values.text(data, "day_counting")  # type: ignore[assignment]
        self.actors = {key: entries.actor(key, value) for key, value in values.mapping(data, "actors").items()}
        self.documents = {key: self._declared(key, value) for key, value in values.mapping(data, "documents").items()}
        self.facts: dict[str, Fact] = {
            key: read_fact(key, value, ("data", key), findings) for key, value in values.mapping(data, "data").items()
        }
        outcomes = {key: entries.outcome(key, value) for key, value in values.mapping(data, "outcomes").items()}
        self.outcomes = outcomes or {DEFAULT_OUTCOME.id: DEFAULT_OUTCOME}
        self.first_of: dict[str, int] = {}
        self.step_ids = self._step_ids()
        self.names = [self._unique(index, step_id) for index, step_id in enumerate(self.step_ids)]
        self.actor_names = self._names("actor", "actors", self.actors)
        self.document_names = self._names("document", "documents", self.documents)
        self.fact_names = self._names("fact", "data", self.facts)
        self.targets = self._steps_and_outcomes()
        self.notices = NoticeReader(self.actors, self.actor_names, self._duration, findings)
        self._check_names_like_keys()
        self.targets.numbers = self._sheet_numbers()
        self.actor_names.are_called((actor.id, actor.name) for actor in self.actors.values())
        self.document_names.are_called((document.id, document.name) for document in self.documents.values())
        self.fact_names.are_called((fact.id, fact.title) for fact in self.facts.values())
        activities = [
            (name, values.text(entry, "activity") or "")
            for entry, name in zip(data["steps"], self.step_ids, strict=True)
            if isinstance(entry, dict) and name
        ]
        self.targets.are_called([*activities, *((outcome.id, outcome.name) for outcome in self.outcomes.values())])

    def _check_names_like_keys(self) -> None:
        """Report ``external: true`` among the names of documents: its line belongs under the name above it."""
        for section, keys in _FLAGS.items():
            for key in keys:
                node = self.findings.node((section, key))
                flag = isinstance(node, Scalar) and node.text in {"true", "false"}
                if flag and self.findings.has((section, key)):
                    self.findings.at_key(
                        "name-like-key", (section, key), hint="name-like-key-hint", id=key, section=section
                    )
                    self.document_names.lost = self.document_names.lost or section == "documents"

    def _names(self, kind: Kind, section: str, names: Iterable[str]) -> References:
        whole = self.findings.whole((section,))
        readable = isinstance(self.data.get(section, {}), dict)
        return References.to(kind, names, complete=readable and whole, doubtful=not whole)

    def _steps_and_outcomes(self) -> References:
        readable = isinstance(self.data.get("outcomes", {}), dict)
        all_named = len(self.first_of) == len(self.step_ids) and "" not in self.first_of
        whole = all(self.findings.whole(("steps", index)) for index in range(len(self.step_ids)))
        doubtful = bool(self.first_of.keys() & self.outcomes.keys()) or not self.findings.whole(("outcomes",))
        names = filter(None, [*self.first_of, *self.outcomes])
        return References.to(
            "step", names, complete=readable and all_named and whole and not doubtful, doubtful=doubtful
        )

    def build(self) -> Built:
        steps = [self._step(index, entry) for index, entry in enumerate(self.data["steps"])]
        definition = Definition(
            id=values.text(self.data, "sop") or "",
            version=values.text(self.data, "version") or "",
            title=values.text(self.data, "title") or "",
            actors=self.actors,
            documents=self.documents,
            data=self.facts,
            steps={step.id: step for step in steps},
            outcomes=self.outcomes,
            agency=values.text(self.data, "agency") or "",
            unit=values.text(self.data, "unit") or "",
            service=values.text(self.data, "service") or "",
            fee=values.text(self.data, "fee") or "",
            service_time=self._service_time(),
            calendar=values.text(self.data, "calendar") or "id-asn",
            day_counting=self.day_counting,
            remind=self.notices.reminders(self.data, ()) or (),
            escalate=self.notices.escalations(self.data, ()) or (),
            identity=entries.identity(values.mapping(self.data, "document")),
        )
        sections: dict[str, Container[str]] = {
            "actors": self.actors, "documents": self.documents, "data": self.facts,
        }  # fmt: skip
        for references in (self.actor_names, self.document_names, self.fact_names, self.targets):
            references.report_unknown(self.findings, sections)
        places: dict[str, KeyPath] = {name: ("steps", index) for index, name in enumerate(self.names)}
        return Built(definition, self.findings, places, self.uncertain, not self.document_names.lost)

    def _declared(self, key: str, value: Any) -> Document:
        """Return a document; one of which something could not be read counts as handed in."""
        if not isinstance(value, dict):
            return Document(key, value if isinstance(value, str) else "", external=isinstance(value, Unreadable))
        external, on_hand = value.get("external"), value.get("on_hand")
        unknown = isinstance(external, Unreadable) or isinstance(on_hand, Unreadable)
        unknown = unknown or not self.findings.whole(("documents", key))
        return Document(key, values.text(value, "name") or "", external is True or unknown, on_hand is True)

    def _step_ids(self) -> list[str]:
        steps = self.data["steps"]
        found = [values.text(step, "id") or "" if isinstance(step, dict) else "" for step in steps]
        for index, step_id in enumerate(found):
            path = ("steps", index, "id")
            if step_id in self.first_of and step_id:
                line = self.findings.line(("steps", self.first_of[step_id], "id"))
                self.findings.at("duplicate-id", path, id=step_id, first_line=line)
            elif step_id in self.outcomes and step_id:
                self._step_like_outcome(step_id, path)
            self.first_of.setdefault(step_id, index)
        return found

    def _step_like_outcome(self, name: str, path: KeyPath) -> None:
        """Report a step and an outcome of the same name where the later of the two stands."""
        self.uncertain.add(name)
        step, outcome = self.findings.line(path), self.findings.key_line(("outcomes", name))
        if outcome is None:
            self.findings.at("duplicate-default-outcome", path, id=name)
        elif outcome > step:
            self.findings.at_key("duplicate-step-outcome", ("outcomes", name), id=name, first_line=step)
        else:
            self.findings.at("duplicate-step-outcome", path, id=name, first_line=outcome)

    def _sheet_numbers(self) -> dict[str, str]:
        numbers: dict[str, str] = {}
        for index, (entry, step_id) in enumerate(zip(self.data["steps"], self.step_ids, strict=True)):
            number = values.text(entry, "number") if isinstance(entry, dict) else None
            if step_id:
                numbers.setdefault((number or str(index + 1)).rstrip("."), step_id)
        return numbers

    def _unique(self, index: int, step_id: str) -> str:
        """Return a name for a step even where its id is missing or taken, and doubt what is said about that one."""
        if step_id and self.first_of[step_id] == index:
            return step_id
        self.uncertain.update({step_id, f"{step_id}#{index + 1}"} - {""})
        return f"{step_id}#{index + 1}"

    def _step(self, index: int, entry: Any) -> Step:
        path: KeyPath = ("steps", index)
        if not isinstance(entry, dict) or not self.findings.whole(path) or isinstance(entry.get("join"), Unreadable):
            self._doubt(index)
        if not isinstance(entry, dict):
            return Step(self.names[index], str(index + 1), "", "")
        branches = self._branches(entry, path)
        on_overdue = self._on_overdue(entry, path)
        duration = self._duration(entry.get("duration"), (*path, "duration"))
        self._check_exclusions(entry, path, branches)
        return Step(
            id=self.names[index],
            number=values.text(entry, "number") or str(index + 1),
            actor=self.actor_names.resolve(entry.get("actor"), (*path, "actor")) or "",
            activity=values.text(entry, "activity") or "",
            participants=self.actor_names.resolve_all(entry.get("with"), (*path, "with")),
            inputs=tuple(self._inputs(entry.get("inputs"), (*path, "inputs"))),
            tools=values.texts(entry, "tools"),
            duration=duration,
            outputs=self._outputs(entry.get("outputs"), (*path, "outputs")),
            result=values.text(entry, "result"),
            sets=self.fact_names.resolve_all(entry.get("sets"), (*path, "sets")),
            next=() if "branches" in entry else self._next(entry.get("next"), (*path, "next"), index),
            branches=branches,
            on_overdue=on_overdue,
            remind=self.notices.reminders(entry, path),
            escalate=self.notices.escalations(entry, path),
            optional=entry.get("optional") is True,
            join="join" in entry,
            calendar=values.text(entry, "calendar"),
            note=values.text(entry, "note"),
        )

    def _doubt(self, index: int) -> None:
        """Note that something of a step could not be read: neither its ways nor its documents are known."""
        self.uncertain.add(self.names[index])
        self.document_names.lost = True

    def _next(self, value: Any, path: KeyPath, index: int) -> tuple[str, ...]:
        """Return where a way leads; ``path`` and ``index`` tell which step it leaves."""
        if value is None:
            return self._next_below(index)
        if isinstance(value, list):
            for place, name in enumerate(value if len(value) > 1 else ()):
                if isinstance(name, str) and name in self.outcomes and name not in self.first_of:
                    if self.names[index] not in self.uncertain:
                        self.findings.at("fork-to-outcome", (*path, place), id=name)
                    self.uncertain.add(self.names[index])
            targets = self.targets.resolve_all(value, path)
            complete = 1 < len(targets) == len(value)
        else:
            target = self.targets.resolve(value, path)
            if target == self.names[index] != value:  # hardly anybody means the step itself
                self.targets.dismiss(value)
                target = None
            targets, complete = (() if target is None else (target,)), target is not None
        if not complete:
            self.uncertain.add(self.names[index])
        return targets

    def _next_below(self, index: int) -> tuple[str, ...]:
        if index + 1 < len(self.step_ids):
            return (self.names[index + 1],)
        if len(self.outcomes) > 1:
            lost = "next" in self.findings.unknown_keys()
            if self.targets.complete and self.names[index] not in self.uncertain and not lost:
                self.findings.at("next-missing", ("steps", index, "id"), known=Either(tuple(self.outcomes)))
            self.uncertain.add(self.names[index])
            return ()
        return tuple(self.outcomes)

    def _branches(self, entry: dict[str, Any], path: KeyPath) -> tuple[Branch, ...]:
        if "branches" not in entry:
            return ()
        path, index = (*path, "branches"), int(path[1])
        if not isinstance(entry["branches"], list) or not entry["branches"]:
            self._doubt(index)
            return ()
        branches = []
        for place, item in enumerate(entry["branches"]):
            if isinstance(item, dict):
                branches.append(self._branch(item, (*path, place), index))
            else:
                self._doubt(index)
        self._check_branch_ids(entry["branches"], path)
        self._check_conditions(entry["branches"], path)
        return tuple(branches)

    def _branch(self, item: dict[str, Any], path: KeyPath, index: int, branch_id: str | None = None) -> Branch:
        if not self.findings.whole(path):
            self._doubt(index)
        branch_id = branch_id or values.text(item, "id") or ""
        label = values.text(item, "label") or branch_id.replace("_", " ").capitalize()
        return Branch(
            id=branch_id,
            label=label,
            next=self._next(item.get("next", _UNKNOWN), (*path, "next"), index),
            activity=values.text(item, "activity"),
            when=self._condition(item.get("when"), (*path, "when")),
            otherwise=item.get("otherwise") is True,
            outputs=self._outputs(item.get("outputs"), (*path, "outputs")),
            result=values.text(item, "result"),
        )

    def _on_overdue(self, entry: dict[str, Any], path: KeyPath) -> Branch | None:
        value = entry.get("on_overdue")
        if isinstance(value, Unreadable):
            self._doubt(int(path[1]))
        if not isinstance(value, dict):
            return None
        if entries.is_no_duration(entry.get("duration")) and self.findings.whole(path):
            self.findings.at_key("overdue-without-duration", (*path, "on_overdue"))
        labelled = value if "label" in value else {**value, "label": "Lewat waktu"}
        return self._branch(labelled, (*path, "on_overdue"), int(path[1]), ON_OVERDUE)

    def _check_branch_ids(self, items: list[Any], path: KeyPath) -> None:
        taken: dict[str, int] = {}
        for place, item in enumerate(items):
            branch_id = values.text(item, "id") if isinstance(item, dict) else None
            if branch_id == ON_OVERDUE:
                self.findings.at("branch-id-reserved", (*path, place, "id"), id=branch_id)
            elif branch_id and taken.setdefault(branch_id, place) != place:
                line = self.findings.line((*path, taken[branch_id], "id"))
                self.findings.at("duplicate-id", (*path, place, "id"), id=branch_id, first_line=line)

    def _check_conditions(self, items: list[Any], path: KeyPath) -> None:
        """Check that either every branch has a condition or none has."""
        if not all(isinstance(item, dict) and self.findings.whole((*path, i)) for i, item in enumerate(items)):
            return
        kinds = Counter("when" if "when" in item else "otherwise" if "otherwise" in item else "" for item in items)
        for place, item in enumerate(items):
            if "when" in item and "otherwise" in item:
                self.findings.at_key("when-and-otherwise", (*path, place, "otherwise"))
        if kinds["otherwise"] > 1:
            last = max(place for place, item in enumerate(items) if "otherwise" in item)
            self.findings.at_key("otherwise-twice", (*path, last, "otherwise"))
        elif (kinds[""] and (kinds["when"] or kinds["otherwise"])) or (kinds["otherwise"] and not kinds["when"]):
            self.findings.at_key("branches-mixed", path)

    def _check_exclusions(self, entry: dict[str, Any], path: KeyPath, branches: tuple[Branch, ...]) -> None:
        if not self.findings.whole(path):
            return
        if "branches" in entry and "next" in entry:
            self.findings.at_key("next-and-branches", (*path, "next"))
        if entries.is_no_duration(entry.get("duration")):
            for key in ("remind", "escalate"):
                if entry.get(key):
                    self.findings.at_key("notice-without-duration", (*path, key), key=key)
        if branches and entry.get("optional") is True:
            self.findings.at_key("optional-and-branches", (*path, "optional"))

    def _inputs(self, value: Any, path: KeyPath) -> list[Input]:
        """Return the inputs, each in its place of the file's list; one that cannot be read names no document."""
        inputs = []
        for place, item in enumerate(value if isinstance(value, list) else ()):
            at = (*path, place)
            inputs.append(self._long_input(item, at) if isinstance(item, dict) else Input(self._document(item, at)))
        return inputs

    def _document(self, name: Any, path: KeyPath) -> tuple[str, ...]:
        document = self.document_names.resolve(name, path)
        return () if document is None else (document,)

    def _long_input(self, item: dict[str, Any], path: KeyPath) -> Input:
        if item and ("document" in item) == ("any_of" in item):
            self.findings.at("input-document-or-any-of", path)
        documents = self.document_names.resolve_all(item.get("any_of"), (*path, "any_of"))
        if "document" in item:
            documents = () if documents else self._document(item["document"], (*path, "document"))
        return Input(
            documents=documents,
            optional=item.get("optional") is True,
            when=self._condition(item.get("when"), (*path, "when")),
            quantity=values.text(item, "quantity"),
        )

    def _outputs(self, value: Any, path: KeyPath) -> tuple[Output, ...]:
        if isinstance(value, Unreadable):
            self.document_names.lost = True
        outputs = []
        for place, item in enumerate(value if isinstance(value, list) else ()):
            long = isinstance(item, dict)
            at = (*path, place, "document") if long else (*path, place)
            for document in self._document(item["document"] if long else item, at):
                outputs.append(Output(document, values.text(item, "as") if long else None))
        return tuple(outputs)

    def _condition(self, value: Any, path: KeyPath) -> Condition | None:
        return None if value is None else read_condition(value, path, self.facts, self.fact_names, self.findings)

    def _duration(self, value: Any, path: KeyPath) -> Duration | None:
        if not isinstance(value, str) or entries.is_no_duration(value):
            return None
        try:
            return Duration.parse(value, self.day_counting or "working")
        except DurationError as error:
            self.findings.at(error.code, path, **error.params)
            return None

    def _service_time(self) -> ServiceTime | None:
        value = self.data.get("service_time")
        path: KeyPath = ("service_time",)
        if isinstance(value, str):
            duration = self._duration(value, path)
            return None if duration is None else ServiceTime(duration)
        if not isinstance(value, dict):
            return None
        start = self.targets.resolve(value["from"], (*path, "from")) if "from" in value else None
        if start in self.outcomes and start not in self.first_of:
            self.findings.at("from-outcome", (*path, "from"), id=start)
        duration = self._duration(value.get("duration"), (*path, "duration"))
        extension = self._duration(value.get("extension"), (*path, "extension"))
        remind, escalate = self.notices.reminders(value, path) or (), self.notices.escalations(value, path) or ()
        return None if duration is None else ServiceTime(duration, start, extension, remind, escalate)
