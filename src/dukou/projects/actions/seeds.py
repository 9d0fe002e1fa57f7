"""Made-up projects for a demo home: of made-up firms, from the lead to full capacity, some late, one lost. Real firms get none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import command_line_viewer, viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.queries.task_forces import task_force_ids
from dukou.audit.actions import record
from dukou.casework.actions import ladder
from dukou.casework.core.clocks import ZONE
from dukou.chains.queries.working import InvitationTold, invitations
from dukou.enterprises.actions.seeds import TASK_FORCE
from dukou.enterprises.queries.made_up import made_up_firms
from dukou.enterprises.queries.own import FirmNamed, firm_named, own_firms
from dukou.kit.core.actors import SYSTEM, Actor
from dukou.projects.actions import _built_stories as built
from dukou.projects.actions import _stories as begun
from dukou.projects.core.kinds import Meaning
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import Project
from dukou.projects.queries.paths import path_texts
from dukou.projects.queries.pipeline import pipeline_or_none

_FIRMS = 9  # one a story; what was handed over has an investor from elsewhere
_STORIES = (*begun.STORIES, *built.STORIES)
_PLAYED = frozenset(Meaning) - {Meaning.REVIEW}  # stages that the stories go through


@dataclass(frozen=True)
class Stage:
    """The demo's people, firms and days. `own`: the firm of the demo agent, `line`: of the invitation list, to be handed over (or None).

    `force`, `path`: keys of the task force and of the permit path; empty where the home has none.
    """

    officer: Viewer
    leader: Viewer
    firms: tuple[FirmNamed, ...]
    own: FirmNamed
    line: InvitationTold | None
    stages: Pipeline
    force: str
    path: str
    now: datetime

    def on(self, ago: int) -> date:
        """So many days ago; below nought: a day to come."""
        return timezone.localdate(self.now) - timedelta(days=ago)

    def day(self, ago: int, hour: int = 10) -> datetime:
        """A moment of that day, never later than now."""
        return min(datetime.combine(self.on(ago), time(hour), ZONE), self.now)

    def stage(self, means: Meaning) -> str:
        """The key of the pack's stage that means this."""
        found = self.stages.of(means)
        assert found is not None  # looked at before anything is planted
        return found.key


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Play ten projects of the last year and a half; nothing where there are projects, no stages or too few made-up firms.

    The stories go through the gates of the demo's pack. `seed` changes nothing here: firms and list grow from it in the rooms beneath.
    """
    moment, stages = now or timezone.now(), pipeline_or_none()
    if stages is None or _PLAYED - {each.means for each in stages.stages} or Project.objects.exists():
        return
    firms = made_up_firms(moment, _FIRMS)
    if len(firms) < _FIRMS:
        return
    stage = _stage(by, firms, stages, moment)
    with transaction.atomic():
        for story in _STORIES:
            story(stage)
        record(by=by, act="seeds.plant", subject=("home", "demo projects"), after={"projects": len(_STORIES)}, now=moment)
    ladder.sweep(by=SYSTEM, now=moment)


def _stage(by: Actor, firms: list[str], stages: Pipeline, now: datetime) -> Stage:
    whole = command_line_viewer(by.key)
    named = [found for key in firms if (found := firm_named(whole, key)) is not None]
    mine = own_firms(_demo("enterprise", now))
    own = (firm_named(whole, mine[0]) if mine else None) or named[0]
    paths = list(path_texts())
    return Stage(
        officer=_demo("officer", now),
        leader=_demo("leader", now),
        firms=tuple(each for each in named if each != own),
        own=own,
        line=_line(),
        stages=stages,
        force=TASK_FORCE if TASK_FORCE in task_force_ids() else "",
        path=paths[0] if paths else "",
        now=now,
    )


def _line() -> InvitationTold | None:
    """A made-up line of the invitation list that is furthest on its way, so that the demo shows one becoming a project."""
    lines = [each for each in invitations() if each.is_synthetic]
    return min(lines, key=lambda each: len(each.state.next), default=None)


def _demo(name: str, now: datetime) -> Viewer:
    return viewer_of(person_of(f"demo-{name}"), timezone.localdate(now))
