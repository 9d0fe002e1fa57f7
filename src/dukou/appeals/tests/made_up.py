"""A made-up district that takes appeals, with its people and two made-up firms. Nothing in it is about anybody real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.appeals.actions import appeals, dispatch, triage
from dukou.appeals.models import Appeal, AppealRules
from dukou.casework.core.notices import version_of
from dukou.casework.models import Message, RunningClock
from dukou.casework.tests.made_up import at as at
from dukou.casework.tests.made_up import calendar, clock, content, profile, unit
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor

CLERK = Actor("cli", "clerk")
NOW = at("2026-09-24 10:00")
DAY = date(2026, 9, 24)
RULES: dict[str, Any] = {
    "profile": "made-up",
    "send_back_at_most": 2,
    "suppress_below": 5,
    "topics": [
        {"key": "power", "name": {"zh": "用电", "en": "power"}, "words": ["电力", "线路"]},
        {"key": "social", "name": {"zh": "社保", "en": "social insurance"}, "words": ["社保"]},
    ],
    "duties": [
        {"key": "d1", "topic": "power", "unit": "power", "since": "2026-01-01", "until": None, "words": [], "place": "", "source": ""}
    ],
    "answers": [],
    "templates": [],
    "learning": {"enough": 3, "alike": 0.2, "days": 730},
}


def district() -> None:
    """Calendar, profile, rules, three units."""
    calendar()
    more = {"times": 1, "most": 5, "ask_before": "1 workdays"}
    clocks = {"verdict": "2 workdays", "objection": "1 workdays", "ruling": "1 workdays", "call_back": "5 workdays"}
    outer = clock("7 workdays", expiry="escalate", extension=more)
    profile(content(outer=outer, **{key: clock(within) for key, within in clocks.items()}))
    AppealRules.objects.create(pack="made-up", content=RULES, sha256=version_of(RULES))
    for key in ("power", "social", "green", "window"):
        unit(key)


def firm(name: str = "虚构甲厂") -> Enterprise:
    """A made-up firm."""
    with transaction.atomic():
        (made,) = add([Entry(name=name)], Circumstances(CLERK, NOW, reason="虚构", is_synthetic=True))
    return made


def agent(of: Enterprise, username: str = "agent") -> Viewer:
    """Who acts for the firm."""
    person, _ = cast.agent(username, f"of-{of.key}")
    Enterprise.objects.filter(pk=of.pk).update(organisation=Organisation.objects.get(key=f"of-{of.key}"))
    return viewer_of(Person.objects.get(pk=person.pk), DAY)


def officer(username: str, role: Role, of: str) -> Viewer:
    """Somebody with a role in a unit."""
    return viewer_of(cast.person(username, role, at=of), DAY)


def filed(by: Viewer, of: Enterprise, now: datetime = NOW, **more: Any) -> Appeal:
    """An appeal of the firm."""
    told = {"title": "厂区高压线路要迁改", "text": "线路穿过在建厂房，影响封顶，请协调迁改。"} | more
    return appeals.whistle(by=by, firm=of.key, now=now, **told)


def in_hand(window: Viewer, appeal: Appeal, *assisting: str, now: datetime = NOW) -> Appeal:
    """Accepted and dispatched: the power office leads."""
    triage.accept(by=window, number=appeal.pk, now=now)
    return dispatch.send(by=window, number=appeal.pk, lead="power", assisting=assisting, now=now)


def due_of(appeal: Appeal, key: str) -> date | None:
    """The last day of the newest clock of this name."""
    return RunningClock.objects.filter(case=appeal.pk, key=key).order_by("-pk")[0].due_on


def inbox_of(viewer: Viewer) -> list[str]:
    """What somebody was told, in Chinese, the oldest first."""
    return list(Message.objects.filter(person=viewer.person_id).order_by("pk").values_list("zh", flat=True))


@dataclass
class Cast:
    """Who plays."""

    firm: Enterprise
    agent: Viewer
    window: Viewer
    caller: Viewer
    power: Viewer
    social: Viewer


def players() -> Cast:
    """A district with a firm and its agent, two clerks at the window, an officer in each of two units."""
    district()
    made = firm()
    return Cast(
        made,
        agent(made),
        officer("window", Role.WINDOW_CLERK, "window"),
        officer("caller", Role.WINDOW_CLERK, "window"),
        officer("power-1", Role.DEPARTMENT_OFFICER, "power"),
        officer("social-1", Role.DEPARTMENT_OFFICER, "social"),
    )
