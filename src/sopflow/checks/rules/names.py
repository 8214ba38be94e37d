"""A file is found by its name, so it bears the id of its SOP."""

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
            "file-name-differs", ("sop",), severity="warning", hint="rename-file", id=subject.definition.id,
            stem=path.stem, fixed=subject.definition.id + path.suffix,
        )  # fmt: skip
