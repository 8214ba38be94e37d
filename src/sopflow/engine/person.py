"""Who acts: a role of the SOP, or a person who has roles. It must not know what anybody may do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sopflow.engine.values import plain_text, texts
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
        roles = texts([self.roles] if isinstance(self.roles, str) else self.roles)
        if roles is None:
            raise CommandError("person-roles", person=cut(self.id), found=shown(self.roles))
        object.__setattr__(self, "id", plain_text(self.id))
        object.__setattr__(self, "roles", frozenset(roles))


By = str | Person
"""A role of the SOP, or a person."""
