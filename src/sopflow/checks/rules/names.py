"""What is named is found and used: a file by the id of its SOP, an actor by some step."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from sopflow.source.spelling import is_sop_id

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


def file_is_named_after_sop(subject: Subject) -> None:
    """Warn of a file whose stem differs from the SOP's id; a text without a file is left alone."""
    path = PurePath(subject.file)
    if path.suffix not in {".yaml", ".yml"} or not is_sop_id(subject.definition.id):
        return
    if path.stem != subject.definition.id:
        subject.findings.at(
            "file-name-differs", ("sop",), hint="rename-file", id=subject.definition.id,
            stem=path.stem, fixed=subject.definition.id + path.suffix,
        )  # fmt: skip


def actors_are_used(subject: Subject) -> None:
    """Note actors who do nothing, and hear of nothing: an empty column of the sheet."""
    definition = subject.definition
    used = {name for step in definition.steps.values() for name in (step.actor, *step.participants)}
    used |= {name for notices in definition.notices_by_step.values() for notice in notices for name in notice.to}
    for actor in definition.actors:
        if actor not in used and not subject.findings.says_something_of(("actors", actor)):
            subject.findings.at_key("actor-unused", ("actors", actor), hint="actor-unused-hint", id=actor)
