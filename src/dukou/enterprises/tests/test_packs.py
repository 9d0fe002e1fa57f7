"""`industries.yaml`, `divisions.yaml`, `enterprises.yaml`: what is stored, what stands against a pack, every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from dukou.accounts.core.viewers import command_line_viewer
from dukou.enterprises import register
from dukou.enterprises.actions import records
from dukou.enterprises.core.divisions import (
    DivisionEntry,
    DivisionFault,
    DivisionLevel,
    division_faults,
    division_level_of,
    read_division_level,
)
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import UnitKind
from dukou.enterprises.models import Amendment, Division, Double, Edition, Enterprise, Industry, Link, Part
from dukou.enterprises.queries.tables import division_names, industry_names
from dukou.enterprises.tests.made_up import HOW
from dukou.figures.tests.made_up import CLERK, NOW, write_pack
from dukou.kit.actions import PackHasFaults, ReasonNeeded, load_pack
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.reading import read_pack

CODES = """
      - {section: C, code: C, name: 制造业}
      - {section: C, code: 30, parent: C, name: 非金属矿物制品业}
      - {section: C, code: 306, parent: 30, name: 玻璃纤维制造}
"""
INDUSTRIES = f"industries:\n  - key: GB/T 4754-2017\n    source: 虚构的表\n    codes:{CODES}"
DIVISIONS = """
defaults: {source: 虚构的表}
divisions:
  - {code: 990101, name: 示例区, level: district, parent: 990100}
  - {code: 990101001, name: 示例街道, level: street_or_town, parent: 990101}
"""
FIRMS = """
enterprises:
  - key: firm-a
    name: 示例市甲虚构材料有限公司
    short_names: [甲虚构]
    links:
      - {to: firm-b, kind: local_unit, source: sheet, at: 3}
  - {key: firm-b, kind: group}
