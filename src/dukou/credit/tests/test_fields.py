"""The fields of the shipped pack: how many, how far sourced, what each gives by cases reckoned by hand, and that none punishes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.credit.core.grading import graded
from dukou.credit.core.kinds import Cycle, Level, Severity, Standing
from dukou.credit.core.schemes import Held, Scheme, in_force, schemes_of
from dukou.credit.packs.fields import books_of_fields
from dukou.credit.packs.schemas import FieldEntry, SortEntry
from dukou.credit.tests.fields_made import PACKS, shipped
from dukou.kit.packfiles.reading import read_pack
from dukou.rules.core.answers import Answer

CONTENTS = shipped()
FIELDS: dict[str, FieldEntry] = {key: entry.data for key, entry in CONTENTS.of("fields").items()}
SCHEMES = {key: schemes_of(key, data.plain) for key, data in FIELDS.items()}
SORTS: dict[tuple[str, str], SortEntry] = {(key, sort.key): sort for key, data in FIELDS.items() for sort in data.sorts}
GOLDEN: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("golden_fields.yaml").read_text(encoding="utf-8"))
CASES = [(field, case) for field, cases in GOLDEN.items() for case in cases]

THE_28 = [
    "tax", "market", "food", "drug", "device", "special-equipment", "product-quality", "price", "health", "medical-insurance",
    "environment", "construction", "real-estate", "property", "safety", "fire", "transport", "water", "agriculture", "commerce",
    "culture", "education", "labour", "civil", "science", "procurement", "customs", "statistics",
]  # fmt: skip

FINER = {
    "262": "肥料制造",
    "263": "农药制造",
    "341": "锅炉及原动设备制造",
    "343": "物料搬运设备制造",
    "358": "医疗仪器设备及器械制造",
    "443": "热力生产和供应",
    "462": "污水处理及其再生利用",
    "482": "水利和水运工程建筑",
    "512": "食品、饮料及烟草制品批发",
    "515": "医药及医疗器材批发",
    "521": "综合零售",
    "522": "食品、饮料及烟草制品专门零售",
    "525": "医药及医疗器材专门零售",
    "594": "危险品仓储",
    "701": "房地产开发经营",
    "702": "物业管理",
    "703": "房地产中介服务",
    "704": "房地产租赁经营",
    "729": "其他商务服务业",
    "748": "工程技术与设计服务",
    "804": "理发及美容服务",
    "805": "洗浴和保健养生服务",
    "811": "汽车、摩托车等修理与维护",
    "851": "提供住宿社会工作",
    "952": "社会团体",
}


def record(number: int, field: str, sort: str, day: date) -> Held:
    """A record of a shipped sort."""
    told = SORTS[field, sort]
    return Held(number, field, sort, told.kind, told.severity, day)


def test_there_are_the_28_fields_and_the_composite() -> None:
    assert sorted(FIELDS, key=lambda key: FIELDS[key].order) == [*THE_28, "public-credit"]
    assert len(THE_28) == 28
    assert [key for key, data in FIELDS.items() if data.composite] == ["public-credit"]
    assert len({data.order for data in FIELDS.values()}) == 29


def test_what_is_sourced_says_so_and_every_example_says_that_there_is_no_such_document() -> None:
    told = {(key, version.version): version for key, data in FIELDS.items() for version in data.versions}
    partly = [("environment", "2021"), ("market", "2022"), ("public-credit", "2022"), ("tax", "2014"), ("tax", "2025")]
    assert sorted(key for key, version in told.items() if version.standing is Standing.PARTLY) == partly
    assert all(version.standing is Standing.EXAMPLE for key, version in told.items() if key not in partly)
    for key, version in told.items():
        source = version.source
        assert source.note is not None and source.note.zh and source.note.en
        if key in partly:
            assert source.seen == "copy" and any(item.unverified for item in version.items)
        else:
            assert source.seen == "example"
            assert ("示例，并无此文件" in source.title.zh, "an example; there is no such document" in source.title.en) == (True, True)


def test_no_two_fields_have_the_same_scheme() -> None:
    """Each reads as its trade: no sort's name is used by two fields, and no two have the same points."""
    names = Counter((sort.name.zh, sort.name.en) for sort in SORTS.values())
    assert [name for name, times in names.items() if times > 1] == []
    shapes = Counter(
        hashlib.sha256(str([(item.points, item.most, item.clause.months) for item in scheme.items]).encode()).hexdigest()
        for schemes in SCHEMES.values()
        for scheme in schemes
    )
    assert set(shapes.values()) == {1}


def test_ratios_are_the_policys_but_where_a_source_gives_its_own() -> None:
    own = {
        (key, grade.key): (grade.least, grade.most, grade.visits)
        for key, schemes in SCHEMES.items()
        for scheme in schemes
        for grade in scheme.grades
        if grade.has_checks
    }
    assert own == {("environment", "green"): (0, 500, 1), ("environment", "blue"): (500, 2000, 1)}


