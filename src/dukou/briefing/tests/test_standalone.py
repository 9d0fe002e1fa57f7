"""The brief as one file: everything in it, nothing that leads out of it."""

from __future__ import annotations

import re

import pytest

from dukou.briefing.tests.asking import Ask
from dukou.briefing.writers.standalone import standalone_page, styles, unlinked
from dukou.briefing.writers.tables import for_page
from dukou.kit.core.labels import Language, speaking

pytestmark = pytest.mark.django_db

LEADS_OUT = re.compile(r"""(?:href|src|srcset|action|data)\s*=|url\(|@import|<(?:link|script|img|iframe|object)\b|https?:|//\w""")


@pytest.mark.parametrize(
    ("language", "html", "said"),
    [
        ("zh", "zh-CN", ["产业集群简报（按 2024-07-08 所知）", "大健康生物医药", "&gt;420.23 亿元", "略滞后", "没有 2024 年的年内累计数"]),
        ("en", "en", ["Brief of the clusters (as known on 2024-07-08)", "Health and biomedicine", "&gt;42.023 bn yuan", "slightly behind"]),
    ],
)
def test_the_page_says_all_and_leads_nowhere(ask: Ask, language: Language, html: str, said: list[str]) -> None:
    with speaking(language):
        brief = ask()
        page = standalone_page(brief.written, brief.findings)
        messages = [str(each.message) for each in brief.findings]
        linked = "".join(cell.address for row in for_page(brief.written).rows for cell in row.cells)
    assert LEADS_OUT.findall(page) == []
    assert linked.count("/figures/") > 10  # so there was something to leave out
    assert f'<html lang="{html}">' in page and page.count("<tr") == 2 + 5 + 1
    assert [text for text in said if text not in page] == []
    assert len(messages) == 3 and page.count("<strong>") == 3


def test_its_styles_are_whole_and_no_sign_in_them_is_escaped(ask: Ask) -> None:
    page = standalone_page(ask().written, [])
    [inside] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert inside == styles()
    assert {"--river-deep:", ".table ", ".light", "@page", '"Noto Serif CJK SC"', "> * + *"} <= {
        each for each in ("--river-deep:", ".table ", ".light", "@page", '"Noto Serif CJK SC"', "> * + *") if each in inside
    }
    used = set(re.findall(r"var\((--[\w-]+)", inside))
    assert used <= set(re.findall(r"(--[\w-]+):", inside))


def test_only_addresses_are_taken_off(ask: Ask) -> None:
    table = for_page(ask().written)
    bare = unlinked(table)
    assert [cell.text for row in bare.rows for cell in row.cells] == [cell.text for row in table.rows for cell in row.cells]
    assert {(cell.address, cell.is_figure) for row in bare.rows for cell in row.cells} == {("", False)}
