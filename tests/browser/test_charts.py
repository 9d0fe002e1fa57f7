"""Charts that react: the library comes from this house when the reader asks, and runs under the content policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from ..visitors import PHONE, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.once]
BUNDLE = "charts-bundle"
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.mark.parametrize("address", ["/desks/leader/", "/clusters/noodles/"])
def test_an_interactive_chart_takes_the_place_of_the_still_one(visitors: Visitors, address: str) -> None:
    page = visitors.at_desk("leader")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    charts = page.locator("figure.chart")
    still = charts.locator(".chart__broad svg title").all_text_contents()
    assert (charts.count() > 0, len(still)) == (True, charts.count())
    assert [url for url in asked if BUNDLE in url] == []  # nobody pays for it who does not ask
    for number in range(charts.count()):
        chart = charts.nth(number)
        chart.get_by_role("button", name="互动图").click()
        drawing = chart.locator(".vega-embed svg.marks")
        expect(drawing).to_have_attribute("aria-label", still[number])
        assert drawing.locator("path, text").count() > 5
        expect(chart.get_by_role("button", name="互动图")).to_be_hidden()
    assert len([url for url in asked if BUNDLE in url]) == 1


def test_without_scripts_there_is_the_still_chart_and_no_button(visitors: Visitors) -> None:
    page = visitors.at_desk("leader", java_script_enabled=False)
    chart = page.locator("figure.chart").first
    drawings = [
        (chart.locator(f"{part} svg[role=img]"), is_for_desk) for part, is_for_desk in ((".chart__broad", True), (".chart__narrow", False))
    ]
    for size, is_desk in ((DESK, True), (PHONE, False)):
        page.set_viewport_size(size)
        assert [drawing.is_visible() for drawing, _ in drawings] == [is_desk is is_for_desk for _, is_for_desk in drawings]
    assert not chart.locator("button").is_visible()
    chart.locator("summary").click()
    assert chart.locator("table").is_visible()  # the same figures as a table


def test_what_the_policy_refuses_would_be_noticed(visitors: Visitors) -> None:
    page = visitors.at_desk("leader")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">planted</p>')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.planted = 1'}))")
    page.evaluate("fetch('http://stranger.invalid/').catch(() => 0)")
    assert page.evaluate("window.planted") is None
    faults = [*visitors.watch.faults]
    visitors.watch.faults.clear()
    assert [any(word in fault for fault in faults) for word in ("inline style", "inline script", "stranger.invalid")] == [True] * 3
