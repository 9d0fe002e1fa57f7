"""A made-up district with an affair of four matters, units that take messages in several ways, and a firm that applies. All invented."""

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
from dukou.affairs.actions import applications, intake
from dukou.affairs.actions._judging import Asking
from dukou.affairs.core.kinds import ReceiverKind
from dukou.affairs.models import AffairText, Application, Handed, Part, UnitReceiver
from dukou.casework.core.notices import version_of
from dukou.casework.tests.made_up import NOW as NOW
from dukou.casework.tests.made_up import at as at
from dukou.casework.tests.made_up import calendar, clock, content, profile, unit
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor

DAY = date(2026, 9, 24)
CLERK = Actor("cli", "clerk")
SECRET_NAME, SECRET = "DUKOU_TESTS_SECRET", "a made-up secret of tests"
_NAME = {"zh": "虚构", "en": "made up"}


def _concept(kind: str, **more: Any) -> dict[str, Any]:
    return {"name": _NAME, "kind": kind} | more


CONCEPTS: dict[str, Any] = {
    "site": _concept("line"),
    "load": _concept("number", unit="kVA", least=1, most=100000),
    "volume": _concept("number", unit="m³/日", least=1, most=100000),
    "lines": _concept("number", unit="条", least=1, most=100),
    "use": _concept("choice", choices=[{"key": "works", "name": _NAME}, {"key": "office", "name": _NAME}]),
    "reserve": _concept("truth"),
}
MATTERS: list[dict[str, Any]] = [
    {
        "key": "power",
        "name": {"zh": "用电", "en": "power"},
        "units": ["grid"],
        "asks": [{"field": "site"}, {"field": "load"}, {"field": "use"}, {"field": "reserve", "required": False}],
        "stages": [{"key": "survey", "name": _NAME}, {"key": "works", "name": _NAME, "holder": "enterprise"}],
    },
    {
        "key": "water",
        "name": {"zh": "用水", "en": "water"},
        "units": ["works"],
        "asks": [{"field": "site"}, {"field": "volume"}, {"field": "use", "when": "load >= 500", "required": False}],
        "stages": [{"key": "survey", "name": _NAME}],
    },
    {
        "key": "telecom",
        "name": {"zh": "通信", "en": "telecom"},
        "units": ["red", "blue"],
        "choose": {"least": 1, "most": 2},
        "asks": [{"field": "site"}, {"field": "lines"}],
    },
]
TEXT: dict[str, Any] = {
    "edition": "2026-01",
    "name": {"zh": "虚构联合报装", "en": "made-up joint connection"},
    "about": _NAME,
    "source": _NAME,
    "verified": False,
    "profile": "made-up",
    "matters": MATTERS,
    "materials": [
        {
            "key": "plan",
            "name": _NAME,
            "ways": ["upload"],
            "matters": ["power", "water"],
            "tolerance": {"workdays": 5, "consequence": _NAME},
        },
        {"key": "licence", "name": _NAME, "ways": ["held"], "matters": ["power", "telecom"], "holder": "market"},
    ],
    "concepts": CONCEPTS,
}
ANSWERS: dict[str, object] = {"site": "示例路 1 号", "load": 630, "volume": 12, "lines": 2, "use": "works"}


def text(**more: Any) -> AffairText:
    """The affair's text in force; `more`: other values of it."""
    told = TEXT | more
    return AffairText.objects.create(
        slug="made-up", edition=told["edition"], content=told, sha256=version_of(told), pack="made-up", loaded_at=NOW
    )


def taking(key: str, kind: ReceiverKind, address: str = "", secret_name: str = "") -> None:
    """How a unit takes what it is handed, from now on."""
    told = {"kind": kind.value, "address": address, "secret_name": secret_name, "pack": "made-up"}
    UnitReceiver.objects.update_or_create(unit_id=unit(key), defaults=told)


@dataclass
class World:
    """Who plays."""

    firm: Enterprise
    agent: Viewer
    window: Viewer

    def filed(self, now: datetime = NOW, **answers: object) -> Application:
        """An application for all matters, not accepted yet."""
        chosen = {"power": ["grid"], "water": ["works"], "telecom": ["red", "blue"]}
        asking = Asking("made-up", chosen, ANSWERS | answers, firm=self.firm.key)
        return applications.file(by=self.agent, asking=asking, now=now)

    def accepted(self, now: datetime = NOW, **answers: object) -> Application:
        """An application whose parts are handed to their units, its plan with them."""
        made = self.filed(now, **answers)
        Handed.objects.create(
            application=made,
            material="plan",
            way="upload",
            name="plan.pdf",
            kind="pdf",
            size=3,
            sha256="a" * 64,
            added_at=now,
            added_by="t",
        )
        return intake.accept(by=self.window, number=made.pk, now=now)


def world() -> World:
    """The district with its affair, a firm with its agent, and a clerk at the window; all units take at their desks."""
    calendar()
    clocks = {key: clock("5 workdays") for key in ("acceptance", "supplement", "part-power", "answer")}
    profile(content(outer=clock("20 workdays", expiry="escalate"), **clocks))
    for key in ("grid", "works", "red", "blue", "window"):
        unit(key)
    text()
    with transaction.atomic():
        (firm,) = add([Entry(name="虚构甲厂")], Circumstances(CLERK, NOW, reason="虚构", is_synthetic=True))
    person, _ = cast.agent("agent", f"of-{firm.key}")
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key=f"of-{firm.key}"))
    clerk = cast.person("window", Role.WINDOW_CLERK, at="window")
    return World(firm, viewer_of(Person.objects.get(pk=person.pk), DAY), viewer_of(clerk, DAY))


def part(application: Application, unit_key: str) -> Part:
    """The part of a unit."""
    return Part.objects.select_related("unit").get(application=application, unit__key=unit_key)
