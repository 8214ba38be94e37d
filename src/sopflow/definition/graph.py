"""The model as a ``networkx.MultiDiGraph``: the names, kinds and directions are public.

Every attribute is str, int, float or bool, and one that is absent is left out, so that any algorithm and exporter takes
the graph as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

    from sopflow.definition.model import Definition, Step

START: Final = "start"

Attribute = str | int | float | bool


def step_node(step: str) -> str:
    """Return the key of a step's node."""
    return f"step:{step}"


def target_node(definition: Definition, target: str) -> str:
    """Return the key of the node that a way leads to: a step or an outcome."""
    return step_node(target) if target in definition.steps else f"outcome:{target}"


def build_graph(definition: Definition) -> nx.MultiDiGraph[str]:
    """Return the graph of an SOP.

    Nodes have ``kind`` start, step, outcome, actor or document; edges have ``kind`` flow, performs (actor -> step),
    requires (document -> step) or produces (step -> document). The caller owns the graph.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        sop=definition.id, version=definition.version, title=definition.title, calendar=definition.calendar
    )
    graph.add_node(START, kind="start")
    for actor in definition.actors.values():
        graph.add_node(f"actor:{actor.id}", **_attributes(kind="actor", name=actor.name, external=actor.external))
    for document in definition.documents.values():
        flags = {"external": document.external, "on_hand": document.on_hand}
        graph.add_node(f"document:{document.id}", **_attributes(kind="document", name=document.name, **flags))
    for step in definition.steps.values():
        graph.add_node(step_node(step.id), **_step_attributes(definition, step))
    for outcome in definition.outcomes.values():
        attributes = _attributes(kind="outcome", name=outcome.name, ends_case=outcome.ends_case)
        graph.add_node(f"outcome:{outcome.id}", **attributes)
    graph.add_edge(START, step_node(definition.first_step), kind="flow")
    for step in definition.steps.values():
        _add_flow(graph, definition, step)
        _add_work(graph, step)
    return graph


def _step_attributes(definition: Definition, step: Step) -> dict[str, Attribute]:
    duration = step.duration
    return _attributes(
        kind="step",
        number=step.number,
        activity=step.activity,
        actor=step.actor,
        duration=duration.text if duration else None,
        duration_amount=duration.amount if duration else None,
        duration_unit=duration.unit if duration else None,
        calendar=definition.calendar_of(step),
        join="all" if step.join else None,
        optional=step.optional or None,
        result=step.result,
        note=step.note,
    )


def _add_flow(graph: nx.MultiDiGraph[str], definition: Definition, step: Step) -> None:
    for target in step.next:
        graph.add_edge(step_node(step.id), target_node(definition, target), kind="flow")
    for branch in step.named_exits:
        condition = branch.when.to_json() if branch.when else None
        attributes = _attributes(
            kind="flow",
            branch=branch.id,
            label=branch.label,
            activity=branch.activity,
            condition=condition,
            otherwise=branch.otherwise or None,
            result=branch.result,
        )
        for target in branch.next:
            graph.add_edge(step_node(step.id), target_node(definition, target), **attributes)


def _add_work(graph: nx.MultiDiGraph[str], step: Step) -> None:
    node = step_node(step.id)
    graph.add_edge(f"actor:{step.actor}", node, kind="performs", role="responsible")
    for actor in step.participants:
        graph.add_edge(f"actor:{actor}", node, kind="performs", role="takes_part")
    for place, item in enumerate(step.inputs):
        attributes = _attributes(
            kind="requires",
            optional=item.optional,
            any_of=place if len(item.documents) > 1 else None,
            condition=item.when.to_json() if item.when else None,
            quantity=item.quantity,
        )
        for document in item.documents:
            graph.add_edge(f"document:{document}", node, **attributes)
    for output in step.outputs:
        graph.add_edge(node, f"document:{output.document}", **_attributes(kind="produces", wording=output.wording))
    for branch in step.named_exits:
        for output in branch.outputs:
            attributes = _attributes(kind="produces", branch=branch.id, wording=output.wording)
            graph.add_edge(node, f"document:{output.document}", **attributes)


def _attributes(**values: Attribute | None) -> dict[str, Attribute]:
    """Return the attributes that are there."""
    return {name: value for name, value in values.items() if value is not None}
