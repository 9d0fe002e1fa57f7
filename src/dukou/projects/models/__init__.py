"""What the room keeps. Ledgers only grow: a later row stands beside the earlier one, never in its place."""

from dukou.projects.models.forecasts import KeptForecast, PathStep, PermitPathText
from dukou.projects.models.leads import LeadStep
from dukou.projects.models.money import MoneyPaper, MoneyStatement, ProjectStatement
from dukou.projects.models.pipeline import AnnouncedDate, PipelineText, Project, StageStep, StatusStep
from dukou.projects.models.premises import Letting, Premise, SpaceNeed
from dukou.projects.models.promises import Promise, PromiseStep
from dukou.projects.models.teams import VisitNote, WeekItem

__all__ = [
    "AnnouncedDate",
    "KeptForecast",
    "LeadStep",
    "Letting",
    "MoneyPaper",
    "MoneyStatement",
    "PathStep",
    "PermitPathText",
    "PipelineText",
    "Premise",
    "Project",
    "ProjectStatement",
    "Promise",
    "PromiseStep",
    "SpaceNeed",
    "StageStep",
    "StatusStep",
    "VisitNote",
    "WeekItem",
]
