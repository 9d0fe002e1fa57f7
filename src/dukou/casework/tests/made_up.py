"""A made-up calendar, profile and two units, for tests. Nothing in it is about anybody real."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from dukou.accounts.core.permissions import Permission
from dukou.accounts.models import Organisation
from dukou.casework.actions._step import Step
from dukou.casework.actions.steps import open_case
from dukou.casework.core.clocks import ZONE
from dukou.casework.core.notices import version_of
from dukou.casework.models import CalendarVersion, ProfileText
from dukou.casework.queries.owners import CASE_KINDS, CaseKind
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

CLERK = Actor("cli", "clerk")
CHIEF = Actor("cli", "chief")
_NAME = {"zh": "虚构", "en": "made up"}
_ANNOUNCED: tuple[tuple[str, str, list[str]], ...] = (
    ("2026-09-25", "2026-09-27", []),
    ("2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]),
)


def at(text: str) -> datetime:
    """A moment in the district's time: `2026-09-24 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = at("2026-09-24 10:00")


def year(until: str = "2026-12-28", *holidays: tuple[str, str, list[str]]) -> dict[str, Any]:
    """The notice of 2026: Mid-Autumn and National Day as they were announced, or other holidays (from, until, make-up days)."""
    told = holidays or _ANNOUNCED
    days = [{"name": _NAME, "from": first, "until": last, "make_up": made_up} for first, last, made_up in told]
    return {"calendar": "cn", "year": 2026, "firm_until": until, "holidays": days}


def with_day_off(day: str) -> dict[str, Any]:
    """The same notice with one more day off."""
    return year("2026-12-28", *_ANNOUNCED, (day, day, []))


def calendar(notice: dict[str, Any] | None = None, stated: datetime = NOW) -> CalendarVersion:
    """The next version of the calendar `cn`, with this notice alone."""
    content = {"cn-2026": notice or year()}
    newest = CalendarVersion.objects.filter(key="cn").order_by("-number").first()
    return CalendarVersion.objects.create(
        key="cn",
        number=newest.number + 1 if newest else 1,
        sha256=version_of(content),
        content=content,
        firm_until=content["cn-2026"]["firm_until"],
        stated_at=stated,
        stated_by=str(CLERK),
    )


def clock(within: str, **more: Any) -> dict[str, Any]:
    """A clock of a profile."""
    return {"name": _NAME, "within": within} | more


def content(**clocks: dict[str, Any]) -> dict[str, Any]:
    """A profile with these clocks beside the usual ones, in two grades, and a ladder of four rungs."""
    usual = {
        "contact": clock("4 office_hours", may_pause=False),
        "lead": clock("5 workdays", extension={"times": 2, "most": 5, "ask_before": "1 workdays"}),
        "assist": clock("3 workdays", expiry="deemed_agreed"),
        "separate": clock("3 workdays", expiry="returned"),
        "outer": clock("7 workdays", expiry="escalate"),
    } | clocks
    hard = usual | {"outer": clock("30 workdays")}
    return {
        "name": _NAME,
        "official": False,
        "calendar": "cn",
        "convention": {
            "office": ["09:00-12:00", "14:00-18:00"],
            "first_day_counts": False,
            "rolls": True,
            "late_is_next_day": False,
            "ends_at_close": False,
        },
        "sequence": ["ordinary", "hard"],
        "grades": {"ordinary": {"name": _NAME, "clocks": usual}, "hard": {"name": _NAME, "clocks": hard}},
        "ladder": [
            {"rung": "reminder", "before": "1 workdays"},
            {"rung": "urge", "after": "1 workdays"},
            {"rung": "supervise", "after": "3 workdays"},
            {"rung": "leader", "after": "5 workdays"},
        ],
    }


def profile(plain: dict[str, Any] | None = None, key: str = "made-up") -> ProfileText:
    """A profile that stands."""
    told = plain or content()
    return ProfileText.objects.create(key=key, content=told, sha256=version_of(told), stated_at=NOW)


def unit(key: str) -> int:
    """The primary key of a made-up department."""
    return Organisation.objects.get_or_create(key=key, defaults={"kind": "department", "zh": f"虚构{key}", "en": f"made-up {key}"})[0].pk


def opened(now: datetime = NOW, grade: str = "") -> AbstractContextManager[Step]:
    """The first step of a made-up case."""
    return open_case(by=CLERK, act="tests.open", kind="test", subject=("enterprise", "x"), profile="made-up", grade=grade, now=now)


def own_kind() -> None:
    """Let cases of the made-up kind be seen by whoever may answer legs, and named there."""
    if "test" not in CASE_KINDS:
        may = lambda viewer, case: viewer.may(Permission.ANSWER_LEGS)  # noqa: E731
        CASE_KINDS.add("test", CaseKind(Label("虚构办件", "made-up case"), may, lambda case: f"/made-up/{case}/", may))
