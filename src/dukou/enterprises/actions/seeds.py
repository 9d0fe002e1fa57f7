"""The made-up firms of a demo home: so that no desk of it is empty, and each of them says that it is made up."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import task_forces
from dukou.accounts.core.demo import DEMO_PEOPLE, FIRM
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.people import organisation_of, person_of
from dukou.audit.actions import record
from dukou.enterprises import register
from dukou.enterprises.actions._planting import (
    EVIDENCE,
    SOURCE,
    Planted,
    add_doubles,
    enter,
    fitting_segments,
    record_figures,
    record_lives,
)
from dukou.enterprises.actions._stating import state_facts
from dukou.enterprises.core.synthetic import firms
from dukou.enterprises.models import Charge, Enterprise
from dukou.figures.actions import tags
from dukou.figures.core.tags import Confidence
from dukou.figures.queries import latest_day_of_knowledge, subjects_of_kind
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

COUNT, CHARGED, TAGGED = 240, 3, 8
TASK_FORCE = "demo-task-force"


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Enter the made-up firms with all that belongs to them; where there are any already, nothing is done.

    Needs the demo people, who exist in demo homes only. No figure becomes known later than the district's own do, so that planting moves
    neither the day on which a demo home is shown nor any cluster's standing.
    """
    moment, random = now or timezone.now(), Random(seed)
    with transaction.atomic():
        if Enterprise.objects.filter(is_synthetic=True).exists():
            return
        how = register.Circumstances(by, moment, EVIDENCE, is_synthetic=True)
        on = latest_day_of_knowledge(_viewer(by)) or timezone.localdate(moment)
        planted = enter(list(firms(COUNT, seed)), how, on, random)
        record_lives(planted, how, random)
        counts = {"firms": len(planted), "claims": record_figures(planted, how, on), "doubles": add_doubles(planted, how)}
        counts["stated"] = state_facts(planted, how, on, Random(seed))
        _hand_over(planted, how, on)
        record(by=by, act="seeds.plant", subject=("home", "demo"), after={"seed": seed} | counts, now=moment)
        _tag(planted, by, on, moment)


def _viewer(by: Actor) -> Viewer:
    """Whoever builds a home has every right in it."""
    return Viewer(str(by), permissions=frozenset(Permission))


def _hand_over(planted: list[Planted], how: register.Circumstances, on: date) -> None:
    """One firm is that of the demo agent; three others are in the charge of a task force in which the demo member has a seat."""
    own, *charged = [each.row for each in planted if each.is_active_company][: CHARGED + 1]
    Enterprise.objects.filter(pk=own.pk).update(organisation=organisation_of(FIRM.key))
    force = task_forces.set_up(by=how.by, key=TASK_FORCE, name="演示专班", purpose=EVIDENCE, from_on=on, now=how.now)
    (member,) = (each.username for each in DEMO_PEOPLE if each.role is Role.TASK_FORCE_MEMBER)
    task_forces.seat(by=how.by, task_force=force, holder=person_of(member), from_on=on, now=how.now)
    said = {"evidence": EVIDENCE, "recorded_at": how.now, "recorded_by": str(how.by)}
    Charge.objects.bulk_create(Charge(enterprise=row, task_force=force, **said) for row in charged)


def _tag(planted: list[Planted], by: Actor, on: date, now: datetime) -> None:
    """Suggest segments for some firms, by nothing but their industry's name; people would have to confirm them."""
    segments = {each.ref: each.label for each in subjects_of_kind("segment")}
    evidence = Label("行业名称与细分领域相近（合成数据）", "the industry's name is near the segment's (made up)")
    for each, segment in fitting_segments(planted, segments, TAGGED):
        tags.add(
            by=_viewer(by),
            subject=each.row.ref,
            segment=segment,
            source=SOURCE,
            place="",
            known_on=on,
            confidence=Confidence.SUGGESTED,
            evidence=evidence,
            now=now,
        )
