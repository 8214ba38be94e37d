"""Who acts: a role of the SOP, or a person who has roles. It must not know what anybody may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.errors import CommandError
from sopflow.plaintext import cut, shown

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the roles that he or she has, which are actor ids of SOPs; one role may be given as a text.

    Raises ``CommandError`` where the id is no text or empty, or the roles are no texts.
    """

    id: str
    roles: Collection[str] = frozenset()

    def __post_init__(self) -> None:
        if not (isinstance(self.id, str) and self.id.strip()):
            raise CommandError("person-id", found=shown(self.id))
        try:
            roles = frozenset([self.roles] if isinstance(self.roles, str) else self.roles)
        except TypeError:
            roles = frozenset([None])  # type: ignore[list-item]
        if not all(isinstance(role, str) for role in roles):
            raise CommandError("person-roles", person=cut(self.id), found=shown(self.roles))
        object.__setattr__(self, "roles", roles)


By = str | Person
"""A role of the SOP, or a person."""
