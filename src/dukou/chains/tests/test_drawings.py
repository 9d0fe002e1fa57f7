"""The drawings: each node once as a link, words escaped, nothing that the content policy blocks, both languages, unknown axes as gaps."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from dukou.chains.charts import NodeFace, chain_map, palette, strength_radar
from dukou.chains.charts.palette import LOOKS
from dukou.chains.charts.paper import room_for
from dukou.chains.tests.drawn import STATES, chain, faces, made, node, supply
from dukou.chains.tests.test_shipped_chains import CHAINS
from dukou.chains.tests.test_shipped_chains import chain as shipped
from dukou.kit.core.labels import Label, speaking

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = Path(palette.__file__).parents[2] / "kit" / "static" / "dukou" / "tokens.css"


def parts(drawing: str, name: str) -> list[Element]:
    """The elements of one name, in their order."""
    return list(ElementTree.fromstring(drawing).iter(f"{SVG}{name}"))


def texts(drawing: str) -> list[str]:
    """Every line of words on the drawing."""
    return ["".join(each.itertext()) for each in parts(drawing, "text")]


@pytest.mark.parametrize("slug", CHAINS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_node_of_a_shipped_map_is_one_link_with_its_name(slug: str, language: str) -> None:
    of = shipped(slug)
    with speaking(language):  # type: ignore[arg-type]
        drawing = chain_map(of, faces(of))
        links = parts(drawing, "a")
        assert [link.get("href") for link in links] == [f"/chains/{slug}/{each.key}/" for each in of.nodes]
        shown = ["".join("".join(text.itertext()) for text in link.iter(f"{SVG}text")).replace(" ", "") for link in links]
        assert [each.key for each, words in zip(of.nodes, shown, strict=True) if str(each.label).replace(" ", "") not in words] == []


def test_a_box_says_its_state_in_a_word_and_to_those_who_listen() -> None:
    of = made(9, 6, 1)
    with speaking("en"):
        [first, second, *_] = parts(chain_map(of, faces(of)), "a")
    assert first.get("aria-label") == "made-up node n0, critical, missing, 0 firms"
    assert second.get("aria-label") == "made-up node n1, weak, 1 firms"
    assert ["".join(each.itertext()) for each in first.iter(f"{SVG}text")] == ["◆ made-up node", "n0", "missing0 firms"]


def test_the_map_is_named_and_told_in_a_sentence() -> None:
    of = chain([node("a", "s0"), node("b", "s1"), node("c", "s1")], [supply("a", "b"), supply("c", "a", returns=True)], stages=2)
    shown = faces(of)
    root = ElementTree.fromstring(chain_map(of, shown))
    assert (root.get("role"), root.get("aria-labelledby")) == ("group", "chain-made-up-title chain-made-up-desc")
    assert [each.text for each in root[:2]] == [
        "虚构链",
        "3 个节点、2 条供应关系，从左到右：第 0 段、第 1 段。缺 1 个，弱 1 个，单点 1 个。",
    ]
    with speaking("en"):
        english = ElementTree.fromstring(chain_map(of, shown))
    told = "3 nodes and 2 supplies, from left to right: stage 0, stage 1. 1 missing, 1 weak, 1 single source."
    assert [each.text for each in english[:2]] == ["made-up chain", told]


def test_words_with_markup_in_them_stay_words() -> None:
    wild = Label('甲<b>&"乙', 'a<b>&"c')
    of = replace(chain([node("a", "s0", wild, role="<i>&")], [], stages=1), label=wild)
    face = NodeFace("present", Label("有<", "there<"), (Label("1 & 2 家", "1 & 2"),), '/x?a=1&b="<', False)
    drawing = chain_map(of, {"a": face})
    assert "<b>" not in drawing and "<i>" not in drawing
    assert texts(drawing)[:4] == ["第 0 段", "<i>&", '甲<b>&"乙', "有<1 & 2 家"]
    assert [link.get("href") for link in parts(drawing, "a")] == ['/x?a=1&b="<']


@pytest.mark.parametrize(
    "drawing", [chain_map(made(30, 40, 2), faces(made(30, 40, 2))), strength_radar([(Label("甲", "a"), None, Label("无", "none"))])]
)
def test_nothing_stands_in_a_drawing_that_the_content_policy_blocks(drawing: str) -> None:
    root = ElementTree.fromstring(drawing)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} & {"style", "script", "foreignObject", "image"} == set()
    assert [name for each in root.iter() for name in each.attrib if name == "style" or name.startswith("on")] == []


def test_every_id_that_is_used_is_there_once_and_two_drawings_share_none() -> None:
    of = made(12, 20, 3)
    one, other = chain_map(of, faces(of)), chain_map(of, faces(of), key="small")
    ids = re.findall(r' id="([^"]+)"', one)
    assert len(set(ids)) == len(ids) and set(ids) & set(re.findall(r' id="([^"]+)"', other)) == set()
    assert set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', one)) <= {(each, "") for each in ids} | {("", each) for each in ids}


def test_the_same_map_gives_the_same_drawing() -> None:
    assert chain_map(made(40, 60, 4), faces(made(40, 60, 4))) == chain_map(made(40, 60, 4), faces(made(40, 60, 4)))


def test_few_columns_are_broad_and_many_are_narrow() -> None:
    long = Label("名字很长很长的一个虚构节点，说明用途和材料", "a made-up node of a very long name that tells its use and its material")
    few = chain([node(f"n{number}", f"s{number % 2}", long) for number in range(24)], [], stages=2)
    many = chain([node(f"n{number}", f"s{number}", long) for number in range(8)], [], stages=8)
    assert [room_for(each, faces(each)).box for each in (few, many)] == [192.0, 136.0]


def test_states_differ_without_colour() -> None:
    looks = {state: (look.lines, look.weight, look.dash) for state, look in LOOKS.items()}
    assert sorted(looks) == sorted(STATES)
    assert len(set(looks.values())) == len(looks)


def test_a_state_that_is_not_known_looks_unknown_and_keeps_its_word() -> None:
    of = chain([node("a", "s0")], [], stages=1)
    drawing = chain_map(of, {"a": NodeFace("odd", Label("怪", "odd"), (), "/a/", False)})
    assert texts(drawing)[1:] == ["虚构节点 a", "怪", "怪", "◆ 关键环节"]
    assert f'fill="{LOOKS["unknown"].ground}"' in drawing


def test_lines_tell_required_other_and_returning_supplies_apart() -> None:
    of = chain([node("a", "s0"), node("b", "s1")], [supply("a", "b")], stages=2)
    more = replace(of, supplies=(*of.supplies, supply("b", "a", returns=True)))
    less = replace(of, supplies=(supply("a", "b", required=False),))
    words = {"必需的供应", "其他供应", "回流"}
    assert [words & set(texts(chain_map(each, faces(each)))) for each in (of, more, less)] == [
        {"必需的供应"},
        {"必需的供应", "回流"},
        {"其他供应"},
    ]
    drawn = [
        (path.get("data-supplier"), path.get("data-user"), path.get("stroke-dasharray"))
        for path in parts(chain_map(more, faces(more)), "path")
    ]
    assert [each for each in drawn if each[0]] == [("b", "a", "1.5 3"), ("a", "b", None)]


def test_colours_are_those_of_the_house() -> None:
    tokens = set(re.findall(r"#[0-9a-f]{6}", TOKENS.read_text(encoding="utf-8")))
    assert {colour for look in LOOKS.values() for colour in (look.ink, look.ground, look.shape)} - tokens == set()


AXES = [
    (Label(name, f"axis {name}"), share, Label(f"值{name}", f"value {name}"))
    for name, share in zip("甲乙丙丁", (0.5, 0.25, None, 1.0), strict=True)
]


def test_an_unknown_axis_is_a_gap_and_is_told() -> None:
    drawing = strength_radar(AXES)
    sides = [line for line in parts(drawing, "line") if line.get("stroke-width") == "2"]
    assert len(sides) == 2  # 甲–乙 and 丁–甲; nothing leads to 丙
    assert len(parts(drawing, "circle")) == 3
    assert [line.get("stroke-dasharray") for line in parts(drawing, "line") if line.get("stroke-dasharray")] == ["2 4"]
    assert "；丙 值丙；" in parts(drawing, "desc")[0].text  # type: ignore[operator]
    with speaking("en"):
        assert "axis 甲 value 甲 (percentile 50)" in strength_radar(AXES)


def test_a_radar_that_is_known_all_round_is_filled_once() -> None:
    filled = [each for each in parts(strength_radar([*AXES[:2], AXES[3]]), "polygon") if each.get("fill") != "none"]
    assert [each.get("points") for each in filled] == ["230,141 255.5,214.8 127.8,259"]
