"""Entries of a file that refer to nothing: their values as the model has them, without what could not be read."""

from __future__ import annotations

from typing import Any

from sopflow.definition.model import Actor, Approver, Identity, Outcome
from sopflow.source.values import mapping, text, texts


def is_no_duration(value: object) -> bool:
    """Return whether a cell says that there is no time limit: nothing, or a dash."""
    return value is None or (isinstance(value, str) and value.strip() in {"", "-", "–", "—"})


def actor(key: str, value: Any) -> Actor:
    """Return an entry of ``actors``."""
    if not isinstance(value, dict):
        return Actor(key, value if isinstance(value, str) else "")
    return Actor(key, text(value, "name") or "", value.get("external") is True, text(value, "calendar"))


def outcome(key: str, value: Any) -> Outcome:
    """Return an entry of ``outcomes``."""
    if not isinstance(value, dict):
        return Outcome(key, value if isinstance(value, str) else "")
    return Outcome(key, text(value, "name") or "", value.get("ends_case") is True)


def identity(data: dict[str, Any]) -> Identity:
    """Return the identity block."""
    approver = mapping(data, "approved_by")
    return Identity(
        number=text(data, "number") or "",
        revision=text(data, "revision") or "",
        created=text(data, "created") or "",
        revised=text(data, "revised") or "",
        approved=text(data, "approved") or "",
        effective=text(data, "effective") or "",
        approved_by=Approver(*(text(approver, key) or "" for key in ("position", "name", "rank", "nip"))),
        legal_basis=texts(data, "legal_basis"),
        qualifications=texts(data, "qualifications"),
        related=texts(data, "related"),
        equipment=texts(data, "equipment"),
        warnings=texts(data, "warnings"),
        records=texts(data, "records"),
    )
