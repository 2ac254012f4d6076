"""办理流程: what a table of lawful steps is, how it refuses, and how a lawyer reads it.

A workflow is data: each step says its name, from which states it leads to which, who may take it, and why
the law has it. Guards that need more than the state and the role are conditions: checks with a sentence for
people. A manual is a workflow with its conditions, as it is printed.
"""

from gongkai.workflow.conditions import Condition, condition
from gongkai.workflow.manual import Manual
from gongkai.workflow.markdown import HOW_TO_READ, render
from gongkai.workflow.table import ANY, Option, Refusal, Step, StepNotAllowed, UnknownStep, Workflow

__all__ = [
    "ANY",
    "HOW_TO_READ",
    "Condition",
    "Manual",
    "Option",
    "Refusal",
    "Step",
    "StepNotAllowed",
    "UnknownStep",
    "Workflow",
    "condition",
    "render",
]
