"""A BPMN process on paper: lanes from above downwards, elements from left to right, documents above their tasks.

The layout knows columns and bands from above downwards; here lanes are its columns and elements its bands, so all is
worked out turned on its side, and coordinates change places at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sopflow.layout.box import Box
from sopflow.layout.grid import Exit, Grid, Link, Place
from sopflow.layout.placing import Extent, Scale, Spacing, draw, lanes_of, widest_extent
from sopflow.layout.polyline import Point
from sopflow.layout.routing import route_all
from sopflow.layout.tracks import Tracks
from sopflow.layout.wrapping import Style, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sopflow.bpmn.documents import Use
    from sopflow.bpmn.process import Flow, Node, Process
    from sopflow.layout.grid import Side
    from sopflow.layout.polyline import Polyline

_SPACING: Final = Spacing(track=12.0, off_rule=18.0)
_TASK_TEXT: Final = Style(12.0, 14.4)
_LABEL_TEXT: Final = Style(11.0, 13.2)
_TASK_WIDTH: Final = 150.0
_TASK_PADDING: Final = 8.0
_ICON: Final = 26.0
"""How high the mark of a user task is, that editors draw into its corner."""
_LEAST_TASK: Final = 60.0
_GATEWAY: Final = 50.0
EVENT: Final = 36.0
_LABEL_WIDTH: Final = 96.0
_GAP: Final = 12.0
_DOCUMENT: Final = (36.0, 50.0)
_DOCUMENT_ROOM: Final = 100.0
HEAD: Final = 30.0
"""How broad the heads of pool and lanes are, where their names stand."""
_LEFT, _TOP = 160.0, 80.0

_ANY: Final[tuple[Side, ...]] = ("bottom", "right", "left")
_ASIDE: Final[tuple[Side, ...]] = ("right",)
_ONWARD: Final[tuple[Side, ...]] = ("bottom",)


@dataclass(frozen=True)
class Labelled:
    """The place of an element, and of the words beside it."""

    box: Box
    label: Box | None = None


@dataclass(frozen=True)
class Edge:
    """The corners of a flow, and the place of the words beside it."""

    line: Polyline
    label: Box | None = None


@dataclass(frozen=True)
class Drawing:
    """Where everything lies: pool, lanes by actor, elements, documents and flows by their ids."""

    pool: Box
    lanes: Mapping[str, Box]
    nodes: Mapping[str, Labelled]
    documents: Mapping[str, Labelled]
    flows: Mapping[str, Edge]
    associations: Mapping[str, Polyline]


def drawing(process: Process, actors: Mapping[str, str], uses: Sequence[Use]) -> Drawing:
    """Return the drawing of a process; ``actors`` are the lanes (names by id), ``uses`` the documents of its tasks."""
    return _Drawer(process, actors, uses).drawn()


class _Drawer:
    def __init__(self, process: Process, actors: Mapping[str, str], uses: Sequence[Use]) -> None:
        self._flows = process.flows
        self._actors = actors
        self._nodes = {node.id: node for node in process.nodes}
        self._uses = uses
        bands = [node for node in process.nodes if node.kind != "overdue"]
        lanes = {actor: lane for lane, actor in enumerate(actors)}
        self._places = {node.id: Place(lanes[node.lane], at) for at, node in enumerate(bands)}
        self._hosts = {node.host for node in process.nodes if node.kind == "overdue"}
        for node in process.nodes:
            if node.kind == "overdue":
                self._places[node.id] = self._places[node.host]
        self._bands = bands
        self._exits = {flow.id: self._exit(flow) for flow in self._flows}
        grid = Grid(len(actors), len(bands), frozenset(self._places.values()))
        links = [
            Link(at, self._exits[flow.id], self._places[flow.target], self._entries(flow))
            for at, flow in enumerate(self._flows)
        ]
        self._routes = route_all(grid, links)
        self._tracks = Tracks(self._routes)
        self._sides = {self._flows[route.link.key].id: route.leaves for route in self._routes}

    def _exit(self, flow: Flow) -> Exit:
        """Return where a flow leaves: up to three ways of a gateway have a corner each, more of them leave together."""
        source = self._nodes[flow.source]
        place = self._places[flow.source]
        if source.kind == "overdue":
            return Exit(source.id, place, _ASIDE)
        ways = sum(other.source == flow.source for other in self._flows)
        if source.kind == "choice" and ways <= len(_ANY):
            return Exit(flow.id, place, _ANY)
        return Exit(source.id, place, _ONWARD)

    def _entries(self, flow: Flow) -> tuple[Side, ...]:
        target = self._nodes[flow.target]
        if target.kind in {"merge", "join"}:
            return ("top", "left", "right")
        return ("top",)

    def drawn(self) -> Drawing:
        down = Scale.packed(_LEFT + 2 * HEAD, self._lengths(), lanes_of(self._tracks, "y", len(self._bands)), _SPACING)
        across = Scale.packed(_TOP, self._breadths(), lanes_of(self._tracks, "x", len(self._actors)), _SPACING)
        boxes = {
            node.id: _around(Point(down.middles[place.band], across.middles[place.column]), *_size(node))
            for node in self._bands
            for place in [self._places[node.id]]
        }
        nodes = {id: Labelled(box, self._node_label(self._nodes[id], box)) for id, box in boxes.items()}
        for node in self._nodes.values():
            if node.kind == "overdue":
                host = boxes[node.host]
                box = _around(Point(host.centre.x, host.bottom), EVENT, EVENT)
                nodes[node.id] = Labelled(box, self._node_label(node, box))
        right = down.rules[-1]
        pool = Box(_LEFT, across.rules[0], right - _LEFT, across.rules[-1] - across.rules[0])
        lanes = {
            actor: Box(_LEFT + HEAD, top, right - _LEFT - HEAD, bottom - top)
            for actor, top, bottom in zip(self._actors, across.rules, across.rules[1:], strict=False)
        }
        documents, associations = self._documents(boxes)
        return Drawing(pool, lanes, nodes, documents, dict(self._edges(across, down, boxes)), associations)

    # --- what it needs ---

    def _lengths(self) -> list[Extent]:
        """The room that each element needs to its left and right."""
        needed = []
        for node in self._bands:
            half = _size(node)[0] / 2
            number = sum(use.task == node.id for use in self._uses)
            half = max(half, number * _DOCUMENT_ROOM / 2, _LABEL_WIDTH / 2 if node.name and node.kind != "task" else 0)
            beyond = half
            if node.kind == "choice":
                beyond = max(half, _GATEWAY / 2 + _GAP / 2 + _LABEL_WIDTH)
            elif node.id in self._hosts:
                beyond = max(half, EVENT / 2 + _LABEL_WIDTH)
            needed.append(Extent(half + _GAP, beyond + _GAP))
        return needed

    def _breadths(self) -> list[Extent]:
        """The room that each lane needs above and below its middle."""
        named = [max(_LEAST_TASK, _TASK_TEXT.width(name) / 2 + _GAP) for name in self._actors.values()]
        needed = [Extent(half, half) for half in named]
        for node in self._bands:
            above = below = _size(node)[1] / 2 + _GAP
            labels = [_label_height(flow.name) for flow in self._flows if flow.source == node.id and flow.name]
            if node.kind == "choice" and labels:
                above, below = above + max(labels), below + max(labels)
            elif node.kind in {"start", "end"}:
                below += _label_height(node.name) + _GAP / 2
            elif node.id in self._hosts:
                names = [other.name for other in self._nodes.values() if other.host == node.id]
                below += EVENT / 2 + max(map(_label_height, names))
            uses = [use for use in self._uses if use.task == node.id]
            if uses:
                above += _DOCUMENT[1] + 2 * _GAP + max(_label_height(use.name) for use in uses)
            lane = self._places[node.id].column
            needed[lane] = widest_extent(needed[lane], Extent(above, below))
        return needed

    # --- where it lies ---

    def _node_label(self, node: Node, box: Box) -> Box | None:
        height = _label_height(node.name)
        if node.kind in {"start", "end"}:
            return Box(box.centre.x - _LABEL_WIDTH / 2, box.bottom + _GAP / 2, _LABEL_WIDTH, height)
        if node.kind == "overdue":
            return Box(box.right + _GAP / 3, box.centre.y + _GAP / 2, _LABEL_WIDTH, height)
        return None

    def _edges(self, across: Scale, down: Scale, boxes: Mapping[str, Box]) -> Iterator[tuple[str, Edge]]:
        turned = {self._places[id]: Box(box.y, box.x, box.height, box.width) for id, box in boxes.items()}
        for drawn in draw(self._routes, self._tracks, across, down, turned):
            flow = self._flows[drawn.route.link.key]
            line = tuple(Point(point.y, point.x) for point in drawn.whole)
            if self._nodes[flow.source].kind == "overdue":
                line = (Point(line[0].x, line[0].y + EVENT / 2), *line[1:])
            own = tuple(Point(point.y, point.x) for point in drawn.own)
            yield flow.id, Edge(line, self._flow_label(flow, boxes, own) if flow.name else None)

    def _flow_label(self, flow: Flow, boxes: Mapping[str, Box], own: Polyline) -> Box:
        """Return the place of a flow's name: beside its gateway, or where it parts from others that leave with it."""
        box, height = boxes[flow.source], _label_height(flow.name)
        if self._exits[flow.id].key != flow.id:
            one, two = next((pair for pair in pairwise(own) if pair[0].x != pair[1].x), (own[0], own[-1]))
            return Box(min(one.x, two.x) + _GAP / 2, min(one.y, two.y) - height - _GAP / 4, _LABEL_WIDTH, height)
        side = self._sides[flow.id]
        if side == "bottom":
            return Box(box.right + _GAP / 2, box.centre.y - height - _GAP / 4, _LABEL_WIDTH, height)
        y = box.bottom + _GAP / 4 if side == "right" else box.y - _GAP / 4 - height
        return Box(box.centre.x + _GAP / 2, y, _LABEL_WIDTH, height)

    def _documents(self, boxes: Mapping[str, Box]) -> tuple[dict[str, Labelled], dict[str, Polyline]]:
        """Stand the documents of each task side by side above it, their names above them."""
        placed: dict[str, Labelled] = {}
        lines: dict[str, Polyline] = {}
        for node in self._bands:
            uses = [use for use in self._uses if use.task == node.id]
            task = boxes[node.id]
            left = task.centre.x - len(uses) * _DOCUMENT_ROOM / 2
            for at, use in enumerate(uses):
                middle = left + (at + 0.5) * _DOCUMENT_ROOM
                width, high = _DOCUMENT
                box = Box(middle - width / 2, task.y - 2 * _GAP - high, width, high)
                height = _label_height(use.name)
                label = Box(middle - _LABEL_WIDTH / 2, box.y - height, _LABEL_WIDTH, height)
                placed[use.id] = Labelled(box, label)
                foot = Point(task.x + task.width * (at + 1) / (len(uses) + 1), task.y)
                ends = (Point(middle, box.bottom), foot)
                lines[use.id] = ends if use.is_input else ends[::-1]
        return placed, lines


def _size(node: Node) -> tuple[float, float]:
    if node.kind == "task":
        lines = wrapped([node.name], _TASK_WIDTH - 2 * _TASK_PADDING, _TASK_TEXT)
        return _TASK_WIDTH, max(_LEAST_TASK, len(lines) * _TASK_TEXT.leading + 2 * _ICON)
    return (EVENT, EVENT) if node.kind in {"start", "end"} else (_GATEWAY, _GATEWAY)


def _label_height(words: str) -> float:
    return len(wrapped([words], _LABEL_WIDTH, _LABEL_TEXT)) * _LABEL_TEXT.leading if words else 0.0


def _around(middle: Point, width: float, height: float) -> Box:
    return Box(middle.x - width / 2, middle.y - height / 2, width, height)