def test_codes_of_industries_are_in_the_classification() -> None:
    """GB/T 4754-2017 has the divisions 01 to 97; the finer codes were looked up in it, and stand here with their names."""
    told = {code for data in FIELDS.values() if data.covers for code in data.covers.industries}
    assert {code for code in told if len(code) > 2} == set(FINER)
    assert all(1 <= int(code) <= 97 for code in told if len(code) == 2)
    everyone = sorted(key for key, schemes in SCHEMES.items() if not schemes[0].industries)
    assert everyone == ["labour", "market", "procurement", "public-credit", "statistics", "tax"]
    food, property_ = SCHEMES["food"][0], SCHEMES["property"][0]
    assert [food.covers(code) for code in ("1431", "6210", "5212", "5312", "")] == [True, True, True, False, False]
    assert [property_.covers(code) for code in ("7020", "7010")] == [True, False]


def test_the_frame_names_what_is_there() -> None:
    [frame] = [entry.data for entry in CONTENTS.of("credit").values()]
    assert (frame.lead, frame.composite, frame.profile, frame.control) == ("credit-unit", "public-credit", "credit-draft", 1)
    [national] = [entry.data for entry in read_pack(PACKS / "national", beside_stored=False).of("credit").values()]
    assert (frame.policy, frame.repair) == (national.policy, national.repair)
    profile = CONTENTS.of("profiles")["credit-draft"].data
    assert {key: list(grade.clocks) for key, grade in profile.grades.items()} == {
        "repair": ["repair_accepted", "repair_ruled"],
        "dispute": ["dispute_ruled"],
    }
    assert books_of_fields(CONTENTS) == {"tax-credit-new", "tax-credit-no-income", "tax-credit-under-three-years"}


def test_the_composite_has_ten_items_that_add_and_fourteen_that_deduct() -> None:
    [scheme] = SCHEMES["public-credit"]
    signs = Counter(item.points > 0 for item in scheme.items)
    assert (scheme.base, signs[True], signs[False], scheme.cycle) == (1000, 10, 14, Cycle.QUARTERLY)
    assert [grade.key for grade in scheme.grades] == ["A+", "A", "B", "C", "C-", "D", "D-"]
    adverse = [sort for sort in SORTS.values() if sort.kind.is_adverse]
    uncounted = [
        sort.key
        for sort in adverse
        for severity in Severity
        if not any(item.clause.on and item.clause.on.fits(_as(sort, severity), "public-credit") for item in scheme.items)
    ]
    assert uncounted == []  # whatever is recorded against a firm anywhere


def _as(sort: SortEntry, severity: Severity) -> Held:
    return Held(1, "anywhere", sort.key, sort.kind, severity, date(2024, 1, 1))


def test_golden_cases_speak_of_every_field_and_every_version() -> None:
    told = {(field, case["version"]) for field, case in CASES}
    assert told == {(key, scheme.version) for key, schemes in SCHEMES.items() for scheme in schemes}


@pytest.mark.parametrize(("field", "case"), CASES, ids=[f"{field}: {case['says']}" for field, case in CASES])
def test_a_field_gives_what_was_reckoned_by_hand(field: str, case: dict[str, Any]) -> None:
    scheme = in_force(SCHEMES[field], case["day"])
    assert scheme is not None and scheme.version == case["version"]
    held = []
    for number, text in enumerate(case["records"]):
        sort, day = text.split()
        of = sort.partition("/")[0] if "/" in sort else field
        held.append(record(number, of, sort.removeprefix(f"{of}/"), date.fromisoformat(day)))
    says = {book: Answer.YES if book in case.get("books", ()) else Answer.NO for book in scheme.books}
    found = graded(scheme, held, says, case["day"])
    assert (found.points, found.grade, found.unknown) == (case["points"], case["grade"], ())


ALL = [scheme for schemes in SCHEMES.values() for scheme in schemes]
DAY = date(2026, 7, 8)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Scheme, list[Held], Mapping[str, Answer]]:
    """A shipped version, up to eight records that it may meet, and what its rule books say."""
    scheme = draw(st.sampled_from(ALL))
    known = sorted(key for key in SORTS if scheme.is_composite or key[0] == scheme.field)
    rows = draw(st.lists(st.tuples(st.sampled_from(known), st.integers(0, 1200), st.sampled_from(Severity)), max_size=8))
    held = []
    for number, ((field, sort), days, severity) in enumerate(rows):
        told = SORTS[field, sort]
        grave = severity if told.kind.is_adverse else None  # a paper may say another severity than its sort's
        held.append(Held(number, field, sort, told.kind, grave, DAY - timedelta(days=days)))
    return scheme, held, {book: draw(st.sampled_from(Answer)) for book in scheme.books}


@settings(max_examples=600, deadline=None)
@given(ledgers())
def test_an_improvement_never_lowers_a_grade_in_any_shipped_version(told: tuple[Scheme, list[Held], Mapping[str, Answer]]) -> None:
    scheme, held, says = told
    whole = graded(scheme, held, says, DAY)
    for each in held:
        less = graded(scheme, [one for one in held if one is not each], says, DAY)
        better, worse = (less, whole) if each.kind.is_adverse else (whole, less)
        assert better.points >= worse.points
        assert scheme.places[better.grade] <= scheme.places[worse.grade]


@pytest.mark.parametrize("scheme", ALL, ids=lambda scheme: f"{scheme.field} {scheme.version}")
def test_a_firm_of_which_nothing_is_recorded_is_not_held_to_be_risky(scheme: Scheme) -> None:
    assert scheme.by_key[scheme.clean].level in (Level.LOW, Level.ORDINARY)
    assert graded(scheme, [], {}, DAY).grade == scheme.clean
