"""Refusals that are given in more than one place. It must not know who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.errors import Rejected

if TYPE_CHECKING:
    from sopflow.engine.machine import Machine
    from sopflow.engine.situation import Situation


def closed(machine: Machine, now: Situation) -> Rejected:
    """Return why nothing can be done to a case that has ended."""
    if now.outcome is not None:
        return Rejected("case_closed", outcome=machine.names[f"outcome:{now.outcome}"])
    return Rejected("case_closed", sentence=f"rejected-case-{now.status}")


def other_definition(machine: Machine, was_hash: str, was_sop: str = "", was_version: str = "") -> Rejected:
    """Return why a case cannot go on by another SOP, or by another content of its own, than it began with."""
    sentence = "rejected-definition-changed" if was_sop else ""
    return Rejected(
        "definition_mismatch", None, sentence, was_sop=was_sop, was_version=was_version, was=_short(was_hash),
        now_sop=machine.id, now_version=machine.version, now=_short(machine.hash),
        was_hash=was_hash, now_hash=machine.hash,
    )  # fmt: skip


def _short(content_hash: str) -> str:
    """Return as much of a content hash as tells two SOPs apart."""
    return content_hash[:10]
