"""A BPMN process and its drawing as XML: BPMN 2.0 with diagram interchange (OMG formal/2011-01-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from sopflow.bpmn.diagram import drawing
from sopflow.bpmn.documents import uses
from sopflow.bpmn.feel import FEEL, due
from sopflow.bpmn.process import process
from sopflow.messages import say
from sopflow.plaintext import harmless, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sopflow.bpmn.diagram import Drawing
    from sopflow.bpmn.documents import Use
    from sopflow.bpmn.process import Flow, Node, Process
    from sopflow.definition.model import Definition, Exit
    from sopflow.layout.box import Box
    from sopflow.layout.polyline import Polyline

_NAMESPACES: Final = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

_ELEMENTS: Final = {
    "start": "startEvent",
    "task": "userTask",
    "choice": "exclusiveGateway",
    "merge": "exclusiveGateway",
    "split": "parallelGateway",
    "join": "parallelGateway",
    "overdue": "boundaryEvent",
    "end": "endEvent",
}


def to_bpmn(definition: Definition, meets: Mapping[Exit, str], lang: str) -> str:
    """Return the document of a sound SOP; ``meets`` tells where the flows of each fork meet."""
    found = process(definition, meets, lang)
    documents = uses(definition, found)
    names = {actor.id: one_line(actor.name) for actor in definition.actors.values()}
    drawn = drawing(found, names, documents)
    about = {"id": "Definitions", "targetNamespace": f"urn:sopflow:{definition.id}", "expressionLanguage": FEEL}
    root = ET.Element("bpmn:definitions", {**_NAMESPACES, **about, "exporter": "sopflow"})
    pool = _add(root, "collaboration", id="Collaboration")
    _add(pool, "participant", id="Pool", name=one_line(definition.title), processRef=process_id(definition))
    _Writer(definition, lang, found, documents).write(root)
    _draw(root, definition, found, documents, drawn)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def process_id(definition: Definition) -> str:
    """Return what the process of an SOP is called, so that engines tell it from those of others."""
    return f"sop-{definition.id}"


class _Writer:
    def __init__(self, definition: Definition, lang: str, found: Process, documents: Iterable[Use]) -> None:
        self._definition = definition
        self._lang = lang
        self._process = found
        self._uses = tuple(documents)

    def write(self, root: ET.Element) -> None:
        """Write the process: lanes, elements, documents, flows."""
        sop = self._definition
        body = _add(root, "process", id=process_id(sop), name=one_line(sop.title), isExecutable="true")
        _add(body, "documentation").text = harmless(f"{say('sheet-version', self._lang)} {one_line(sop.version)}")
        lanes = _add(body, "laneSet", id="Lanes")
        for actor in self._definition.actors.values():
            lane = _add(lanes, "lane", id=f"Lane_{actor.id}", name=one_line(actor.name))
            for node in self._process.nodes:
                if node.lane == actor.id:
                    _add(lane, "flowNodeRef").text = node.id
        for node in self._process.nodes:
            self._node(body, node)
        for document in dict.fromkeys(use.document for use in self._uses):
            _add(body, "dataObject", id=f"Document_{document}")
        for use in self._uses:
            reference = f"Document_{use.document}"
            _add(body, "dataObjectReference", id=use.id, name=use.name, dataObjectRef=reference)
        for flow in self._process.flows:
            self._flow(body, flow)

    def _node(self, body: ET.Element, node: Node) -> None:
        element = _add(body, _ELEMENTS[node.kind], id=node.id)
        if node.name:
            element.set("name", harmless(node.name))
        if node.kind == "overdue":
            element.set("attachedToRef", node.host)
        default = next((flow.id for flow in self._process.flows if flow.source == node.id and flow.otherwise), None)
        if default:
            element.set("default", default)
        words = self._documentation(node)
        if words:
            _add(element, "documentation").text = harmless("\n".join(words), keep="\n")
        for flow in self._process.flows:
            if flow.target == node.id:
                _add(element, "incoming").text = flow.id
        for flow in self._process.flows:
            if flow.source == node.id:
                _add(element, "outgoing").text = flow.id
        if node.kind == "task":
            self._documents(element, node)
        elif node.kind == "overdue" and node.step:
            timer = _add(element, "timerEventDefinition", id=f"{node.id}.timer")
            _expression(timer, "timeDate", due(node.step.id))
        elif node.ends_case:
            _add(element, "terminateEventDefinition", id=f"{node.id}.ends_all")

    def _documentation(self, node: Node) -> list[str]:
        """Return what the sheet says of a step and BPMN has no element for."""
        step = node.step
        if step is None:
            return []
        words = [f"{say('column-duration', self._lang)}: {step.duration.text}"] if step.duration else []
        if node.kind == "overdue":
            return words
        if step.participants:
            own, *names = [self._definition.actors[actor].name for actor in (step.actor, *step.participants)]
            words.append(say("sheet-together-with", self._lang, name=own, others=names))
        words += [say("sheet-optional-step", self._lang)] if step.optional else []
        words += [step.note] if step.note else []
        return [one_line(word) for word in words]

    def _documents(self, element: ET.Element, node: Node) -> None:
        own = [use for use in self._uses if use.task == node.id]
        if any(use.is_input for use in own):
            # What comes in needs a place in the task; editors know this one as a stand-in.
            _add(element, "property", id=f"{node.id}.in", name="__targetRef_placeholder")
        for use in own:
            if use.is_input:
                way = _add(element, "dataInputAssociation", id=f"{use.id}.in")
                _add(way, "sourceRef").text = use.id
                _add(way, "targetRef").text = f"{node.id}.in"
        for use in own:
            if not use.is_input:
                way = _add(element, "dataOutputAssociation", id=f"{use.id}.out")
                _add(way, "targetRef").text = use.id

    def _flow(self, body: ET.Element, flow: Flow) -> None:
        element = _add(body, "sequenceFlow", id=flow.id, sourceRef=flow.source, targetRef=flow.target)
        if flow.name:
            element.set("name", harmless(flow.name))
        if flow.condition:
            _expression(element, "conditionExpression", flow.condition)


def _draw(root: ET.Element, definition: Definition, found: Process, documents: Iterable[Use], drawn: Drawing) -> None:
    """Write the diagram: shapes with their bounds, edges with their corners."""
    diagram = ET.SubElement(root, "bpmndi:BPMNDiagram", {"id": "Diagram"})
    plane = ET.SubElement(diagram, "bpmndi:BPMNPlane", {"id": "Plane", "bpmnElement": "Collaboration"})
    _shape(plane, "Pool", drawn.pool, isHorizontal="true")
    for actor in definition.actors:
        _shape(plane, f"Lane_{actor}", drawn.lanes[actor], isHorizontal="true")
    kinds = {node.id: node.kind for node in found.nodes}
    for id, placed in [*drawn.nodes.items(), *drawn.documents.items()]:
        marked = {"isMarkerVisible": "true"} if kinds.get(id) in {"choice", "merge"} else {}
        _shape(plane, id, placed.box, placed.label, **marked)
    for id, edge in drawn.flows.items():
        _edge(plane, id, edge.line, edge.label)
    for use in documents:
        _edge(plane, f"{use.id}.{'in' if use.is_input else 'out'}", drawn.associations[use.id])


def _shape(plane: ET.Element, id: str, box: Box, label: Box | None = None, **look: str) -> None:
    shape = ET.SubElement(plane, "bpmndi:BPMNShape", {"id": f"{id}.shape", "bpmnElement": id, **look})
    _bounds(shape, box)
    _label(shape, label)


def _edge(plane: ET.Element, id: str, line: Polyline, label: Box | None = None) -> None:
    edge = ET.SubElement(plane, "bpmndi:BPMNEdge", {"id": f"{id}.edge", "bpmnElement": id})
    for point in line:
        ET.SubElement(edge, "di:waypoint", {"x": _n(point.x), "y": _n(point.y)})
    _label(edge, label)


def _label(element: ET.Element, label: Box | None) -> None:
    if label:
        _bounds(ET.SubElement(element, "bpmndi:BPMNLabel"), label)


def _bounds(element: ET.Element, box: Box) -> None:
    size = {"x": _n(box.x), "y": _n(box.y), "width": _n(box.width), "height": _n(box.height)}
    ET.SubElement(element, "dc:Bounds", size)


def _expression(element: ET.Element, name: str, text: str) -> None:
    found = _add(element, name)
    found.set("xsi:type", "bpmn:tFormalExpression")
    found.text = harmless(text)


def _add(element: ET.Element, tag: str, /, **attributes: Any) -> ET.Element:
    texts = {key: harmless(str(value)) for key, value in attributes.items()}
    return ET.SubElement(element, f"bpmn:{tag}", texts)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
