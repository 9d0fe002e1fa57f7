"""Every address that is read, with something there to tell: what is answered is what the description declares."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.affairs.actions import applications
from dukou.affairs.actions._judging import Asking
from dukou.affairs.models import Application, Handed
from dukou.affairs.tests import made_up as affairs
from dukou.api.tests.calling import Program, program, token_of
from dukou.api.tests.test_attacked import CHECKS, OPERATIONS
from dukou.appeals.actions.appeals import whistle
from dukou.appeals.models import Appeal
from dukou.appeals.queries.links import secret_of
from dukou.appeals.tests import made_up as appeals
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.casework.models import RunningClock
from dukou.chains.actions import assessments, invitations
from dukou.chains.tests import made_up as chains
from dukou.clusters.tests.made_up import write_pack
from dukou.credit.actions import check_plans, grades, inspectors
from dukou.credit.core.planning import Planned
from dukou.credit.tests import credit_made as credit
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.finance.actions import consents, look_ups
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose
from dukou.finance.tests import products_made as finance
from dukou.kit.actions import load_pack
from dukou.policies.actions import claims, matching
from dukou.policies.tests import made_up as policies
from dukou.projects.actions import dates, premises, promises, sums
from dukou.projects.actions.promises import Promised
from dukou.projects.core.premises import PremiseKind
from dukou.projects.core.promise_kinds import Side
from dukou.projects.core.replays import Rung
from dukou.projects.models import PipelineText, Project
from dukou.projects.tests import district_made as projects

pytestmark = pytest.mark.django_db
CODE = "91500104XXC4N0JJ8R"  # no office ever gave such a one
_ASKED = {
    "search": {"text": "示例市"},
    "switch": {"old": "spending/1", "new": "spending/2"},
}  # what an address wants told, by its last word
_CREDIT = {
    "credit.yaml": credit.FRAME.replace("lead: lead\ncomposite: overall", "lead: office"),
    "fields/tax.yaml": credit.field("虚构税务", "office", credit.scheme("1", "2020-01-01")),
}
_OF_FINANCE = ("products/", "rules/", "portrait", "profiles/", "calendars")
_FINANCE = {name: text for name, text in finance.FILES.items() if name.startswith(_OF_FINANCE)} | {
    "finance.yaml": finance.FRAME.replace("lead: tea-office", "lead: office"),
}
_CHAIN = chains.CHAIN.replace("    segments: [segment/rock-salt]\n", "")


def test_an_officer_reads_at_every_address_what_is_there(tmp_path: Path, described: Any) -> None:
    """Drawn keys name nothing, so that every address with a key would be answered 404 for ever, and no attack would see its data."""
    who = program("officer", Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)  # he is there before anything happens of which he is told
    firm = _furnished(tmp_path)
    owner, bank = Program(token_of(Person.objects.get(username="owner"))), _with_finance(firm)
    reading = [path for path, method in OPERATIONS if method == "get"]
    read = {}
    for path in reading:
        case = described[path]["get"].Case(path_parameters=_keys(path, firm), query=_ASKED.get(path.rpartition("/")[2], {}))
        asks = owner if "/finance/firms/" in path else bank if "/finance/bank/" in path else who
        answer = case.call_and_validate(headers=asks.headers, checks=CHECKS)
        is_json = answer.headers["content-type"][0].startswith("application/json")
        read[path] = (answer.status_code, bool(_holds(answer.json()) if is_json else answer.content))
    assert read == dict.fromkeys(reading, (200, True))


def _furnished(folder: Path) -> Enterprise:
    """A district of which every address that is read has something to tell; gives a firm with a code, a title and a claim."""
    names = {"salt-office": "虚构盐办", "office": "虚构办", "treasury": "虚构局"}
    departments = ", ".join(f"{{key: {key}, name: {{zh: {name}, en: made-up {key}}}}}" for key, name in names.items())
    pack = write_pack(folder, departments=f"departments: [{departments}]\n")
    extra = {"chains/salt.yaml": _CHAIN, "industries.yaml": chains.PACK["industries.yaml"], **_CREDIT, **_FINANCE}
    for name, text in (policies.FILES | extra).items():
        (pack / name).parent.mkdir(exist_ok=True)
        if not (pack / name).exists():
            (pack / name).write_text(text, encoding="utf-8")
    load_pack(by=policies.CLERK, path=pack, now=policies.NOW)
    firm, poor = made_up.register(Entry(name="示例市云帆虚构制造有限公司", code=CODE), Entry(name="示例市长风虚构制造有限公司"))
    for each, spending in ((firm, "150万元"), (poor, "90万元")):
        policies.state(each, has_title=True, spending=spending)
    owner = policies.agent("owner", firm)
    claims.file(by=owner, measure="subsidy", firm=firm.key, as_of=policies.DAY, papers=["ledger", "letter"], now=policies.NOW)
    matching.run(by=policies.keeper(), as_of=policies.DAY, now=policies.NOW)
    assessments.assess(by=command_line_viewer("keeper"), chain="salt", as_of=policies.DAY)
    invitations.list_one(by=command_line_viewer("keeper"), node="node/salt-brine", title="虚构对象")
    PipelineText.objects.create(content=projects.plain_pipeline(), pack="made-up")
    project = projects.registered(command_line_viewer("keeper"))
    _with_ledgers(project.key)
    appeals.district()
    window = policies.viewer("window", Role.INDUSTRY_OFFICER)
    whistle(by=owner, firm=firm.key, title="厂区高压线路要迁改", text="线路穿过在建厂房，影响封顶。")
    affairs.offer("joint", affairs.JOINT)
    brought = {"property": affairs.pdf()}
    asking = Asking(slug="joint", chosen={"power": []}, answers=affairs.ANSWERS_OF_POWER, firm=firm.key, brought=brought)
    applications.file(by=owner, asking=asking)
    soon = timezone.now() + timedelta(days=1)
    told: dict[str, Any] = {"host": "office", "kind": MeetingKind.FORUM, "title": "座谈", "begins_at": soon}
    meetings.call(by=window, place="虚构会议室", invited=["treasury"], **told)
    _with_credit(firm)
    return firm


def _with_finance(firm: Enterprise) -> Program:
    """A consent of the firm to a made-up bank, and a look under it; gives a program of the bank's officer."""
    cast.organisation("bank", OrganisationKind.BANK)
    bank = program("banker", Role.BANK_OFFICER, at="bank")
    owner, banker = (viewer_of(Person.objects.get(username=name), timezone.localdate()) for name in ("owner", "banker"))
    today = timezone.localdate()
    told = Consented("bank", Purpose.BEFORE, ("status",), today, today + timedelta(days=9), 2)
    given = consents.give(by=owner, enterprise=firm.key, consented=told)
    look_ups.look(by=banker, consent=given.pk, why="虚构")
    return bank


