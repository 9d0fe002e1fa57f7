"""`replays/<slug>.yaml`: which figures of the pack tell a project's story. It states no date and no number of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from dukou.kit.packfiles.schemas import Schema, Words
from dukou.projects.core.replays import Milestone, Rung

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Ref = Annotated[str, StringConstraints(min_length=1, max_length=120)]  # the key of a figure
At = Annotated[str, StringConstraints(min_length=1, max_length=60)]  # a place in the source


class DatedEntry(Schema):
    """Which figure dates a milestone; `taken`: what is taken for it, where the figure dates something else."""

    figure: Ref
    taken: Words | None = None


class SpanEntry(Schema):
    """Months that the source tells, and between which milestones they lie."""

    figure: Ref
    what: Words
    from_: Milestone = Field(alias="from")
    to: Milestone


class AheadEntry(Schema):
    """“Ahead of plan”, said of a milestone at a place of the source; `planned`: the figure of the planned date, where it is told."""

    milestone: Milestone
    at: At
    planned: Ref | None = None


class SumEntry(Schema):
    """Money on a rung; `evidence`: the figure of what papers bear out; `whole`: whether it is the sum of exactly these `projects`."""

    rung: Rung
    figure: Ref
    taken: Words | None = None
    evidence: Ref | None = None
    projects: Ref | None = None
    whole: bool | None = None


class LandEntry(Schema):
    """The figures of the land and of what was invested on it."""

    area: Ref
    investment: Ref
    taken: Words | None = None


class BlockerEntry(Schema):
    """What stood in the way, with its topic in the duty list and its place in the source."""

    key: Slug
    name: Words
    topic: Slug
    at: At


class ReplayEntry(Schema):
    """One story; the file's name is its slug. `source`: of what is said here without a figure (claims, blockers)."""

    name: Words
    of: Ref
    source: Slug
    verified: bool
    milestones: dict[Milestone, DatedEntry] = Field(default_factory=dict)
    spans: tuple[SpanEntry, ...] = ()
    ahead: tuple[AheadEntry, ...] = ()
    money: tuple[SumEntry, ...] = ()
    land: LandEntry | None = None
    blockers: tuple[BlockerEntry, ...] = ()
