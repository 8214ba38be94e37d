"""Who acts: a role of the SOP, or a person who has roles. It must not know what anybody may do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sopflow.errors import CommandError
from sopflow.plaintext import cut, shown


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
        roles = [self.roles] if isinstance(self.roles, str) else self.roles
        found = list(roles) if isinstance(roles, Iterable) else [None]
        if not all(isinstance(role, str) for role in found):
            raise CommandError("person-roles", person=cut(self.id), found=shown(self.roles))
        object.__setattr__(self, "roles", frozenset(found))


By = str | Person
"""A role of the SOP, or a person."""
