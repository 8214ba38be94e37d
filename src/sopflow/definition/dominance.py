"""Dominators of a graph: what every way from the root to a node leads through.

After Cooper, Harvey and Kennedy: A Simple, Fast Dominance Algorithm (2001). networkx has the same, but costs a tenth of
a second to import, which loading an SOP must not; a test holds the two against each other. It must not know what the
nodes stand for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class DominatorTree:
    """``parent`` leads from each node that the root reaches to its immediate dominator, from the root to itself."""

    root: str
    parent: Mapping[str, str]
    rank: Mapping[str, int]

    def common(self, nodes: Iterable[str]) -> str | None:
        """Return the nearest node that dominates all of ``nodes``; None where the root does not reach one of them."""
        place: str | None = None
        for node in nodes:
            if node not in self.parent:
                return None
            place = node if place is None else _intersect(place, node, self.parent, self.rank)
        return place


def dominators(root: str, graph: Mapping[str, Iterable[str]]) -> DominatorTree:
    """Return the dominator tree of what ``root`` reaches; ``graph`` leads from a node to its successors."""
    order = postorder(root, graph)
    rank = {node: place for place, node in enumerate(order)}
    before = reversed_graph({node: graph.get(node, ()) for node in order})
    parent = {root: root}
    changed = True
    while changed:
        changed = False
        for node in reversed(order[:-1]):
            known = [other for other in before[node] if other in parent]
            closest = known[0]
            for other in known[1:]:
                closest = _intersect(closest, other, parent, rank)
            if parent.get(node) != closest:
                parent[node] = closest
                changed = True
    return DominatorTree(root, parent, rank)


def reversed_graph(graph: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the graph with every edge turned round."""
    back: dict[str, list[str]] = {}
    for source, targets in graph.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    return back


def postorder(root: str, graph: Mapping[str, Iterable[str]]) -> list[str]:
    """Return what ``root`` reaches, each node after all that it leads to but by a loop."""
    order: list[str] = []
    seen = {root}
    stack = [(root, iter(graph.get(root, ())))]
    while stack:
        node, targets = stack[-1]
        target = next((t for t in targets if t not in seen), None)
        if target is None:
            order.append(node)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(graph.get(target, ()))))
    return order


def _intersect(one: str, other: str, parent: Mapping[str, str], rank: Mapping[str, int]) -> str:
    while one != other:
        while rank[one] < rank[other]:
            one = parent[one]
        while rank[other] < rank[one]:
            other = parent[other]
    return one
