"""Projects over HTTP: each role is told what its pages tell it and no more; gates, reports and protected leads are kept to.

One project is made with sums, a promise and premises that each role would learn of if a filter were forgotten.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.tests import cast
from dukou.api.tests.calling import Program, problem, program
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.projects.actions import premises, promises, proofs, sums
from dukou.projects.actions.promises import Promised
from dukou.projects.actions.proofs import Paper
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.premises import PremiseKind
from dukou.projects.core.promise_kinds import FairVerdict, Side
from dukou.projects.core.replays import Rung
from dukou.projects.models import LeadStep, Project
from dukou.projects.tests.district_made import DAY, load, registered

pytestmark = pytest.mark.django_db
WAN, OWN = 1_000_000, "示例市云帆虚构制造有限公司"
BY: Viewer = command_line_viewer("clerk")
SECRETS = ("机密承诺", "77700000000", "虚构机密厂房")
SEES, HIDES, SHUT = (200, True), (200, False), (403, False)
NOT_THERE = (404, False)
# what each is answered about: money of the project, its promises, the list of promises, premises; and whether a secret is in it
TOLD: dict[tuple[Role, str], tuple[tuple[int, bool], ...]] = {
    (Role.LEADER, "elsewhere"): (SEES,) * 4,
    (Role.INDUSTRY_OFFICER, "elsewhere"): (SEES,) * 4,
    (Role.TASK_FORCE_MEMBER, "office"): (SEES,) * 4,
    (Role.TASK_FORCE_MEMBER, "elsewhere"): (NOT_THERE, NOT_THERE, HIDES, SEES),
    (Role.DEPARTMENT_OFFICER, "other"): (SHUT, SEES, SEES, SHUT),
    (Role.DEPARTMENT_OFFICER, "elsewhere"): (SHUT, NOT_THERE, HIDES, SHUT),
    (Role.ENTERPRISE_AGENT, "firm-own"): (SHUT, SEES, SEES, SHUT),
    (Role.ENTERPRISE_AGENT, "firm-strange"): (SHUT, NOT_THERE, HIDES, SHUT),
    **{(role, "office"): (SHUT,) * 4 for role in (Role.WINDOW_CLERK, Role.BANK_OFFICER, Role.AUDITOR, Role.STEWARD)},
}


@pytest.fixture
def made(tmp_path: Path) -> Project:
    """A project of a firm of the register, with a signed sum, a paper, funds that wait, a promise of another office, and a hall."""
    load(tmp_path)
    made_up.register(Entry(name=OWN))
    Enterprise.objects.update(organisation=cast.organisation("firm-own", OrganisationKind.ENTERPRISE))
    row = registered(BY, firm=OWN, enterprise=OWN)
    sums.state(by=BY, project=row.key, rung=Rung.CONTRACT, amount=77_700 * WAN, as_of=DAY, said_by="虚构投资方")
    paper = Paper(PaperKind.CONTRACT, "虚构办", "虚构合同一号", DAY, 51_800 * WAN)
    proofs.add(by=BY, project=row.key, rung=Rung.CONTRACT, paper=paper)
    sums.state(by=BY, project=row.key, rung=Rung.IN_PLACE, amount=100 * WAN, as_of=DAY, said_by="虚构投资方")
    promised = Promised(
        Side.DISTRICT,
        "机密承诺",
        written_in="虚构协议第五条",
        measure="供电验收单",
        made_on=DAY,
        legal_basis="虚构办法第三条",
        authority="office",
        verdict=FairVerdict.PASSED,
        owner="other",
        post="分管副局长",
        due_on=date(2024, 9, 30),
    )
    promises.make(by=BY, project=row.key, promised=promised)
    hall = premises.Offered("hall", PremiseKind.PLANT, "虚构机密厂房", Decimal(2000), rent_fen=1200)
    premises.offer(by=BY, told=hall, is_synthetic=True)
    return row


@pytest.fixture
def officer(made: Project) -> Program:
    """A program of an office."""
    return program("officer", Role.INDUSTRY_OFFICER)


def asked(who: Program, path: str) -> tuple[int, bool]:
    """The status of an answer, and whether it holds a secret."""
    answer = who.get(path)
    return answer.status_code, any(each in answer.content.decode() for each in SECRETS)


def test_each_role_is_asked() -> None:
    assert {role for role, _ in TOLD} == set(Role)


@pytest.mark.parametrize(("role", "at"), TOLD, ids=lambda each: str(each))
def test_each_role_is_told_what_its_pages_tell(made: Project, role: Role, at: str) -> None:
    cast.organisation(at, OrganisationKind.ENTERPRISE if at.startswith("firm") else OrganisationKind.DEPARTMENT)
    who, one = program("caller", role, at=at), f"/projects/{made.key}"
    found = tuple(asked(who, path) for path in (f"{one}/money", f"{one}/promises", "/projects/promises", "/projects/premises"))
    assert found == TOLD[role, at]


def test_what_is_not_in_sight_is_answered_as_what_is_not_there(made: Project) -> None:
    stranger = program("stranger", Role.TASK_FORCE_MEMBER, at="elsewhere")
    for page in ("", "/money", "/promises"):
        hidden, missing = (stranger.get(f"/projects/{key}{page}") for key in (made.key, "nothing"))
        assert problem(hidden) == problem(missing) == (404, "projects.no_such_project")
        assert hidden.content.decode().replace(made.key, "nothing") == missing.content.decode()


def test_the_ladder_tells_what_is_told_what_has_a_paper_and_what_waits(officer: Program, made: Project) -> None:
    told = officer.get(f"/projects/{made.key}/money").json()
    names = ("told", "as_of", "evidenced", "share", "waiting", "waiting_papers")
    assert {each["rung"]: tuple(each[name] for name in names) for each in told["rungs"]} == {
        "contract": (77_700 * WAN, "2024-07-08", 51_800 * WAN, 0.666, None, 0),
        "funds_in_place": (None, None, 0, None, 100 * WAN, 0),
        **dict.fromkeys(("registered_capital", "fixed_assets", "output", "tax"), (None, None, 0, None, None, 0)),
    }
    assert (told["key"], told["is_synthetic"]) == (made.key, True)


def test_promises_are_narrowed_and_turned_page_by_page(officer: Program, made: Project) -> None:
    of_firm = Promised(Side.FIRM, "投产", written_in="虚构协议第八条", measure="出厂", made_on=DAY, trigger="production", within=30)
    promises.make(by=BY, project=made.key, promised=of_firm)
    first = officer.get("/projects/promises", {"limit": 1}).json()
    second = officer.get("/projects/promises", {"limit": 1, "after": first["next"]}).json()
    both = first["items"] + second["items"]
    names = ("text", "side", "state", "due_on", "owner", "post", "verdict")
    assert [tuple(each[name] for name in names) for each in both] == [
        ("机密承诺", "district", "late", "2024-09-30", "other", "分管副局长", "passed"),
        ("投产", "firm", "conditional", None, "", "", None),
    ]
    assert (both[1]["waits_for"]["en"], both[1]["within"], both[1]["owner_name"]["zh"], second["next"]) == ("production", 30, OWN, None)
    assert officer.get(f"/projects/{made.key}/promises").json() == both
    for asks in ({"owner": "other"}, {"side": "district"}, {"state": "late"}):
        assert officer.get("/projects/promises", asks).json() == {"items": both[:1], "next": None}
    assert officer.get("/projects/promises", {"state": "nothing"}).status_code == 422


def test_premises_tell_what_is_known_and_what_is_not(officer: Program) -> None:
    premises.offer(by=BY, told=premises.Offered("plot", PremiseKind.LAND, "虚构地块", Decimal("1.5"), owner="other", free_from=DAY))
    told = officer.get("/projects/premises").json()["items"]
    names = ("key", "kind", "area", "rent_fen", "power_kva", "free_from", "is_synthetic")
    assert [(*(each[name] for name in names), each["owner"] and each["owner"]["zh"]) for each in told] == [
        ("plot", "land", 1.5, None, None, "2024-07-08", False, "虚构局"),
        ("hall", "plant", 2000, 1200, None, None, True, None),
    ]
    for asks, keys in (({"kind": "plant"}, ["hall"]), ({"free": "true"}, ["plot"]), ({"text": "地块"}, ["plot"])):
        assert [each["key"] for each in officer.get("/projects/premises", asks).json()["items"]] == keys


def test_a_shut_gate_answers_with_what_is_missing(officer: Program, made: Project) -> None:
    moves = f"/projects/{made.key}/moves"
    assert officer.post(moves, {"to": "talks", "on": "2024-07-08"}).json() == {"key": made.key, "state": "stands"}
    answer = officer.post(moves, {"to": "signed", "on": "2024-07-08"})
    assert problem(answer) == (409, "projects.gate_shut")
    assert answer.json()["why"]["zh"] == "“签约”的关口还差：有法律意见"
    assert Project.objects.get().stage == "talks"
    gates = officer.get(f"/projects/{made.key}").json()["gates"]
    assert [(each["book"], each["answer"], [words["zh"] for words in each["wanting"]]) for each in gates] == [
        ("sign", "unknown", ["有法律意见"])
    ]


@pytest.mark.parametrize(("role", "at", "status"), [(Role.INDUSTRY_OFFICER, "office", 201), (Role.TASK_FORCE_MEMBER, "elsewhere", 404)])
def test_a_report_is_noted_by_those_who_keep_the_project(made: Project, role: Role, at: str, status: int) -> None:
    answer = program("caller", role, at=at).post(f"/projects/{made.key}/reports", {"words": "虚构进展", "on": "2024-08-01"})
    assert answer.status_code == status
    assert [(each.said, str(each.on)) for each in LeadStep.objects.all()] == ([("虚构进展", "2024-08-01")] if status == 201 else [])
    assert str(Project.objects.get().reported_on) == ("2024-08-01" if status == 201 else "2024-01-02")


def test_a_report_takes_a_token_for_projects_and_a_day_that_has_come(officer: Program, made: Project) -> None:
    reading = program("reader", Role.INDUSTRY_OFFICER, scopes=[Scope.FIGURES])
    sent: dict[str, Any] = {"words": "虚构进展"}
    assert reading.post(f"/projects/{made.key}/reports", sent).status_code == 403
    assert problem(officer.post(f"/projects/{made.key}/reports", sent | {"on": "2999-01-01"})) == (422, "projects.day_ahead")
    assert not LeadStep.objects.exists()


def test_a_protected_lead_is_refused_and_a_stranger_learns_no_name(officer: Program, made: Project) -> None:
    sent = {"name": "机密承诺项目", "firm": "虚构甲机械有限公司", "office": "office", "about": "机密承诺"}
    key = officer.post("/projects", sent).json()["key"]
    told = {"name": "虚构", "firm": "虚构甲机械股份有限公司", "office": "elsewhere"}
    stranger = program("stranger", Role.TASK_FORCE_MEMBER, at="elsewhere")
    refused, seen = stranger.post("/projects", told), officer.post("/projects", told | {"office": "office"})
    assert problem(refused) == problem(seen) == (409, "projects.lead_taken")
    assert refused.json()["why"]["zh"] == f"“虚构**公司”已由虚构办于 {timezone.localdate()} 首先登记"
    assert not any(each in refused.content.decode() for each in (key, "机密承诺", "虚构甲机械"))
    assert seen.json()["why"]["zh"].endswith(f"首先登记（{key} 机密承诺项目）")
    assert Project.objects.count() == 2
