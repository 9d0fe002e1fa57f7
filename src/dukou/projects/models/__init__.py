"""What the room keeps. Ledgers only grow: a later row stands beside the earlier one, never in its place."""

from dukou.projects.models.pipeline import AnnouncedDate, PipelineText, Project, StageStep, StatusStep
from dukou.projects.models.promises import Promise, PromiseStep
from dukou.projects.models.teams import VisitNote, WeekItem

__all__ = [
    "AnnouncedDate",
    "PipelineText",
    "Project",
    "Promise",
    "PromiseStep",
    "StageStep",
    "StatusStep",
    "VisitNote",
    "WeekItem",
]
