"""The components in both languages: what a reader, a screen reader and a keyboard get."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from dukou.kit.core.labels import Label, Language, speaking
from dukou.kit.core.lights import Light, light_of
from dukou.kit.pages.parts import Crumb, Meter, Moment, Tab
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table

BOTH: list[Language] = ["zh", "en"]


def shown(source: str, language: Language = "zh", path: str = "/", **values: Any) -> str:
    """What the template source becomes, white space between elements taken out."""
    with speaking(language):
        text = Template(source).render(Context({"request": RequestFactory().get(path), **values}))
    return re.sub(r">\s+<", "><", text).strip()


def words(markup: str) -> str:
    """The text of the markup, with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@pytest.mark.parametrize("light", list(Light))
def test_a_light_is_shape_and_word(light: Light) -> None:
    assert {language: words(shown("{% light code %}", language, code=light)) for language in BOTH} == light.label.as_dict()
    assert re.findall(r"<(circle|path) [^>]+>", shown("{% light code %}", code=light.value)) != []


def test_no_two_lights_share_a_shape() -> None:
    shapes = [re.findall(r"<(?:circle|path)[^>]+>", shown("{% light code %}", code=light)) for light in Light]
    assert len({str(shape) for shape in shapes}) == len(Light)


def test_a_light_takes_the_word_of_the_pack_and_no_unknown_code() -> None:
    assert words(shown("{% light 'red' word %}", word=Label("红牌", "red card"))) == "红牌"
    with pytest.raises(KeyError):
        light_of("purple")


@pytest.mark.parametrize(
    ("sign", "zh", "en"),
    [
        ("=", "80.23 亿元 查看出处", "80.23 亿元 see the source"),
        (">", "> 超过 80.23 亿元 查看出处", "> more than 80.23 亿元 see the source"),
        (None, "? 高低未定： 80.23 亿元 查看出处", "? higher or lower, undecided: 80.23 亿元 see the source"),
    ],
)
def test_a_figure_says_its_operator_and_leads_to_its_source(sign: str | None, zh: str, en: str) -> None:
    source = '{% sourced "80.23" "/figures/1" operator=sign unit="亿元" %}'
    assert [words(shown(source, language, sign=sign).replace("&gt;", ">")) for language in BOTH] == [zh, en]
    assert re.findall(r'href="([^"]+)"', shown(source, sign=sign)) == ["/figures/1"]


def test_a_figure_without_a_source_is_no_link() -> None:
    assert shown('{% sourced "80.23" %}') == "80.23"


def test_a_great_figure_and_an_unknown_one() -> None:
    source = '{% stat label value unit="亿元" qualifier=scope %}'
    label, scope = Label("营收", "Revenue"), Label("2023年", "in 2023")
    assert words(shown(source, label=label, value="65", scope=scope)) == "营收 65 亿元 2023年"
    assert words(shown(source, "en", label=label, value=None, scope=scope)) == "Revenue unknown in 2023"
    assert words(shown(source, label=label, value=0, scope=scope)) == "营收 0 亿元 2023年"


def test_blocks_keep_what_stands_in_them_and_escape_what_is_told() -> None:
    card = shown('{% card title address="/c" light="green" level=2 %}<p>内</p>{% endcard %}', title="<b>")
    assert card.startswith(
        '<article class="card"><header class="card__head"><h2><a href="/c">&lt;b&gt;</a></h2><span class="light light--green">'
    )
    assert card.endswith("</header><p>内</p></article>")
    notices = {language: words(shown('{% notice "finding" t %}{% endnotice %}', language, t="x")) for language in BOTH}
    assert notices == {"zh": "疑点 x", "en": "Finding x"}


def test_a_table_with_merged_heads() -> None:
    heads = (
        (Heading(Label("集群", "Cluster"), rows=2), Heading("2023", columns=2)),
        (Heading(Label("营收", "Revenue"), is_number=True), Heading(Label("增速", "Growth"), is_number=True)),
    )
    figure = Cell("65", "/f", is_number=True, is_figure=True, qualifier=Label("快报", "preliminary"))
    rows = (Row((Cell(Label("新材料", "New materials"), depth=1), figure, Cell("", is_number=True)), is_sum=True),)
    table = Table(Label("各集群", "Clusters"), heads, rows, unit=Label("亿元", "100 million yuan"), notes=("n",))
    markup = shown("{% data_table table %}", "en", table=table)
    assert (
        words(markup) == "Clusters Unit: 100 million yuan Cluster 2023 Revenue Growth New materials 65 see the source preliminary unknown n"
    )
    assert re.findall(r"<th ([^>]+)>", markup) == [
        'role="columnheader" scope="col" rowspan="2"',
        'role="columnheader" colspan="2" scope="colgroup"',
        'role="columnheader" scope="col" class="number"',
        'role="columnheader" scope="col" class="number"',
        'role="rowheader" scope="row" class="deep-1"',
    ]
    assert 'role="region" aria-label="Clusters" tabindex="0"' in markup


def test_a_phone_reads_a_broad_table_row_by_row_with_the_lowest_head_before_each_value() -> None:
    heads = (
        (Heading("cluster", rows=2), Heading("whole year", columns=2), Heading("light", rows=2)),
        (Heading("revenue"), Heading("growth")),
    )
    table = Table("t", heads, (Row(tuple(map(Cell, ("a", "65", "1%", "green")))),))
    markup = shown("{% data_table table %}", "en", table=table)
    assert (table.columns, table.stacks) == (("cluster", "revenue", "growth", "light"), True)
    assert re.findall(r'<td role="cell" data-head="([^"]+)">([^<\n]+)', markup) == [("revenue", "65"), ("growth", "1%"), ("light", "green")]
    assert "table--stacks" in markup
    assert "table--stacks" not in shown(
        "{% data_table table %}", "en", table=plain_table("t", list(map(Heading, "abc")), [["x", "1", "2"]])
    )


