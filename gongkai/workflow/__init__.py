"""办理流程: what a table of lawful steps is, how it refuses, and how a lawyer reads it.

A workflow is data: each step says its name, from which states it leads to which, who may take it, and why
the law has it. Guards that need more than the state and the role stand in the action that takes the step.
"""

from gongkai.workflow.markdown import render
from gongkai.workflow.table import ANY, Option, Refusal, Step, StepNotAllowed, UnknownStep, Workflow

__all__ = ["ANY", "Option", "Refusal", "Step", "StepNotAllowed", "UnknownStep", "Workflow", "render"]
