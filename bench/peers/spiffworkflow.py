"""SpiffWorkflow: accept, six parallel legs, join; the state kept as JSON after each step, as a system of record would. CPU per case."""

from __future__ import annotations

import json
import sys
import time
from io import BytesIO

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

LEGS = [f"leg{number}" for number in range(6)]


def bpmn() -> bytes:
    """The process as BPMN."""
    flows = ["<sequenceFlow id='f0' sourceRef='start' targetRef='accept'/>", "<sequenceFlow id='f1' sourceRef='accept' targetRef='split'/>"]
    nodes = ["<startEvent id='start'/>", "<manualTask id='accept'/>", "<parallelGateway id='split'/>", "<parallelGateway id='join'/>"]
    for leg in LEGS:
        nodes.append(f"<manualTask id='{leg}'/>")
        flows.append(f"<sequenceFlow id='s{leg}' sourceRef='split' targetRef='{leg}'/>")
        flows.append(f"<sequenceFlow id='j{leg}' sourceRef='{leg}' targetRef='join'/>")
    nodes.append("<endEvent id='end'/>")
    flows.append("<sequenceFlow id='f9' sourceRef='join' targetRef='end'/>")
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    process = f"<process id='case' isExecutable='true'>{''.join(nodes + flows)}</process>"
    return f"<definitions xmlns='{space}' id='d' targetNamespace='x'>{process}</definitions>".encode()


def main(cases: int) -> None:
    """Print the CPU seconds of a case, and the bytes of its state."""
    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(bpmn()))
    spec, serializer, size = parser.get_spec("case"), BpmnWorkflowSerializer(), 0
    start = time.process_time()
    for _ in range(cases):
        case = BpmnWorkflow(spec)
        while not case.is_completed():
            case.do_engine_steps()
            ready = case.get_tasks(state=TaskState.READY, manual=True)
            if not ready:
                break
            ready[0].run()
            case.do_engine_steps()
            size = len(serializer.serialize_json(case))
        assert case.is_completed()
    print(json.dumps({"seconds": (time.process_time() - start) / cases, "bytes": size}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