def _with_credit(firm: Enterprise) -> None:
    """A record of the office's field, a grading, and an inspection plan that was published."""
    keeper, today = command_line_viewer("keeper"), timezone.localdate()
    credit.entered(keeper, firm, "fine", "税罚1号", on=today, field="tax", now=timezone.now())
    grades.run(by=keeper, field="tax")
    for number in range(3):
        inspectors.enrol(by=keeper, key=f"inspector-{number}", organisation="office", name="虚构检查员", fields=["tax"])
    ends = min(today + timedelta(days=9), date(today.year, 12, 31))
    planned = Planned("plan", "虚构计划", ("tax",), today, ends, "虚构号码", today + timedelta(days=1))
    check_plans.draft(by=keeper, planned=planned)
    check_plans.publish(by=keeper, plan="plan")


def _with_ledgers(project: str) -> None:
    """A day, money, a promise, and premises on offer."""
    by, on = command_line_viewer("keeper"), projects.DAY
    dates.announce(by=by, project=project, stage="production", day=on, said_by="虚构投资方")
    sums.state(by=by, project=project, rung=Rung.CONTRACT, amount=10**9, as_of=on, said_by="虚构投资方")
    promises.make(by=by, project=project, promised=Promised(Side.FIRM, "投产", "协议", "出厂", on, due_on=on))
    premises.offer(by=by, told=premises.Offered("hall", PremiseKind.PLANT, "虚构厂房", Decimal(2000)), is_synthetic=True)


def _keys(path: str, firm: Enterprise) -> dict[str, str]:
    """A value for each key in the address that names something of the furnished district."""
    known = {"ref": "salt.2023", "code": CODE, "version": "1", "slug": "spending" if "/books/" in path else "salt"}
    if "/clocks/" in path:
        known["number"] = str(RunningClock.objects.filter(key="outer").latest("pk").pk)
    if "/affairs/" in path:
        known |= {"number": str(Application.objects.get().pk), "slug": "joint"}
        known["paper"] = str(Handed.objects.get().pk)
    if "/appeals/" in path:
        row = Appeal.objects.get()
        known |= {"number": str(row.pk), "secret": secret_of(row)}
    known["key"] = "subsidy" if "/measures/" in path else "plan" if "/draws/" in path else firm.key
    if "/credit/" in path:
        known["slug"] = "tax"
    if "/projects/" in path:
        known["key"] = Project.objects.get().key
    return {name: value for name, value in known.items() if f"{{{name}}}" in path}


def _holds(told: Any) -> Any:
    """What an answer tells: its items where it is a list."""
    return told.get("items", told) if isinstance(told, dict) else told
