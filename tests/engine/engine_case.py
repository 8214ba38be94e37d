"""The engine in the form of the oracles: a case of a bare definition, driven by step and branch alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sopflow.definition.flow import analyse
from sopflow.definition.model import ON_OVERDUE
from sopflow.duration import Duration
from sopflow.procedure import Procedure

if TYPE_CHECKING:
    from sopflow.definition.model import Definition, Step


def procedure_of(definition: Definition) -> Procedure:
    """The procedure of a definition that breaks no rule of flow."""
    flow = analyse(definition)
    assert flow.faults == ()
    return Procedure(definition, flow, {})


def _bare(step: Step) -> Step:
    """The step as a matter of flow alone: it needs nothing, its actor decides, and it can become overdue."""
    branches = tuple(replace(branch, when=None, otherwise=False) for branch in step.branches)
    term = step.duration or (Duration(1, "working_day") if step.on_overdue else None)
    return replace(step, inputs=(), sets=(), branches=branches, duration=term)


class EngineCase:
    """A case of an SOP whose tasks need neither documents nor facts, each completed an hour after the one before."""

    def __init__(self, definition: Definition) -> None:
        bare = replace(definition, steps={step.id: _bare(step) for step in definition.steps.values()})
        self._inside = next(actor.id for actor in bare.actors.values() if not actor.external)
        self.now = procedure_of(bare).start(at="2026-03-02T09:00")
        self._clock = self.now.events[0].at

    @property
    def status(self) -> str:
        """``open``, or ``closed`` once there is an outcome."""
        return self.now.status

    def active(self) -> set[str]:
        """The ids of the steps that are active."""
        return set(self.now.tasks)

    def complete(self, step: str, branch: str | None) -> None:
        """Complete the step on that way; the overdue way is taken on its due instant if that is later."""
        self._clock += timedelta(hours=1)
        task = self.now.tasks[step]
        if branch == ON_OVERDUE:
            assert task.due is not None
            self._clock = max(self._clock, task.due)
            self.now = self.now.lapse(step, by=self._inside, at=self._clock)
        else:
            self.now = self.now.complete(step, by=task.actor, at=self._clock, choose=branch)

    def outcome(self) -> str | None:
        """How the case ended, None while it has not."""
        return self.now.outcome
