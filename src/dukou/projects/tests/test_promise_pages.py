"""Pages of promises and task forces: what is done there is done, what is refused is said, and the firm reads its own part alone."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.tests import cast
from dukou.projects.commands import app
from dukou.projects.models import Promise, VisitNote, WeekItem
from dukou.projects.tests.test_teams import everything
from dukou.projects.tests.told import OF_FIRM, project, promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
BACKEND = "dukou.accounts.auth.PasswordSignIn"
AT = "/projects/of/salt-pans/"


def browser(username: str, *roles: Role, at: str = "invest-office") -> Client:
    """Somebody who has signed in."""
    client = Client()
    known = Person.objects.filter(username=username).first()
    client.force_login(known or cast.person(username, *roles, at=at), backend=BACKEND)
    return client


def words(client: Client, address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == status, address
    html = str(answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]))


def test_a_promise_is_entered_and_one_without_a_legal_basis_is_refused_in_the_form() -> None:
    project()
    officer, today = browser("officer", Role.INDUSTRY_OFFICER), timezone.localdate()
    sent = {
        "side": "district",
        "text": "九月底前接通厂区用电",
        "measure": "供电验收单",
        "written_in": "示例投资协议第五条",
        "made_on": str(today),
        "due_on": str(today + timedelta(days=30)),
        "within": "0",
        "authority": "invest-office",
        "owner": "power-bureau",
        "post": "分管副局长",
        "verdict": "passed",
    }
    refused = officer.post(f"{AT}promises/new/", sent)
    assert (refused.status_code, Promise.objects.count()) == (422, 0)
    assert "这是没有法律依据的承诺" in refused.content.decode()
    assert officer.post(f"{AT}promises/new/", sent | {"legal_basis": "示例办法第三条"}).status_code == 302
    told = words(officer, f"{AT}promises/")
    assert "九月底前接通厂区用电" in told
    assert "履行期内" in told
    number = Promise.objects.get().pk
    kept = officer.post(f"/projects/promises/{number}/keep/", {"on": str(today), "evidence": "供电验收单 7 号"})
    assert kept.status_code == 302
    told = words(officer, f"/projects/promises/{number}/")
    assert "按期履行" in told
    assert "供电验收单 7 号" in told
    assert words(officer, f"/projects/promises/{number}/nothing/", 404)


def test_the_list_narrows_and_the_file_says_the_same() -> None:
    project()
    promise(), promise(promised=OF_FIRM)
    officer = browser("officer", Role.INDUSTRY_OFFICER)
    assert "共 2 条" in words(officer, "/projects/promises/")
    narrowed = words(officer, "/projects/promises/?side=firm&state=late")
    assert "共 1 条" in narrowed
    assert "一年内投产" in narrowed
    answer = officer.get("/projects/promises/download/csv/?owner=power-bureau")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").strip().splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[4] for line in lines] == ["内容", "九月底前接通厂区用电"]


def test_the_list_offers_the_owners_of_promises_in_sight_and_nobody_else() -> None:
    everything()
    cast.organisation("other-firm", OrganisationKind.ENTERPRISE)
    for client in (browser("agent"), browser("officer", Role.INDUSTRY_OFFICER)):
        html = client.get("/projects/promises/").content.decode()
        owners = set(re.findall(r'<option value="([a-z-]+)"', html.partition('name="owner"')[2].partition("</select>")[0]))
        assert owners == {"power-bureau"}


def test_a_post_is_handed_over_on_the_page() -> None:
    project()
    number, officer = promise().pk, browser("officer", Role.INDUSTRY_OFFICER)
    at = "/projects/promises/hand-over/?owner=power-bureau&post=分管副局长"
    assert "监交人" in words(officer, at)
    assert officer.post(at, {"to": "water-bureau", "to_post": "局长", "reason": "分工调整"}).status_code == 302
    assert "局长" in words(officer, f"/projects/promises/{number}/")
    assert "没有未了的承诺" in words(officer, at)


def test_the_team_page_shows_week_visits_and_notes_and_leads_to_an_appeal() -> None:
    everything()
    officer = browser("officer", Role.INDUSTRY_OFFICER)
    told = words(officer, f"{AT}team/")
    assert "暗礁：老板想迁走" in told
    assert "催办用电" in told
    assert "虚构盐业专班" in told
    note = VisitNote.objects.get().pk
    offered = f"/appeals/file/?note={note}"
    assert f'href="{offered}"' in officer.get(f"{AT}team/").content.decode()
    today = timezone.localdate()
    assert officer.post(f"{AT}team/item/", {"text": "x", "owner": "no", "due_on": str(today)}).status_code == 422
    item = WeekItem.objects.get().pk
    assert officer.post(f"/projects/week/{item}/done/", {"on": str(today), "result": "已报装"}).status_code == 302
    assert "已报装" in words(officer, "/projects/task-forces/salt-force/week/")


def test_the_firm_reads_the_page_of_its_project_without_who_moved_it() -> None:
    everything()
    officer, agent = browser("officer", Role.INDUSTRY_OFFICER), browser("agent")
    assert ["提出：" in words(client, AT) for client in (officer, agent)] == [True, False]


def test_the_firm_reads_promises_and_not_the_team() -> None:
    everything()
    agent, officer = browser("agent"), browser("officer", Role.INDUSTRY_OFFICER)
    assert "暗礁" in words(officer, f"{AT}team/")
    told = words(agent, f"{AT}promises/")
    assert "九月底前接通厂区用电" in told
    assert "一年内投产" in told
    assert "暗礁" not in told
    assert agent.get(f"{AT}team/").status_code == 403
    assert agent.get(f"{AT}promises/new/").status_code == 403
    assert agent.post(f"{AT}promises/new/", {}).status_code == 403


def test_the_command_line_tells_the_same() -> None:
    project()
    promise(), promise(promised=OF_FIRM)
    ran = CliRunner().invoke(app, ["promises", "--side", "firm", "--format", "json"])
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.output)
    assert [each["text"] for each in told["promises"]] == ["一年内投产"]
    assert (told["kept_on_time"], told["counted"]) == (0, 1)
