"""How `permit_paths/<slug>.yaml` and the file of a project's state are written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from dukou.kit.packfiles.schemas import Schema, Words

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$", max_length=60)]
Amount = Annotated[Decimal, Field(ge=Decimal("0.1"), le=3650)]


class TakesEntry(Schema):
    """A duration by three points: one in ten is done by `low`, half by `usual`, nine in ten by `high`. `days`: working or calendar days."""

    days: Literal["workdays", "days"] = "workdays"
    low: Amount
    usual: Amount
    high: Amount


class TaskEntry(Schema):
    """A task. `unit`: who handles it, none where it is the firm's own; `source`: from where the duration is, none where it is a draft."""

    key: Slug
    name: Words
    unit: Slug | None = None
    after: tuple[Slug, ...] = ()
    takes: TakesEntry
    source: Words | None = None


class PermitPathEntry(Schema):
    """A path; the file's name is its slug. `ends`: the task with which the project is there; `draft`: not compared with any practice."""

    name: Words
    about: Words
    source: Words
    draft: bool
    ends: Slug
    tasks: tuple[TaskEntry, ...] = Field(min_length=1)

    @property
    def plain(self) -> dict[str, Any]:
        """As `core.permits.PermitPath.read` takes it."""
        return self.model_dump(mode="json", exclude_none=True)


class StandEntry(Schema):
    """A task that has begun; without `end` it is under way."""

    task: str
    start: date | None = None
    end: date | None = None


class StateEntry(Schema):
    """What has begun of a project, at the close of the day from which it is foretold."""

    tasks: tuple[StandEntry, ...] = ()
