"""Every page, in both languages, as the role that sees it: WCAG by axe, its language told, one title, no wider than a phone.

Axe looks at each page on a desk's screen in Chinese and on a phone in English: it takes most of the time, and what it judges (names,
roles, contrast) does not hang on language and size together.

That nothing is blocked and no stranger asked is watched over in every browser test (tests/visitors.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.db import connection
from django.http import HttpResponse
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern
from playwright.sync_api import Page, ViewportSize

from dukou.accounts.routes import routes
from dukou.accounts.tests.visits import Visit
from dukou.figures.tests.pages import FIGURE

from ..visitors import PHONE, Visitors, is_wider_than_window, sign_in
from .pages import gates, pages, prepared, without_line

DESK: ViewportSize = {"width": 1280, "height": 900}
GRAVE = {"serious", "critical"}
_QUICKLY = {"resultTypes": ["violations"], "preload": False, "ancestry": False}  # no style sheet is fetched again
# rules of which axe itself says that what they find is moderate or minor are not run: what they find would be dropped afterwards
# contrast takes more than all other rules together, and pages ask it of thousands of elements that look alike: of those that look alike,
# and stand in what looks alike, it judges the first two and the last of the page where their kind is met first (`known`: kinds met before)
_RUN = """async ([options, grave, known]) => {
  const kinds = new Map(), judged = new Set(known);
  const hash = (text) => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
    }
    return `${one >>> 0}.${two >>> 0}`;
  };
  const sign = (each, within) => {
    if (!each.checkVisibility()) return;
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, position, visibility } = getComputedStyle(each);
    const own = [...each.childNodes].filter((part) => part.nodeType === Node.TEXT_NODE).map((part) => part.data.trim()).join("");
    const look = [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, position, visibility, each.disabled].join();
    const kind = hash([within, each.tagName, each.className?.baseVal ?? each.className, look].join("/"));
    if (own || each.matches("input, select, textarea")) {
      const named = own.length > 1 ? kind : `${kind} short`;
      if (!judged.has(named)) kinds.set(named, [...(kinds.get(named) ?? []), each]);
    }
    for (const child of each.children) sign(child, kind);
  };
  sign(document.body, "");
  for (const alike of kinds.values())
    for (const each of [...alike.slice(0, 2), alike.at(-1)]) each.setAttribute("data-contrast-judged", "");
  axe._audit.rules.find((rule) => rule.id === "color-contrast").selector = "[data-contrast-judged]";
  const off = axe._audit.rules.filter((rule) => rule.impact && !grave.includes(rule.impact)).map((rule) => rule.id);
  const rules = kinds.size ? off : [...off, "color-contrast"];
  const { violations } = await axe.run(document, {...options, rules: Object.fromEntries(rules.map((id) => [id, {enabled: false}]))});
  for (const each of document.querySelectorAll("[data-contrast-judged]")) each.removeAttribute("data-contrast-judged");
  return [violations, [...kinds.keys()]];
}"""
browser, pytestmark = pytest.mark.browser, pytest.mark.once


def test_every_route_has_a_line_here() -> None:
    known = {each.title for each in routes()}
    assert without_line(known) == set(), "routes without a line in tests/pages.py of their room"
    assert {gate.route for gate in gates()} - known == set(), "lines without a route"


def test_a_new_route_is_asked_for_by_name() -> None:
    planted = path("gossip/", include(([path("<int:number>/", lambda request, number: HttpResponse(), name="planted")], "gossip")))
    titles = {each.title for each in routes(URLResolver(RegexPattern(r"^/"), [planted]))}
    assert without_line(titles) == {"gossip:planted"}


@browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_can_be_used_by_everyone(visitors: Visitors, language: str) -> None:
    entered: dict[str, Page] = {}
    faults: dict[str, list[str]] = {}
    kinds: set[str] = set()
    for visit in pages(prepared()):
        page = entered.get(visit.role)
        if page is None:
            page = entered[visit.role] = _entered(visitors, visit.role, language)
        if found := _faults(page, visit, language, kinds):
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
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_without_its_token_is_refused_on_a_page_that_can_be_used(visitors: Visitors, language: str) -> None:
    page = _entered(visitors, "", language)
    page.goto("/accounts/sign-in/")
    page.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(each => each.remove())")
    with page.expect_navigation() as led:
        sign_in(page, "demo-leader", "x")
    assert (led.value.status, page.locator("h1").count()) == (403, 1)
    assert _violations_on_both(page) == []


@browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_fault_of_ours_is_told_on_a_page_that_can_be_used(visitors: Visitors, language: str) -> None:
    page = visitors.at_desk("leader", language)
    with _without_table("accounts_approval"):
        answer = page.goto("/accounts/approvals/")
        assert (answer and answer.status, page.locator("h1").count()) == (500, 1)
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert _violations_on_both(page) == []
    told = [*visitors.watch.faults]
    visitors.watch.faults.clear()
    assert [each for each in told if not each.startswith("answer 500") or not each.endswith("/accounts/approvals/")] == []


@browser
def test_axe_would_find_something(visitors: Visitors) -> None:
    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    page.evaluate("document.querySelector('label[for=id_username]').remove()")
    assert _violations(page) == ["critical label: #id_username"]


@browser
@pytest.mark.parametrize("fault", ["cell.style.color = '#bbb'", "cell.parentElement.style.backgroundColor = '#667'"])
def test_one_cell_among_many_alike_that_cannot_be_read_is_found(visitors: Visitors, fault: str) -> None:
    page = visitors.at_desk("officer")
    page.goto("/figures/")
    kinds: set[str] = set()
    assert (_violations(page, kinds), page.locator("main tbody tr").count() > 20, len(kinds) > 20) == ([], True, True)
    assert (_violations(page, kinds), _violations(page)) == ([], [])
    page.evaluate(f"const cell = document.querySelector('main tbody tr:nth-child(12) td:last-child'); {fault}; cell.textContent = 'unread'")
    assert [each.split(":")[0] for each in _violations(page, kinds)][:1] == ["serious color-contrast"]


def _entered(visitors: Visitors, role: str, language: str) -> Page:
    if role:
        return visitors.at_desk(role, language)
    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    if language == "en":
        page.get_by_role("button", name="English").click()
    return page


def _faults(page: Page, visit: Visit, language: str, kinds: set[str]) -> list[str]:
    """What is wrong with one page."""
    page.set_viewport_size(DESK)
    answer = page.goto(visit.address)
    status = answer.status if answer else 0
    found = [] if status == visit.status else [f"status {status}"]
    said, wanted = page.locator("html").get_attribute("lang"), {"zh": "zh-CN", "en": "en"}[language]
    found += [] if said == wanted else [f"lang {said}"]
    found += [] if page.locator("h1").count() == 1 else [f"{page.locator('h1').count()} h1"]
    found += [] if page.title().strip() else ["no title"]
    found += _violations(page, kinds) if language == "zh" else []
    page.set_viewport_size(PHONE)
    found += _violations(page, kinds) if language == "en" else []
    found += ["scrolls sideways on a phone"] if is_wider_than_window(page) else []
    return found


def _violations_on_both(page: Page) -> list[str]:
    """What axe finds on a large screen and on a phone."""
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        found += _violations(page)
    return found + (["scrolls sideways on a phone"] if is_wider_than_window(page) else [])


@contextmanager
def _without_table(name: str) -> Iterator[None]:
    """A fault of ours for as long as the block lasts: a table is called otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{name}" RENAME TO "{name}_away"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{name}_away" RENAME TO "{name}"')


def _violations(page: Page, kinds: set[str] | None = None) -> list[str]:
    """Each grave violation as `impact rule: the element`. Axe is put into a page once, however often the page is looked at.

    `kinds`: of elements whose contrast was judged on pages before; those of this page join them.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]]
    found, met = page.evaluate(_RUN, [_QUICKLY, sorted(GRAVE), sorted(kinds or ())])
    if kinds is not None:
        kinds.update(met)
    graves = [each for each in found if each["impact"] in GRAVE]
    return [f"{each['impact']} {each['id']}: {node['target'][0]}" for each in graves for node in each["nodes"]]
