"""What the case engine is measured against: one case of one SOP, run by libraries that people use for such work.

The SOP is ``procedures/pengaduan-tidak-langsung.yaml``. Each peer decides as it does: on a fact after ``klarifikasi``,
by name after ``telaah``. Who does a step, its documents and its due date have no counterpart in most peers and are
left out. What a user would build once is built outside of the callable that is timed, which runs a case from its start
to an outcome and returns the steps in the order of their completion.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sismic.interpreter import Interpreter
from sismic.model import BasicState, CompoundState, FinalState, Statechart, Transition
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState
from statemachine.io import create_machine_class_from_definition
from transitions import Machine

if TYPE_CHECKING:
    from collections.abc import Callable

COMPLETE: Final = "complete"
"""The event that ends a step with one way on, or with ways between which a fact decides."""

FACT: Final = "dapat_ditindaklanjuti"
STATED: Final[dict[str, dict[str, bool]]] = {"klarifikasi": {FACT: True}}
CHOSEN: Final[dict[str, str]] = {"telaah": "pendampingan"}


class Flow(NamedTuple):
    """A way from a step to a step or an outcome; ``when`` is what the fact must be, where it decides."""

    source: str
    target: str
    event: str = COMPLETE
    when: bool | None = None


FLOWS: Final = (
    Flow("penyerahan_berkas", "klarifikasi"),
    Flow("klarifikasi", "telaah", when=True),
    Flow("klarifikasi", "tidak_dapat_ditindaklanjuti", when=False),
    Flow("telaah", "rekomendasi", "pendampingan"),
    Flow("telaah", "tindak_lanjut", "layanan_lain"),
    Flow("rekomendasi", "layanan_pendampingan"),
    Flow("layanan_pendampingan", "tindak_lanjut"),
    Flow("tindak_lanjut", "penerimaan_layanan"),
    Flow("penerimaan_layanan", "selesai"),
)
STEPS: Final = tuple(dict.fromkeys(flow.source for flow in FLOWS))
"""In the order of the table, which is also the order in which our case completes them."""

OUTCOMES: Final = ("selesai", "tidak_dapat_ditindaklanjuti")


class Case:
    """What a state machine moves, as its users would write it: a plain object with a state and the fact."""

    state: str
    trigger: Callable[[str], object]
    dapat_ditindaklanjuti: bool = False


def transitions_case() -> Callable[[], list[str]]:
    """Share one machine between the cases, and make no automatic transitions: to make a machine for each is slower."""
    guards = {None: (None, None), True: (FACT, None), False: (None, FACT)}
    ways: Any = [[flow.event, flow.source, flow.target, *guards[flow.when]] for flow in FLOWS]
    states: Any = [*STEPS, *({"name": outcome, "final": True} for outcome in OUTCOMES)]
    machine: Any = Machine(model=None, states=states, initial=STEPS[0], transitions=ways, auto_transitions=False)

    def run() -> list[str]:
        case = Case()
        machine.add_model(case)
        completed = moved(case, case.trigger)
        machine.remove_model(case)  # or the machine would keep every case alive
        return completed

    return run


def statemachine_case() -> Callable[[], list[str]]:
    """Let errors be raised, as ``StateMachine`` does, instead of becoming events: a refused event must not pass."""
    states: dict[str, Any] = {step: {"initial": step == STEPS[0], "on": {}} for step in STEPS}
    states |= {outcome: {"final": True} for outcome in OUTCOMES}
    for flow in FLOWS:
        guard = {} if flow.when is None else {"cond" if flow.when else "unless": FACT}
        states[flow.source]["on"].setdefault(flow.event, []).append({"target": flow.target, **guard})
    chart: Any = create_machine_class_from_definition(
        "Procedure", states=states, allow_event_without_transition=False, catch_errors_as_events=False
    )
    return lambda: moved(case := Case(), chart(case).send)


def moved(case: Case, send: Callable[[str], object]) -> list[str]:
    """Complete step after step until the machine says that the case is over."""
    completed = []
    while (step := case.state) not in OUTCOMES:
        if step in STATED:
            case.dapat_ditindaklanjuti = STATED[step][FACT]
        send(CHOSEN.get(step, COMPLETE))
        completed.append(step)
    return completed


def sismic_case() -> Callable[[], list[str]]:
    """State the fact with the event, and skip the checks of contracts, of which the chart has none."""
    chart = Statechart("Procedure")
    chart.add_state(CompoundState("case", initial=STEPS[0]), None)
    for state in (*map(BasicState, STEPS), *map(FinalState, OUTCOMES)):
        chart.add_state(state, "case")
    guards = {None: None, True: f"event.{FACT}", False: f"not event.{FACT}"}
    for flow in FLOWS:
        chart.add_transition(Transition(flow.source, flow.target, event=flow.event, guard=guards[flow.when]))

    def run() -> list[str]:
        interpreter = Interpreter(chart, ignore_contract=True)
        interpreter.execute_once()
        completed = []
        while not interpreter.final:
            step = interpreter.configuration[-1]
            interpreter.queue(CHOSEN.get(step, COMPLETE), **STATED.get(step, {})).execute_once()
            completed.append(step)
        return completed

    return run


def spiff_case() -> Callable[[], list[str]]:
    """Start a case of the parsed procedure and run it to its end."""
    start = spiff_start()
    return lambda: spiff_finished(start())


def spiff_json() -> Callable[[], Any]:
    """Return what writes a finished case and reads it back; ``spiff_steps`` tells the steps of what it returns."""
    serializer = BpmnWorkflowSerializer()
    spiff_finished(workflow := spiff_start()())
    return lambda: serializer.deserialize_json(serializer.serialize_json(workflow))


def spiff_json_bytes() -> int:
    """Count what a finished case takes as JSON; about half is the procedure, which the library writes with each."""
    spiff_finished(workflow := spiff_start()())
    return len(BpmnWorkflowSerializer().serialize_json(workflow).encode())


def spiff_stored(file: str) -> Callable[[], list[str]]:
    """Return what runs a case kept in SQLite: read before each user task, written after it, as safely as ours."""
    serializer, start = BpmnWorkflowSerializer(), spiff_start()
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, workflow TEXT)")
    answers: dict[str, dict[str, Any]] = STATED | {step: {"chosen": name} for step, name in CHOSEN.items()}

    def run() -> list[str]:
        workflow = start()
        workflow.do_engine_steps()
        written = serializer.serialize_json(workflow)
        number = database.execute("INSERT INTO cases (workflow) VALUES (?)", (written,)).lastrowid
        completed: list[str] = []
        for _ in STEPS:
            (written,) = database.execute("SELECT workflow FROM cases WHERE id = ?", (number,)).fetchone()
            workflow = serializer.deserialize_json(written)
            workflow.script_engine = PythonScriptEngine()
            (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
            task.set_data(**answers.get(task.task_spec.bpmn_id, {}))
            completed.append(task.task_spec.bpmn_id)
            task.run()
            workflow.do_engine_steps()
            written = serializer.serialize_json(workflow)
            database.execute("UPDATE cases SET workflow = ? WHERE id = ?", (written, number))
        assert workflow.completed
        return completed

    return run


def spiff_start() -> Callable[[], Any]:
    """Return what starts a case; the BPMN is parsed and the engine for its conditions made only once."""
    parser, engine = BpmnParser(), PythonScriptEngine()
    parser.add_bpmn_str(bpmn())
    specification = parser.get_spec("procedure")
    return lambda: BpmnWorkflow(specification, script_engine=engine)


def spiff_finished(workflow: Any) -> list[str]:
    """Run what is ready until the case is over: its user tasks with what their users say, the rest as it stands."""
    answers: dict[str, dict[str, Any]] = STATED | {step: {"chosen": name} for step, name in CHOSEN.items()}
    completed = []
    while not workflow.completed:
        task = workflow.get_next_task(state=TaskState.READY)
        if task.task_spec.manual:
            step = task.task_spec.bpmn_id
            task.set_data(**answers.get(step, {}))
            completed.append(step)
        task.run()
    return completed


def spiff_steps(workflow: Any) -> list[str]:
    """Tell which steps a case has completed, in order; of one that was read back too."""
    return [task.task_spec.bpmn_id for task in workflow.get_tasks(state=TaskState.COMPLETED, manual=True)]


def bpmn() -> str:
    """Write the SOP as the least BPMN that runs: steps are user tasks, decisions are exclusive gateways."""
    nodes = ['<startEvent id="start"/>', *(f'<userTask id="{step}"/>' for step in STEPS)]
    nodes += [f'<endEvent id="{outcome}"/>' for outcome in OUTCOMES]
    ways = [("start", STEPS[0], "")]
    conditions = {None: "", True: FACT, False: f"not {FACT}"}
    for flow in FLOWS:
        condition = conditions[flow.when] if flow.event == COMPLETE else f"chosen == '{flow.event}'"
        gateway = f"{flow.source}_decision"
        if condition and (flow.source, gateway, "") not in ways:
            nodes.append(f'<exclusiveGateway id="{gateway}"/>')
            ways.append((flow.source, gateway, ""))
        ways.append((gateway if condition else flow.source, flow.target, condition))
    arrows = [
        f'<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">'
        f"{condition and f'<conditionExpression>{condition}</conditionExpression>'}</sequenceFlow>"
        for source, target, condition in ways
    ]
    model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    process = f'<process id="procedure" isExecutable="true">{"".join([*nodes, *arrows])}</process>'
    return f'<definitions xmlns="{model}" targetNamespace="procedure">{process}</definitions>'
