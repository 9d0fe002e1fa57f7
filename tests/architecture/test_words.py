"""Every visible text stands in both languages, and a planted one that does not is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reading import HOUSE, Tree
from .words import wrong_labels, wrong_pair, wrong_templates


def test_every_label_is_chinese_and_english() -> None:
    assert wrong_labels(HOUSE) == []


def test_every_template_speaks_both_languages() -> None:
    assert wrong_templates(HOUSE) == []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("来源", "Source", ""),
        ("GB/T", "GB/T", ""),
        ("写成 2.5亿元", "write 2.5亿元", ""),
        ("{count} 条", "{count} entries", ""),
        ("", "Source", "one language is empty"),
        ("Source", "Quelle", "the Chinese is not Chinese: 'Source'"),
        ("来源", "来源 (Source)", "the English holds Chinese: '来源 (Source)'"),
    ],
)
def test_a_pair_is_judged(zh: str, en: str, said: str) -> None:
    assert wrong_pair(zh, en) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<p>{% say "来源" "Source" %}: {{ count }}</p>', []),
        ('<html lang="{{ html_language }}"><a lang="zh-CN">中文</a> <a lang="en">English</a></html>', []),
        ("<p>{# 说明 #}{% comment %}说明 words{% endcomment %}<!-- 说明 --></p>", []),
        ("<p>\n来源</p>", ["1: bare text '来源'"]),
        ("<p>Source</p>", ["1: bare text 'Source'"]),
        ('\n<img alt="Source">', ["2: bare text 'Source'"]),
        ('{% say "来源" %}', ['1: say needs both languages: say "来源"']),
        ('{% say "来源" name=x %}', ['1: say needs both languages: say "来源" name=x']),
        ('{% say "来源" other %}', ['1: say mixes a written text and a variable: say "来源" other']),
        ('{% say "Source" "Quelle" %}', ["1: the Chinese is not Chinese: 'Source'"]),
        ('{% say "来源" "出处" %}', ["1: the English holds Chinese: '出处'"]),
        ('{% with x="来源" %}', ["1: bare Chinese in a tag"]),
        ('{{ x|default:"无" }}', ["1: bare Chinese in a tag"]),
    ],
)
def test_a_template_is_judged(tmp_path: Path, text: str, said: list[str]) -> None:
    path = tmp_path / "src" / "dukou" / "gossip" / "templates" / "gossip" / "page.html"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    place = "src/dukou/gossip/templates/gossip/page.html:"
    assert wrong_templates(Tree(tmp_path / "src")) == [f"{place}{each}" for each in said]


def test_a_planted_label_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "src" / "dukou" / "gossip" / "queries.py"
    path.parent.mkdir(parents=True)
    path.write_text('GOOD = Label(f"共 {n} 条", f"{n} in all")\nBAD = Label("Sources", "sources of it")\n', encoding="utf-8")
    assert wrong_labels(Tree(tmp_path / "src")) == ["src/dukou/gossip/queries.py:2: the Chinese is not Chinese: 'Sources'"]
