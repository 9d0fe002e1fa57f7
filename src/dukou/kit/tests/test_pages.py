"""The base template and the pages of refusal, in both languages, with and without the routes that other rooms bring."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template import Context
from django.template.loader import get_template
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from dukou.kit.core.labels import Label, Language, speaking
from dukou.kit.core.refusals import Refusal
from dukou.kit.pages.navigation import NavItem
from dukou.kit.pages.parts import marked_navigation

ENTRIES = [NavItem("home", Label("桌面", "Desk"), 1, lambda _: True), NavItem("clusters", Label("集群", "Clusters"), 2, lambda _: True)]


class Visitor:
    """Someone who is signed in."""

    is_authenticated = True

    def __str__(self) -> str:
        return "示例人员"


class TooLate(Refusal):
    """A refusal to show."""

    code = "kit.test_too_late"
    what = Label("{what}未受理", "{what} was not accepted")
    why = Label("已过截止日期", "the day has passed")
    cure = Label("下月再报", "report next month")


@pytest.fixture(autouse=True)
def small_house(settings: Settings) -> None:
    """Static files by their plain names, and only the routes of this test."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.ROOT_URLCONF = "dukou.kit.tests.component_urls"


def page(template: str, language: Language = "zh", path: str = "/clusters/7/?known_on=2024-07-08", **values: Any) -> str:
    """The template as a signed-in visitor gets it; context processors are left out, so that no database is asked."""
    request = RequestFactory().get(path)
    request.user = Visitor()  # type: ignore[assignment]
    context = {"request": request, "language": language, "html_language": "en" if language == "en" else "zh-CN", **values}
    with speaking(language):
        return str(get_template(template).template.render(Context(context)))  # type: ignore[attr-defined]


def test_the_navigation_marks_where_one_is() -> None:
    at = {
        path: [here for _, here in marked_navigation(ENTRIES, RequestFactory().get(path))]
        for path in ("/", "/clusters/7/", "/clustersx", "/x/")
    }
    assert at == {"/": [True, False], "/clusters/7/": [False, True], "/clustersx": [False, False], "/x/": [False, False]}


@pytest.mark.parametrize(("language", "skip", "switch"), [("zh", "跳到正文", "en"), ("en", "Skip to the content", "zh")])
def test_the_frame_of_a_page(language: Language, skip: str, switch: str) -> None:
    markup = page("kit/base.html", language, navigation=ENTRIES, district=Label("示例区", "Example District"))
    assert re.search(r'<html lang="([^"]+)">', markup)[1] == ("en" if language == "en" else "zh-CN")  # type: ignore[index]
    assert f'href="#content">{skip}</a>' in markup
    assert re.findall(r'class="tools__who">([^<]+)<', markup) == ["示例人员"]
    assert re.findall(r'<button name="language" value="(\w+)"', markup) == [switch]
    assert re.findall(r'<form method="post" action="([^"]+)"', markup) == ["/accounts/language/", "/accounts/out/"]
    assert re.findall(r'name="next" value="([^"]+)"', markup) == ["/clusters/7/?known_on=2024-07-08"]
    assert re.findall(r'<a href="(/[^"]*)"( aria-current="page")?>', markup) == [
        ("/?known_on=2024-07-08", ""),
        ("/clusters/?known_on=2024-07-08", ' aria-current="page"'),
    ]
    assert len(re.findall(r"<(main|header|footer|h1)\b", markup)) == 3


def test_htmx_brings_nothing_inline() -> None:
    markup = page("kit/base.html")
    assert re.findall(r"<script([^>]*)>", markup) == [
        ' src="/static/django_htmx/htmx-2.min.js" defer',
        ' src="/static/dukou/dukou.js" defer',
    ]
    assert """content='{"includeIndicatorStyles":false,"allowEval":false}'""" in markup


def test_missing_routes_do_not_break_the_page(settings: Settings) -> None:
    settings.ROOT_URLCONF = "dukou.kit.tests.bare_urls"
    assert "<form" not in page("kit/base.html")


def test_a_demo_says_so() -> None:
    assert [page("kit/base.html", language, is_demo=True).count("<aside") for language in ("zh", "en")] == [1, 1]
    assert "<aside" not in page("kit/base.html", is_demo=False)


@pytest.mark.parametrize(
    ("template", "zh", "en"),
    [
        ("kit/refusal.html", "报表未受理", "Report was not accepted"),
        ("kit/not_found.html", "没有这一页", "No such page"),
        ("kit/not_allowed.html", "您没有这项权限", "You may not do this"),
        ("kit/broken.html", "系统出错", "Something broke"),
    ],
)
def test_pages_of_refusal(template: str, zh: str, en: str) -> None:
    refusal = TooLate(what=Label("报表", "Report"))
    assert re.findall(r"<h1>([^<]+)</h1>", page(template, "zh", refusal=refusal)) == [zh]
    assert re.findall(r"<h1>([^<]+)</h1>", page(template, "en", refusal=refusal)) == [en]


def test_a_refusal_says_why_and_what_to_do() -> None:
    markup = page("kit/refusal.html", "en", refusal=TooLate(what=Label("报表", "Report")))
    assert re.findall(r"<p>([^<]+)</p>", markup.split("<main")[1].split("</main")[0]) == ["the day has passed", "report next month"]
