"""A case as a game of tokens, played by the words of the format alone and as naively as can be.

Each flow is a token, which knows where it is and in which forks it lies. Nothing is worked out ahead but where a fork
meets, and that by brute force (``Oracle.places``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flow_oracle import Oracle

if TYPE_CHECKING:
    from sopflow.definition.model import Definition, Exit


class Fork(NamedTuple):
    """One time that a way forked."""

    way: Exit
    number: int


class Token(NamedTuple):
    """A flow: its step or outcome, and the forks it lies in, the outermost first."""

    place: str
    forks: tuple[Fork, ...]


class TokenCase:
    """A case of an SOP: tokens at work on a step, tokens that wait for others, and tokens on their way."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._meets = Oracle(definition).places
        self._forked = 0
        self._outcome: str | None = None
        self._working: list[Token] = []
        self._waiting: list[Token] = []
        self._moving = [Token(next(iter(definition.steps)), ())]
        self._move()

    @property
    def status(self) -> str:
        """``open``, or ``closed`` once there is an outcome."""
        return "open" if self._outcome is None else "closed"

    def active(self) -> set[str]:
        """The ids of the steps that are active."""
        return {token.place for token in self._working}

    def complete(self, step: str, branch: str | None) -> None:
        """Complete the step on that way; None for the way that has no name."""
        [token] = [token for token in self._working if token.place == step]
        [way] = [way for way in self._definition.steps[step].exits if way.branch == branch]
        self._working.remove(token)
        forks = token.forks
        if len(way.targets) > 1:
            self._forked += 1
            forks = (*forks, Fork(way, self._forked))
        self._moving = [Token(target, forks) for target in way.targets]
        self._move()

    def outcome(self) -> str | None:
        """The outcome of a closed case."""
        return self._outcome

    def _move(self) -> None:
        while self._moving:
            token = self._moving.pop(0)
            if token.forks and token.place == self._meets[token.forks[-1].way]:
                self._meet(token)
            elif token.place in self._definition.outcomes:
                self._end(token.place)
            else:
                assert token.place not in self.active(), "a step is active twice"
                self._working.append(token)

    def _meet(self, token: Token) -> None:
        """The token waits for the other flows of its fork; the last to come goes on as one flow out of the fork."""
        fork = token.forks[-1]
        self._waiting.append(token)
        there = [other for other in self._waiting if other == token]
        others = [other for other in self._waiting if other != token] + self._working + self._moving
        if not any(fork in other.forks for other in others):
            assert len(there) == len(fork.way.targets), "a flow was lost or doubled"
            self._waiting = [other for other in self._waiting if other != token]
            self._moving.append(Token(token.place, token.forks[:-1]))

    def _end(self, outcome: str) -> None:
        """A flow ends; the case closes with its last flow, or at once."""
        if self._definition.outcomes[outcome].ends_case:
            self._working, self._waiting, self._moving = [], [], []
        if not self._working + self._waiting + self._moving:
            self._outcome = outcome
