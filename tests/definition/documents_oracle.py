"""What becomes of documents, by playing every case there is: nothing is shared with what it tests.

A state is all flows at once, with the documents that are in hand and the facts as they are. Facts stay as they are
until a step that ``sets`` them is completed; then they may become anything.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from flow_oracle import Oracle
from sopflow.definition.facts import compile_condition
from sopflow.definition.model import ON_OVERDUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.definition.model import Definition, Exit, Input, Step

Token = tuple[str, tuple["Exit", ...]]


class State(NamedTuple):
    """All flows of a case: those at work and those that wait where their fork meets; None once it has ended."""

    tokens: tuple[Token, ...]
    documents: frozenset[str]
    facts: tuple[tuple[str, Any], ...]


MOST_STATES = 600
"""From each of them all the others may have to be gone through again."""


class TooManyStatesError(Exception):
    """Nobody plays that many cases."""


class Game:
    """All states that cases of an SOP can come to; facts are boolean."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.meets = Oracle(definition).places
        first = next(iter(definition.steps))
        self.starts = [
            State(((first, ()),), frozenset(), facts) for facts in self._all_facts(dict.fromkeys(definition.data))
        ]

    def stuck(self) -> set[tuple[str, int]]:
        """The inputs for which some case waits without end, each as its step and its place there.

        What others do meanwhile may bring the input or end the case; that they wait in vain until their time passes
        does not count as a way out.
        """
        return {
            key
            for state in self.reachable()
            for key in self.lacking(state)
            if not any(
                not later.tokens or key not in self.lacking(later) for later in self._from([state], without=key[0])
            )
        }

    def ever_lacking(self) -> set[tuple[str, int]]:
        """The inputs that are not there in some state in which their step is active."""
        return {key for state in self.reachable() for key in self.lacking(state)}

    def reachable(self) -> set[State]:
        return self._from(self.starts)

    def lacking(self, state: State) -> set[tuple[str, int]]:
        return {
            (step, place)
            for step in self.working(state)
            for place, item in enumerate(self.definition.steps[step].inputs)
            if self.needed(self.definition.steps[step], item, state)
        }

    def working(self, state: State) -> list[str]:
        return [place for place, forks in state.tokens if not (forks and self.meets[forks[-1]] == place)]

    def needed(self, step: Step, item: Input, state: State) -> bool:
        documents = self.definition.documents
        own = {out.document for out in step.outputs}
        if item.optional or step.optional:
            return False
        if any(documents[d].external or documents[d].on_hand or d in own for d in item.documents):
            return False
        if item.when is not None:
            facts = {fact: value for fact, value in state.facts if fact not in step.sets}
            answer = compile_condition(item.when)(facts)
            if not answer.holds and not answer.missing:
                return False
        return not state.documents & set(item.documents)

    def _from(self, starts: list[State], without: str | None = None) -> set[State]:
        seen = set(starts)
        waiting = list(starts)
        while waiting:
            for after in self.moves(waiting.pop(), without):
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
            if len(seen) > MOST_STATES:
                raise TooManyStatesError
        return seen

    def moves(self, state: State, without: str | None = None) -> Iterator[State]:
        for step_id in self.working(state):
            if step_id == without or step_id not in self.definition.steps:
                continue
            step = self.definition.steps[step_id]
            blocked = any(self.needed(step, item, state) for item in step.inputs)
            if step.on_overdue and not (without and blocked):
                late = frozenset(out.document for out in step.on_overdue.outputs)
                yield self.move(state, step_id, self._exit(step, ON_OVERDUE), late, state.facts)
            if step.optional:
                yield self.move(state, step_id, self._exit(step, None), frozenset(), state.facts)
            if blocked:
                continue
            for facts in self._all_facts({f: None if f in step.sets else v for f, v in state.facts}):
                for way in step.exits:
                    if way.branch == ON_OVERDUE or not self._open(step, way, dict(facts)):
                        continue
                    branch = step.branch(way.branch) if way.branch else None
                    made = frozenset(out.document for out in (*step.outputs, *(branch.outputs if branch else ())))
                    yield self.move(state, step_id, way, made, facts)

    def _exit(self, step: Step, branch: str | None) -> Exit:
        return next(way for way in step.exits if way.branch == branch)

    def _open(self, step: Step, way: Exit, facts: dict[str, Any]) -> bool:
        branch = step.branch(way.branch) if way.branch else None
        if branch is None or not (branch.when or branch.otherwise):
            return True
        if branch.when:
            return compile_condition(branch.when)(facts).holds
        return not any(other.when and compile_condition(other.when)(facts).holds for other in step.branches)

    def _all_facts(self, facts: dict[str, Any]) -> list[tuple[tuple[str, Any], ...]]:
        values = [(True, False) if value is None else (value,) for value in facts.values()]
        return [tuple(zip(facts, some, strict=True)) for some in product(*values)]

    def move(self, state: State, step: str, way: Exit, made: frozenset[str], facts: Any) -> State:
        tokens = list(state.tokens)
        at = next(place for place, (name, _) in enumerate(tokens) if name == step and name in self.working(state))
        _, forks = tokens.pop(at)
        forks = (*forks, way) if len(way.targets) > 1 else forks
        moving = [(target, forks) for target in way.targets]
        documents = state.documents | made
        while moving:
            place, forks = moving.pop(0)
            if place in self.definition.outcomes and self.definition.outcomes[place].ends_case:
                return State((), documents, facts)
            if forks and self.meets[forks[-1]] == place:
                tokens.append((place, forks))
                if tokens.count((place, forks)) == len(forks[-1].targets):
                    tokens = [token for token in tokens if token != (place, forks)]
                    moving.append((place, forks[:-1]))
            elif place not in self.definition.outcomes:
                tokens.append((place, forks))
        return State(tuple(sorted(tokens, key=repr)), documents, facts)
