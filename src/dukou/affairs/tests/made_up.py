"""A made-up district that offers two affairs, with its people, units and a made-up firm. Nothing in it is about anybody real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.affairs.actions import applications, intake
from dukou.affairs.actions._judging import Asking
from dukou.affairs.actions._papers import Brought
from dukou.affairs.core.kinds import FilingChannel
from dukou.affairs.models import AffairText, Application, Part
from dukou.casework.core.notices import version_of
from dukou.casework.tests.made_up import at as at
from dukou.casework.tests.made_up import calendar, clock, content, profile, unit
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor
from dukou.kit.files import Coming

CLERK = Actor("cli", "clerk")
PDF = b"%PDF-1.4 made up"
NOW = at("2026-09-21 10:00")  # a Monday
DAY = date(2026, 9, 21)
UNITS = ("power", "water", "telecom-a", "telecom-b", "road", "window", "licence", "seal")


def _words(zh: str) -> dict[str, str]:
    return {"zh": zh, "en": f"({zh})"}


CONCEPTS: dict[str, Any] = {
    "firm_name": {"name": _words("企业名称"), "kind": "line", "register": "name"},
    "agent_id": {"name": _words("经办人证件"), "kind": "id_number", "personal": True},
    "division": {"name": _words("区划"), "kind": "line"},
    "kva": {"name": _words("容量"), "kind": "number", "unit": "kVA", "least": "1", "most": "10000"},
    "term": {"name": _words("期限"), "kind": "choice", "choices": [{"key": k, "name": _words(k)} for k in ("lasting", "temporary")]},
    "until": {"name": _words("临时到期"), "kind": "date"},
    "m3": {"name": _words("日用水量"), "kind": "number", "unit": "m³/日", "least": "0.1", "most": "5000", "decimals": 1},
    "digs_road": {"name": _words("要挖路"), "kind": "truth"},
    "metres": {"name": _words("开挖长度"), "kind": "number", "unit": "m", "least": "1", "most": "2000"},
}
_OWN = [{"key": "survey", "name": _words("踏勘")}, {"key": "review", "name": _words("审图"), "holder": "permit_office"}]
JOINT: dict[str, Any] = {
    "edition": "1",
    "name": _words("虚构联合报装"),
    "about": _words("试验用"),
    "source": _words("虚构"),
    "verified": False,
    "profile": "made-up",
    "places": ["5001"],
    "division": "division",
    "matters": [
        {
            "key": "power",
            "name": _words("用电"),
            "units": ["power"],
            "given": "chosen",
            "asks": [
                {"field": "firm_name"},
                {"field": "agent_id", "required": False},
                {"field": "division"},
                {"field": "kva"},
                {"field": "term"},
                {"field": "until", "when": 'term = "temporary"'},
                {"field": "digs_road"},
            ],
            "separately": [
                {"name": _words("执照"), "becomes": "licence"},
                {"name": _words("申请表"), "becomes": "form"},
                {"name": _words("产权证"), "becomes": "property"},
            ],
            "stages": [*_OWN, {"key": "works", "name": _words("施工"), "holder": "nobody"}],
            "waits": [{"stage": "works", "for": "road"}],
            "results": [{"key": "contract", "name": _words("供电合同")}],
            "excludes": _words("审图和施工"),
        },
        {
            "key": "water",
            "name": _words("用水"),
            "units": ["water"],
            "given": "chosen",
            "asks": [{"field": "firm_name"}, {"field": "division"}, {"field": "m3"}, {"field": "digs_road"}],
            "separately": [{"name": _words("执照"), "becomes": "licence"}, {"name": _words("产权证"), "becomes": "property"}],
            "stages": _OWN,
        },
        {
            "key": "telecom",
            "name": _words("通信"),
            "units": ["telecom-a", "telecom-b"],
            "given": "chosen",
            "choose": {"least": 1, "most": 2},
            "asks": [{"field": "firm_name"}],
        },
        {
            "key": "road",
            "name": _words("掘路许可"),
            "units": ["road"],
            "given": "digs_road",
            "asks": [{"field": "metres"}],
        },
    ],
    "materials": [
        {"key": "licence", "name": _words("营业执照"), "ways": ["held"], "matters": ["power", "water"], "holder": "licence"},
        {
            "key": "property",
            "name": _words("产权证明"),
            "ways": ["upload"],
            "matters": ["power", "water"],
            "tolerance": {"workdays": 5, "consequence": _words("退回申请")},
        },
        {
            "key": "pledge",
            "name": _words("恢复路面"),
            "ways": ["promise", "upload"],
            "matters": ["road"],
            "promise": _words("按期恢复路面"),
        },
    ],
    "joins": [
        {"join": "survey", "matters": ["power", "water"], "notice": 1},
        {"join": "answer", "matters": ["power", "water"]},
        {"join": "acceptance", "matters": ["power", "water"], "notice": 1},
    ],
    "pages": [{"key": "firm", "name": _words("企业"), "fields": ["firm_name", "agent_id", "division"]}],
    "concepts": CONCEPTS,
}
START_UP: dict[str, Any] = {
    "edition": "1",
    "name": _words("虚构开办"),
    "about": _words("试验用"),
    "source": _words("虚构"),
    "verified": False,
    "profile": "made-up",
    "needs_firm": False,
    "matters": [
        {"key": "licence", "name": _words("执照"), "units": ["licence"], "given": "always", "asks": [{"field": "firm_name"}]},
        {
            "key": "seal",
            "name": _words("印章"),
            "units": ["seal"],
            "given": "chosen",
            "asks": [{"field": "firm_name"}],
            "waits": [{"stage": "start", "for": "licence"}],
        },
    ],
    "concepts": {"firm_name": CONCEPTS["firm_name"]},
}
ANSWERS: dict[str, object] = {
    "firm_name": "虚构甲厂",
    "division": "500104",
    "kva": "315",
    "term": "lasting",
    "m3": "2.5",
    "digs_road": "no",
}


ANSWERS_OF_POWER = {key: value for key, value in ANSWERS.items() if key != "m3"}


def district() -> None:
    """Calendar, profile, units, two affairs."""
    calendar()
    clocks = {
        "acceptance": clock("5 workdays", expiry="deemed_agreed"),
        "supplement": clock("10 workdays"),
        "survey": clock("3 workdays"),
        "answer": clock("4 workdays"),
        "works": clock("30 workdays"),
        "part-power": clock("3 workdays"),
        "separate": clock("3 workdays"),
        "outer": clock("7 workdays", expiry="escalate"),
    }
    profile(content(**clocks))
    for key in UNITS:
        unit(key)
    offer("joint", JOINT)
    offer("start-up", START_UP)


def offer(slug: str, content: dict[str, Any]) -> AffairText:
    """A text of an affair that is in force from now on."""
    AffairText.objects.filter(slug=slug, replaced_at__isnull=True).update(replaced_at=NOW)
    return AffairText.objects.create(
        slug=slug, edition=content["edition"], content=content, sha256=version_of(content), pack="made-up", loaded_at=NOW
    )


def firm(name: str = "虚构甲厂") -> Enterprise:
    """A made-up firm."""
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


@dataclass
class Cast:
    """Who plays."""

    firm: Enterprise
    agent: Viewer
    window: Viewer
    other_window: Viewer
    power: Viewer
    water: Viewer
    road: Viewer

    def asking(self, **more: Any) -> Asking:
        """What the firm asks: power and water, unless told otherwise."""
        told = {"slug": "joint", "chosen": {"power": ["power"], "water": ["water"]}, "answers": ANSWERS, "firm": self.firm.key} | more
        return Asking(**told)

    def filed(self, now: datetime = NOW, **more: Any) -> Application:
        """An application of the firm."""
        return applications.file(by=self.agent, asking=self.asking(**more), now=now)

    def filed_at_counter(self, now: datetime = NOW, **more: Any) -> Application:
        """The same, filed at the window."""
        return applications.file(by=self.window, asking=self.asking(**more), channel=FilingChannel.COUNTER, now=now)


def players() -> Cast:
    """A district with a firm and its agent, two clerks at the window, an officer in each of three units."""
    district()
    made = firm()
    return Cast(
        made,
        agent(made),
        officer("window", Role.WINDOW_CLERK, "window"),
        officer("window-2", Role.WINDOW_CLERK, "window"),
        officer("power-1", Role.DEPARTMENT_OFFICER, "power"),
        officer("water-1", Role.DEPARTMENT_OFFICER, "water"),
        officer("road-1", Role.DEPARTMENT_OFFICER, "road"),
    )


def pdf() -> Brought:
    """A file for a material."""
    return Brought(Coming("产权.pdf", len(PDF), BytesIO(PDF)))


def accepted(cast: Cast, **more: Any) -> Application:
    """An application of the firm with its material, accepted an hour later."""
    made = cast.filed(brought={"property": pdf()}, **more)
    return intake.accept(by=cast.window, number=made.pk, now=at("2026-09-21 11:00"))


def part(application: Application, matter: str) -> int:
    """The number of the part of a matter."""
    return Part.objects.get(application=application, matter=matter).pk


def with_more(asking: Asking, **answers: object) -> Asking:
    """The same with other answers."""
    return replace(asking, answers={**asking.answers, **answers})
