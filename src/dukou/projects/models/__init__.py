"""What the room keeps. Ledgers only grow: a later row stands beside the earlier one, never in its place."""

from dukou.projects.models.money import MoneyPaper, MoneyStatement, ProjectStatement
from dukou.projects.models.pipeline import AnnouncedDate, PipelineText, Project, StageStep, StatusStep

__all__ = ["AnnouncedDate", "MoneyPaper", "MoneyStatement", "PipelineText", "Project", "ProjectStatement", "StageStep", "StatusStep"]
