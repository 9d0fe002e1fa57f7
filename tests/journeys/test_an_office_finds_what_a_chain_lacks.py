"""The noodle office looks at its chain, reads why one link is at risk, puts a firm on the invitation list; the leader sees it on the desk.

The same without scripts, and on a phone in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone

from ..visitors import PHONE, Visitors, is_wider_than_window, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
MAP = "/chains/maps/noodles/"
SAUCE = "示例市虚构调味液包有限公司"
INVITED = "第二家调味液包企业（虚构）"


def test_an_office_finds_what_a_chain_lacks(visitors: Visitors) -> None:
    _firms()
    officer, leader = visitors.at_desk("officer"), visitors.at_desk("leader")
    _looks_and_invites(officer)
    leader.goto("/desks/leader/")
    panel = leader.locator("section", has_text="产业链缺什么、弱什么")
    assert INVITED in panel.inner_text()
    panel.get_by_role("link", name="重庆小面及食品").click()
    assert "重新研判" not in words(leader)


@pytest.mark.once
def test_without_scripts(visitors: Visitors) -> None:
    _firms()
    _looks_and_invites(visitors.at_desk("officer", java_script_enabled=False))


@pytest.mark.once
def test_on_a_phone_in_english_no_page_scrolls_sideways(visitors: Visitors) -> None:
    _firms()
    page = visitors.at_desk("officer", "en", viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
    page.goto(MAP)
    page.get_by_role("button", name="Assess anew").click()
    assert "single source" in words(page) or "at risk" in words(page)
    wide = []
    for address in (
        MAP,
        f"{MAP}suggestions/",
        f"{MAP}strength/",
        f"{MAP}sheets/",
        f"{MAP}nodes/sauce-packs/",
        "/chains/",
        "/chains/evidence/",
    ):
        page.goto(address)
        if is_wider_than_window(page):
            wide.append(address)
    assert wide == []


def _looks_and_invites(officer: Page) -> None:
    officer.goto("/chains/")
    officer.get_by_role("link", name="重庆小面及食品").click()
    officer.get_by_role("button", name="重新研判").click()
    assert "研判日" in words(officer)
    officer.locator("table", has_text="调味液包").get_by_role("link", name="调味液包").first.click()
    read = words(officer)
    assert [word in read for word in (SAUCE, "1,000 万元", "区内只有 1 家企业", "没有可用的回测")] == [True] * 4
    officer.get_by_label("要找的企业").fill(INVITED)
    officer.get_by_role("button", name="列入").click()
    officer.get_by_role("link", name=INVITED).click()
    officer.get_by_label("状态").select_option("contacted")
    officer.get_by_label("经过").fill("电话联系，愿意来看")
    officer.get_by_role("button", name="记下").click()
    assert [word in words(officer) for word in ("已接触", "电话联系，愿意来看", "列入时的建议")] == [True] * 3


def _firms() -> None:
    """One made-up maker of sauce packs and one of boxed noodles that needs it, each placed by hand, with last year's revenue."""
    from datetime import date

    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.enterprises.actions import tags
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.register import Circumstances, add
    from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
    from dukou.figures.core.claims import ClaimKind, Visibility
    from dukou.figures.core.origins import Origin
    from dukou.figures.core.tags import Confidence
    from dukou.kit.core.actors import Actor
    from dukou.kit.core.labels import same
    from dukou.kit.core.periods import year

    by, day, now = Actor("cli", "tests"), date(2024, 7, 8), timezone.now()
    placed = {SAUCE: ("sauce-packs", "1000万元"), "示例市虚构预包装小面有限公司": ("boxed-noodles", "2亿元")}
    with transaction.atomic():
        rows = add([Entry(name=name) for name in placed], Circumstances(by, now, "演示", is_synthetic=True))
        name_source(key="made-up-sheet", name=same("虚构报表"), sha256="", known_on=day, about=same("虚构"), origin=Origin.OFFICE)
        introduce(subjects=[Introduced(row.ref, same(row.name)) for row in rows])
        told = {"period": year(2023), "kind": ClaimKind.REPORTED, "source": "made-up-sheet", "known_on": day}
        told |= {"visibility": Visibility.INTERNAL, "indicator": "revenue", "place": "1"}
        claims = [Reported(ref=f"made-up.{row.pk}", subject=row.ref, value=placed[row.name][1], **told) for row in rows]  # type: ignore[arg-type]
        record_many(by=by, rows=claims, now=now)
        for row in rows:
            tags.add(
                by=command_line_viewer("tests"),
                key=row.key,
                segment=f"node/noodles-{placed[row.name][0]}",
                source="made-up-sheet",
                place="1",
                known_on=day,
                confidence=Confidence.CONFIRMED,
                now=now,
            )