def test_a_row_that_heads_others_stretches_over_all_columns() -> None:
    rows = (Row((Cell("tax"),), is_heading=True), Row((Cell("grade"), Cell("A"))))
    markup = shown("{% data_table table %}", "en", table=Table("t", ((Heading("a"), Heading("b")),), rows))
    assert re.findall(r'<th role="rowheader" scope="rowgroup" colspan="2">(\w+)\s*</th></tr>', markup) == ["tax"]
    with pytest.raises(ValueError, match="a row of 2 cells"):
        Table("t", ((Heading("a"), Heading("b")),), (Row((Cell("x"), Cell("y")), is_heading=True),))


def test_a_table_refuses_a_row_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 2 heads: x"):
        Table("t", ((Heading("a", columns=2),),), (Row((Cell("x"),)),))
    with pytest.raises(ValueError, match="a table needs a head"):
        Table("t", (), ())


def test_a_plain_table_aligns_by_its_heads() -> None:
    table = plain_table("t", [Heading("a"), Heading("b", is_number=True)], [["x", "1"], ["y", Cell("2", "/f")]])
    assert [[(cell.text, cell.is_number) for cell in row.cells] for row in table.rows] == [
        [("x", False), ("1", True)],
        [("y", False), ("2", True)],
    ]


@pytest.mark.parametrize(
    ("meter", "widths"),
    [
        (Meter(45, mark=50), ("45.00", "", "50.00")),
        (Meter(24.2, maybe=27.5, whole=80), ("30.25", "34.38", "")),
        (Meter(120, mark=-5), ("100.00", "", "0.00")),
    ],
)
def test_a_meter_stays_in_its_bar(meter: Meter, widths: tuple[str, str, str]) -> None:
    assert (meter.done_width, meter.maybe_width, meter.mark_at) == widths
    assert words(shown('{% meter bar "完成" "45%" note="时序" %}', bar=meter)) == "完成 45% 时序"


def test_a_meter_needs_a_whole() -> None:
    with pytest.raises(ValueError, match="above nought"):
        Meter(1, whole=0)


def test_lists_of_links() -> None:
    crumbs = shown("{% breadcrumbs crumbs %}", crumbs=[Crumb(Label("首页", "Home"), "/"), Crumb("a")])
    assert crumbs.endswith('<li><a href="/">首页</a></li><li><span aria-current="page">a</span></li></ol></nav>')
    tabs = shown('{% tabs entries "x" %}', entries=[Tab("a", "/a", is_current=True), Tab("b", "/b", count=0)])
    assert re.findall(r"<a [^>]+>", tabs) == ['<a href="/a" aria-current="page">', '<a href="/b">']
    assert words(tabs) == "a b 0"


def test_pages_keep_the_question() -> None:
    page = Paginator(range(95), 20).page(2)
    markup = shown("{% pagination page %}", "en", "/f/?known_on=2024-07-08&page=2", page=page)
    assert re.findall(r'href="([^"]+)"', markup) == ["?known_on=2024-07-08&amp;page=1", "?known_on=2024-07-08&amp;page=3"]
    assert words(markup) == "Previous Page 2 of 5, 95 entries Next"
    assert shown("{% pagination page %}", page=Paginator([1], 20).page(1)) == ""


def test_the_day_of_knowledge_keeps_the_question() -> None:
    markup = shown("{% known_on_control day %}", path="/f/?kind=a&known_on=2024-07-08&page=3", day=None)
    assert re.findall(r'name="(\w+)" value="([^"]*)"', markup) == [("kind", "a"), ("known_on", "")]
    assert re.findall(r'href="([^"]+)"', markup) == ["?kind=a"]
    assert words(markup) == "当时所知 查看 回到最新"
    assert words(shown("{% known_on_control day %}", "en", day=None)) == "As known on Show"


def test_definitions_and_timeline() -> None:
    assert words(shown("{% definitions pairs %}", "en", pairs=[("a", 0), ("b", ""), ("c", None)])) == "a 0 b unknown c unknown"
    moments = [Moment("2023", "签约", address="/x"), Moment("2024", "投产", "满产", is_now=True)]
    assert words(shown("{% timeline moments %}", moments=moments)) == "2023 签约 2024 投产 （目前） 满产"


class Told(forms.Form):
    """A form with one of each kind of field."""

    name = forms.CharField(label="名称", help_text="写全称")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")], widget=forms.RadioSelect, required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_its_words_to_its_control() -> None:
    form = Told({"name": ""})
    markup = shown("{% form_errors form %}{% for each in form %}{% field each %}{% endfor %}", form=form)
    assert re.findall(r'<a href="([^"]+)">', markup) == ["#id_name"]
    assert re.findall(r'aria-describedby="([^"]+)"', markup) == ["id_name_helptext id_name_error"]
    assert {"id_name_helptext", "id_name_error"} <= set(re.findall(r'id="([^"]+)"', markup))
    assert re.findall(r"<(label class|legend class|fieldset class|/fieldset)", markup) == [
        "label class",
        "fieldset class",
        "legend class",
        "/fieldset",
    ]
    assert 'aria-invalid="true"' in markup
    assert shown("{% form_errors form %}", form=Told({"name": "x"})) == ""
