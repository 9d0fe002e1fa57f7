"""A made-up district with stages, clocks of leads, two offices that keep projects and their people. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Grant, Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.casework.tests.made_up import at as at
from dukou.casework.tests.made_up import calendar, clock, content, profile
from dukou.projects.actions import projects
from dukou.projects.core.kinds import Meaning
from dukou.projects.models import PipelineText, Project

NOW = at("2026-09-24 10:00")  # a Thursday; the day after next begins a holiday
DAY = date(2026, 9, 24)
WORDS = {"zh": "虚构", "en": "made up"}
FIRM = "虚构甲机械有限公司"
MEANINGS = [Meaning.LEAD, Meaning.CONTACT, Meaning.INTENT, Meaning.SIGNED, Meaning.REGISTERED, Meaning.PRODUCTION, Meaning.FULL_CAPACITY]


def plain_stages(**more: Any) -> dict[str, Any]:
    """A pipeline as the pack would state it: each stage is called as what it means."""
    stages = [
        {"key": each.value.replace("_", "-"), "name": WORDS, "means": each.value, "gate": "", "within": None, "confirmed": False}
        for each in MEANINGS
    ]
    rate = {"key": "settled", "name": {"zh": "虚构落户率", "en": "made-up settled"}, "of": "intent", "to": "registered"}
    told: dict[str, Any] = {
        "source": WORDS,
        "stages": stages,
        "lost": [
            {"key": "chain", "name": {"zh": "没有上下游", "en": "no neighbours"}},
            {"key": "land", "name": {"zh": "没有地", "en": "no land"}},
        ],
        "overdue": [],
        "rates": [rate],
        "lights": {"yellow": 1, "red": 30},
        "protected": 30,
        "division": "",
        "profile": "lead",
        "admission": "",
        "counting": "",
    }
    return told | more


def district(**more: Any) -> None:
    """Calendar, clocks of leads, stages."""
    calendar()
    clocks = {
        "registered": clock("1 days"),
        "judged": clock("3 workdays", expiry="escalate"),
        "fed_back": clock("7 days"),
        "reported": clock("14 days"),
    }
    plain = content()
    plain["grades"] = {
        "ordinary": {"name": WORDS, "clocks": clocks},
        "experts": {"name": WORDS, "clocks": clocks | {"judged": clock("7 days")}},
    }
    plain["sequence"] = ["ordinary", "experts"]
    profile(plain, key="lead")
    PipelineText.objects.create(pack="made-up", content=plain_stages(**more))
    for key in ("north", "south"):
        cast.organisation(key)


def officer(username: str, office: str) -> Viewer:
    """Somebody who keeps projects in an office and sees all of them."""
    return viewer_of(cast.person(username, Role.INDUSTRY_OFFICER, at=office), DAY)


def member(name: str, office: str) -> Viewer:
    """Somebody who keeps the projects of one office and sees no others, as a member of a task force does."""
    keeps = frozenset({Permission.KEEP_PROJECTS})
    return Viewer(f"person:{name}", None, keeps, frozenset({office}), grants=frozenset(Grant(each, office) for each in keeps))


def lead(by: Viewer, firm: str = FIRM, now: datetime = NOW, **more: Any) -> Project:
    """A lead of a made-up firm."""
    told = {"name": f"{firm}的项目", "firm": firm, "office": "north"} | more
    return projects.register(by=by, told=projects.Told(**told), is_synthetic=True, now=now)
