"""Every page, in both languages, as the role that sees it: WCAG by axe, its language told, one title, no wider than a phone.

That nothing is blocked and no stranger asked is watched over in every browser test (tests/visitors.py).
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from dukou.accounts.actions import enrolments, memberships
from dukou.accounts.core.kinds import EnrolmentGround
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.actions import deliveries, doubles, sites
from dukou.enterprises.core.kinds import SiteUse
from dukou.enterprises.models import Site
from dukou.kit.core.actors import Actor

from ..visitors import PHONE, Visitors, is_wider_than_window
from .pages import FIGURE, FILES, WITHOUT_PAGE, Visit, Waiting, routes, visits

DESK: ViewportSize = {"width": 1280, "height": 900}
GRAVE = {"serious", "critical"}
browser = pytest.mark.browser


@pytest.fixture
def waiting(passwords: dict[str, str]) -> Waiting:
    """A role asked for, an invitation sent, a list handed in, a pair proposed, a site recorded."""
    asked = memberships.ask(
        by=Actor("person", "demo-steward"),
        person=Person.objects.get(username="demo-window"),
        organisation=Organisation.objects.get(key="demo-office"),
        role=Role.STEWARD,
        from_on=date(2024, 7, 8),
        reason="轮岗 / rotation",
    )
    _, token = enrolments.invite(
        by=Actor("person", "demo-window"),
        organisation=Organisation.objects.get(key="demo-firm"),
        ground=EnrolmentGround.OFFICE,
        invitee_name="虚构的经办人",
        proof="授权委托书 2024-07-01",
    )
    return Waiting(asked.pk, token, *_of_the_register())


def test_every_route_has_a_line_here() -> None:
    seen = {visit.route for visit in visits(Waiting(1, "token", 1, 1, 1)) if ":" in visit.route}
    assert routes() - seen - set(WITHOUT_PAGE) - FILES == set(), "pages without a line in tests/browser/pages.py"
    assert (seen | set(WITHOUT_PAGE) | FILES) - routes() == set(), "lines without a page"


def test_a_new_route_is_asked_for_by_name() -> None:
    planted = path("gossip/", include(([path("<int:number>/", lambda request, number: HttpResponse(), name="planted")], "gossip")))
    assert routes(URLResolver(RegexPattern(r"^/"), [planted])) == {"gossip:planted"}


@pytest.mark.django_db
def test_addresses_without_a_page_show_none(client: Client) -> None:
    client.force_login(cast.person("steward", Role.STEWARD), backend="dukou.accounts.auth.PasswordSignIn")
    assert {route: status for route, address in WITHOUT_PAGE.items() if (status := client.get(address).status_code) not in (302, 405)} == {}


@browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_can_be_used_by_everyone(visitors: Visitors, waiting: Waiting, language: str) -> None:
    pages: dict[str, Page] = {}
    faults: dict[str, list[str]] = {}
    for visit in visits(waiting):
        page = pages.get(visit.role)
        if page is None:
            page = pages[visit.role] = _entered(visitors, visit.role, language)
        if found := _faults(page, visit, language):
            faults[f"{visit.route} as {visit.role or 'nobody'} {visit.address}"] = found
    assert faults == {}


@browser
def test_forms_that_come_back_with_faults_can_be_used_too(visitors: Visitors) -> None:
    found = {}
    for name, address in (("", "/accounts/sign-in/"), ("officer", f"{FIGURE}correct/"), ("window", "/accounts/enrolments/")):
        page = visitors.someone() if not name else visitors.at_desk(name)
        page.goto(address)
        page.locator("main form.form button.button").last.click()
        page.locator(".faults:focus").wait_for()  # the reader is led to them
        found[address] = _violations(page)
    assert found == {address: [] for address in found}


@browser
def test_axe_would_find_something(visitors: Visitors) -> None:
    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    page.evaluate("document.querySelector('label[for=id_username]').remove()")
    assert _violations(page) == ["critical label: #id_username"]


def _of_the_register() -> tuple[int, int, int]:
    """The numbers of a list, a pair and a site."""
    officer = viewer_of(Person.objects.get(username="demo-officer"), timezone.localdate())
    heads = "企业名称,统一社会信用代码,成立日期,2023年营业收入（万元）\n"
    rows = heads + "".join(f"示例市第{number}家面馆,,昨天,{number}\n" for number in range(30))
    number = deliveries.receive(by=officer, source=io.BytesIO(rows.encode()), name="示例名单.csv", known_on=date(2024, 7, 8))
    pair = doubles.propose(by=officer, key="hikvision", other="hangzhou-lide")
    sites.locate(by=officer, key="hikvision", name="示例场地", use=SiteUse.OFFICE, address="示例路1号", evidence="演示")
    return number, pair, Site.objects.get().pk


def _entered(visitors: Visitors, role: str, language: str) -> Page:
    if role:
        return visitors.at_desk(role, language)
    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    if language == "en":
        page.get_by_role("button", name="English").click()
    return page


def _faults(page: Page, visit: Visit, language: str) -> list[str]:
    """What is wrong with one page."""
    page.set_viewport_size(DESK)
    answer = page.goto(visit.address)
    status = answer.status if answer else 0
    found = [] if status == visit.status else [f"status {status}"]
    said, wanted = page.locator("html").get_attribute("lang"), {"zh": "zh-CN", "en": "en"}[language]
    found += [] if said == wanted else [f"lang {said}"]
    found += [] if page.locator("h1").count() == 1 else [f"{page.locator('h1').count()} h1"]
    found += [] if page.title().strip() else ["no title"]
    found += _violations(page)
    page.set_viewport_size(PHONE)
    found += ["scrolls sideways on a phone"] if is_wider_than_window(page) else []
    return found


def _violations(page: Page) -> list[str]:
    """Each grave violation as `impact rule: the element`."""
    result: dict[str, Any] = Axe().run(page).response
    graves = [each for each in result["violations"] if each["impact"] in GRAVE]
    return [f"{each['impact']} {each['id']}: {node['target'][0]}" for each in graves for node in each["nodes"]]