"""
SEGMENT = "  - {key: segment/salt, name: {zh: 虚构盐, en: made-up salt}}\n"


def loaded(folder: Path, *, reason: str = "", **changed: str) -> object:
    """Load the made-up pack with the files of this room."""
    files = {"industries": INDUSTRIES, "divisions": DIVISIONS, "enterprises": FIRMS} | changed
    return load_pack(by=CLERK, path=write_pack(folder, **files), reason=reason, now=NOW)


def faults(folder: Path, **changed: str) -> list[tuple[str, int, str]]:
    """File, line and words of every fault."""
    return [(fault.place.file.split("/")[1], fault.place.line, fault.what.en) for fault in read_pack(write_pack(folder, **changed)).faults]


@pytest.mark.django_db
def test_codes_divisions_and_firms_are_stored_once(tmp_path: Path) -> None:
    assert loaded(tmp_path) is not None
    assert industry_names("GB/T 4754-2017") == {"C": "制造业", "30": "非金属矿物制品业", "306": "玻璃纤维制造"}
    assert Edition.objects.get().is_partial
    assert division_names() == {"990101": "示例区", "990101001": "示例街道"}
    shown = [(row.key, row.name, row.unit_kind, row.pack, row.is_synthetic) for row in Enterprise.objects.order_by("key")]
    assert shown == [
        ("firm-a", "示例市甲虚构材料有限公司", "company", "made-up", False),
        ("firm-b", "乙虚构公司", "group", "made-up", False),
    ]
    (link,) = Link.objects.select_related("child", "parent")
    assert (link.child.key, link.parent.key, link.kind, link.evidence) == ("firm-a", "firm-b", "local_unit", "虚构报表，第 3 段")
    assert loaded(tmp_path) is None


@pytest.mark.django_db
def test_what_the_pack_does_not_say_is_not_filled_in(tmp_path: Path) -> None:
    loaded(tmp_path)
    silent = ("code", "address", "capital_written", "industry", "division", "founded_on")
    assert {getattr(row, column) for row in Enterprise.objects.all() for column in silent} == {"", None}


@pytest.mark.django_db
def test_parts_and_short_names_that_are_new_are_added_with_a_reason(tmp_path: Path) -> None:
    subjects = (write_pack(tmp_path) / "subjects.yaml").read_text(encoding="utf-8") + SEGMENT
    loaded(tmp_path, subjects=subjects)
    more = FIRMS.replace("kind: group}", "kind: group, parts: [{kind: chain_leader, of: segment/salt, source: sheet, at: 5}]}")
    more = more.replace("[甲虚构]", "[甲虚构, 甲材]")
    with pytest.raises(ReasonNeeded):
        loaded(tmp_path, subjects=subjects, enterprises=more)
    assert not Part.objects.exists()
    assert loaded(tmp_path, subjects=subjects, enterprises=more, reason="补记") is not None
    assert [(part.enterprise.key, part.kind, part.of, part.evidence) for part in Part.objects.select_related("enterprise")] == [
        ("firm-b", "chain_leader", "segment/salt", "虚构报表，第 5 段")
    ]
    names = Enterprise.objects.get(key="firm-a").names
    assert sorted(names.filter(kind="short").values_list("text", flat=True)) == ["甲材", "甲虚构"]
    assert loaded(tmp_path, subjects=subjects, enterprises=more) is None


@pytest.mark.django_db
def test_what_people_took_back_stays_taken_back(tmp_path: Path) -> None:
    loaded(tmp_path)
    number = Link.objects.get().pk
    records.withdraw(by=command_line_viewer("clerk"), key="firm-a", noun="link", number=number, reason="不属于同一集团", now=NOW)
    assert loaded(tmp_path) is None
    assert Link.objects.filter(withdrawn_at__isnull=True).count() == 0


@pytest.mark.django_db
def test_what_people_or_lists_amended_since_stands(tmp_path: Path) -> None:
    loaded(tmp_path)
    row = Enterprise.objects.get(key="firm-a")
    register.change([register.Changing(row, Entry(name="示例市甲虚构新材料有限公司"))], HOW)
    assert loaded(tmp_path) is None
    assert Enterprise.objects.get(key="firm-a").name == "示例市甲虚构新材料有限公司"
    follows = FIRMS.replace("甲虚构材料", "甲虚构新材料")
    assert loaded(tmp_path, enterprises=follows) is None


@pytest.mark.django_db
@pytest.mark.parametrize("is_amended", [False, True])
def test_a_name_that_the_pack_states_anew_is_amended_on_its_page_first(tmp_path: Path, is_amended: bool) -> None:
    loaded(tmp_path)
    if is_amended:
        row = Enterprise.objects.get(key="firm-a")
        register.change([register.Changing(row, Entry(name="示例市甲虚构新材料有限公司"))], HOW)
    kept = Enterprise.objects.get(key="firm-a").name
    anew = FIRMS.replace("甲虚构材料", "甲虚构复合材料")
    assert faults(tmp_path, enterprises=anew) == [("enterprises.yaml", 4, f"the register has “{kept}” of “firm-a”")]
    with pytest.raises(PackHasFaults):
        loaded(tmp_path, enterprises=anew, reason="改名")
    assert Enterprise.objects.get(key="firm-a").name == kept
    assert Amendment.objects.count() == int(is_amended)


@pytest.mark.django_db
def test_a_firm_that_a_list_brought_before_comes_into_the_queue(tmp_path: Path) -> None:
    register.add([Entry(name="示例市甲虚构材料有限责任公司")], HOW)
    loaded(tmp_path)
    (pair,) = Double.objects.select_related("first", "second")
    assert {pair.first.key, pair.second.key} == {"e1", "firm-a"}


@pytest.mark.django_db
def test_a_whole_edition_stands_against_the_few_codes_of_a_pack(tmp_path: Path) -> None:
    loaded(tmp_path)
    Edition.objects.update(is_partial=False, sha256="0" * 64)
    Industry.objects.filter(code="306").update(name="玻璃纤维和玻璃纤维增强塑料制品制造")
    assert loaded(tmp_path) is None
    assert industry_names("GB/T 4754-2017", ["306"]) == {"306": "玻璃纤维和玻璃纤维增强塑料制品制造"}


@pytest.mark.django_db
def test_a_partial_edition_is_stored_anew_with_a_reason(tmp_path: Path) -> None:
    loaded(tmp_path)
    anew = INDUSTRIES.replace("玻璃纤维制造", "玻纤制造")
    with pytest.raises(ReasonNeeded):
        loaded(tmp_path, industries=anew)
    loaded(tmp_path, industries=anew, reason="照标准改")
    assert industry_names("GB/T 4754-2017", ["306"]) == {"306": "玻纤制造"}
    assert (Edition.objects.count(), Industry.objects.count()) == (1, 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("industries", INDUSTRIES.replace("parent: 30", "parent: C"), (7, "industry code “306”: wrong code above")),
        (
            "industries",
            INDUSTRIES.replace("code: 30,", "code: 31,"),
            (7, "industry code “306”: the code above is not in the table"),
        ),
        ("industries", INDUSTRIES.replace("section: C, code: 306", "section: D, code: 306"), (7, "industry code “306”: wrong section")),
        (
            "industries",
            INDUSTRIES.replace("code: 306", "code: 30612"),
            (7, "industry code “30612”: the code has not the shape of its level"),
        ),
        (
            "industries",
            INDUSTRIES.replace("code: 306, parent: 30", "code: 30, parent: C"),
            (7, "industry code “30”: the code stands twice"),
        ),
        ("industries", INDUSTRIES.replace("name: 制造业", 'name: ""'), (5, "industry code “C”: no name")),
        ("industries", INDUSTRIES.replace("name: 制造业", "nam: 制造业"), (5, "“codes → 0 → name” is missing")),
        ("divisions", DIVISIONS.replace("parent: 990101}", "parent: 990102}"), (5, "division code “990101001”: wrong code above")),
        (
            "divisions",
            DIVISIONS.replace("990101,", "990201,").replace("parent: 990100", "parent: 990200"),
            (5, "division code “990101001”: the code above is not there"),
        ),
        ("divisions", DIVISIONS.replace("level: district", "level: city"), (4, "division code “990101”: the code is not one of its level")),
        ("divisions", DIVISIONS.replace("level: district", "level: hamlet"), (4, "“level” knows no value “hamlet”")),
        ("divisions", DIVISIONS.replace("990101001", "990101"), (5, "“990101” stands twice (first at made-up/divisions.yaml:4:5)")),
        ("enterprises", FIRMS.replace("key: firm-b", "key: firm-c"), (8, "there is no subject “firm-c”")),
        ("enterprises", FIRMS.replace("to: firm-b", "to: firm-a"), (7, "there is no enterprise “firm-a”")),
        ("enterprises", FIRMS.replace("source: sheet", "source: shet"), (7, "there is no source “shet”")),
        ("enterprises", FIRMS.replace("kind: group", "kind: guild"), (8, "“kind” knows no value “guild”")),
        ("enterprises", FIRMS.replace("kind: group", "capital: 9"), (8, "unknown key “capital”")),
        (
            "enterprises",
            FIRMS.replace("kind: group", "parts: [{kind: supplier, of: segment/x, source: sheet, at: 1}]"),
            (8, "there is no cluster or segment “segment/x”"),
        ),
    ],
)
def test_faults_are_named_with_their_line(tmp_path: Path, file: str, text: str, said: tuple[int, str]) -> None:
    found = faults(tmp_path, **({"industries": INDUSTRIES, "divisions": DIVISIONS, "enterprises": FIRMS} | {file: text}))
    assert (f"{file}.yaml", *said) in found
    assert {where for where, _, _ in found} == {f"{file}.yaml"}


@pytest.mark.django_db
def test_the_shipped_pack_says_what_the_article_says() -> None:
    load_pack(by=CLERK, path=settings.SHIPPED_PACKS / "dadukou", now=NOW)
    assert dict(Enterprise.objects.values_list("key", "name")) == {
        "hikvision": "杭州海康威视数字技术股份有限公司",
        "hangzhou-lide": "杭州里德",
        "kunshan-jinju": "昆山金聚",
        "ningbo-mingxin": "宁波明鑫",
        "zhongyuan-huiji": "中元汇吉",
        "polycomp": "国际复材",
        "fengdu-materials": "风渡新材",
        "cfmoto": "浙江春风动力股份有限公司",
        "kaierfu": "重庆凯尔夫智能测控技术有限责任公司",
    }
    leaders = Part.objects.filter(kind="chain_leader").values_list("enterprise__key", "of", "evidence")
    assert list(leaders) == [("zhongyuan-huiji", "segment/ivd", "关于大渡口五大百亿级产业集群的报刊文章，第 55 行")]
    assert not Link.objects.exists() and not Enterprise.objects.exclude(unit_kind=UnitKind.COMPANY).exists()
    assert not Enterprise.objects.exclude(code="", address="", capital_written="").exists()
    assert (Division.objects.count(), Industry.objects.filter(level=4).count(), Edition.objects.get().is_partial) == (9, 146, True)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("500000", DivisionLevel.PROVINCE),
        ("500100", DivisionLevel.CITY),
        ("500104", DivisionLevel.DISTRICT),
        ("500104001", DivisionLevel.STREET_OR_TOWN),
        ("500104001001", DivisionLevel.COMMUNITY_OR_VILLAGE),
        ("50010", None),
        ("5001040010", None),
        ("５００１０４", None),
        ("", None),
    ],
)
def test_the_shape_of_a_code_says_its_level(code: str, level: DivisionLevel | None) -> None:
    assert division_level_of(code) is level


def test_a_county_may_answer_straight_to_its_province() -> None:
    def stated(parent: str) -> list[DivisionFault]:
        return [each.fault for each in division_faults([DivisionEntry("429004", "示例市", DivisionLevel.DISTRICT, parent)])]

    assert [stated(parent) for parent in ("429000", "420000", "", "429004", "410000")] == [
        [],
        [],
        [],
        [DivisionFault.PARENT],
        [DivisionFault.PARENT],
    ]


def test_what_is_known_already_is_a_parent() -> None:
    street = DivisionEntry("990101001", "示例街道", DivisionLevel.STREET_OR_TOWN, "990101")
    assert [each.fault for each in division_faults([street])] == [DivisionFault.ORPHAN]
    assert division_faults([street], {"990101"}) == []


@given(st.text(max_size=20))
def test_a_level_is_read_or_malformed(text: str) -> None:
    words = {word for level in DivisionLevel for word in (level.value, level.label.zh, level.label.en)}
    if text.strip().lower() in words:
        assert read_division_level(text) in DivisionLevel
    else:
        with pytest.raises(Malformed):
            read_division_level(text)
