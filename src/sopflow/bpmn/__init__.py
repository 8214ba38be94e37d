"""An SOP as BPMN 2.0: the process as other engines run it, with the diagram as other editors draw it."""
