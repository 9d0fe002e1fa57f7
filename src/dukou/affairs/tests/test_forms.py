"""The one form and its judge: golden cases in words."""

from __future__ import annotations

from typing import Any

import pytest

from dukou.affairs.core.forms import unit_faults
from dukou.affairs.core.kinds import FieldKind
from dukou.affairs.core.materials import ledger, missing, needed
from dukou.affairs.tests.definitions_made import WORDS, affair, ask, concept, form, matter

FIRM, POWER = concept("firm", FieldKind.LINE), concept("power", FieldKind.NUMBER)
GRADE = concept("grade", FieldKind.CHOICE, choices=["high", "low"])
DIGS, METRES, NOTE = concept("digs", FieldKind.TRUTH), concept("metres", FieldKind.NUMBER), concept("note", FieldKind.LINE)
ALL = (FIRM, POWER, GRADE, DIGS, METRES, NOTE)
POWER_MATTER = matter("power", ask("firm"), ask("power"), ask("grade", "power >= 100"), ask("digs"), ask("note", required=False))
WATER = matter("water", ask("firm"), ask("metres", "digs", required=False), ask("digs"))
ROAD = matter("road", ask("metres"), ask("firm"), given="digs")
WHOLE = affair(POWER_MATTER, WATER, ROAD, pages=[{"key": "first", "name": WORDS, "fields": ["digs", "firm"]}])


def said(raw: dict[str, Any], chosen: tuple[str, ...] = ("power", "water")) -> dict[str, Any]:
    judged = form(WHOLE, *ALL, chosen=chosen).judge(raw)
    return {
        "answers": judged.answers,
        "faults": sorted(each.field for each in judged.faults),
        "open": sorted(judged.open),
        "matters": [each.key for each in judged.matters],
        "dropped": sorted(judged.dropped),
    }


def test_each_concept_is_asked_once_in_the_order_of_pages_and_matters() -> None:
    merged = form(WHOLE, *ALL, chosen=("power", "water"))
    asked = [(each.concept.key, [one.key for one in each.matters]) for each in merged.asked]
    assert asked == [
        ("digs", ["power", "water"]),
        ("firm", ["power", "water", "road"]),
        ("power", ["power"]),
        ("grade", ["power"]),
        ("note", ["power"]),
        ("metres", ["water", "road"]),
    ]
    assert merged.separate_asks == 10
    pages = [(page.key, [each.concept.key for each in page.asked]) for page in merged.pages]
    assert pages == [("first", ["digs", "firm"]), ("power", ["power", "grade", "note"]), ("water", ["metres"])]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        pytest.param(
            {},
            {"answers": {}, "faults": ["digs", "firm", "power"], "open": ["grade", "metres"], "dropped": []},
            id="nothing is answered: what hangs on an answer is open, and not missing",
        ),
        pytest.param(
            {"firm": "甲", "power": 99, "digs": False, "grade": "high", "metres": 5},
            {"answers": {"firm": "甲", "power": 99, "digs": False}, "faults": [], "open": [], "dropped": ["grade", "metres"]},
            id="what is not asked is dropped",
        ),
        pytest.param(
            {"firm": "甲", "power": 99, "digs": False, "grade": "no such", "metres": "many"},
            {"answers": {"firm": "甲", "power": 99, "digs": False}, "faults": [], "open": [], "dropped": ["grade", "metres"]},
            id="what is not asked is dropped though it could not be taken",
        ),
        pytest.param(
            {"firm": "甲", "power": 100, "digs": True},
            {"answers": {"firm": "甲", "power": 100, "digs": True}, "faults": ["grade", "metres"], "open": [], "dropped": []},
            id="at the boundary it is asked, and a matter comes in",
        ),
        pytest.param(
            {"firm": "甲", "power": "much", "digs": True, "grade": "low", "metres": "1,200"},
            {"answers": {"firm": "甲", "digs": True, "grade": "low", "metres": 1200}, "faults": ["power"], "open": [], "dropped": []},
            id="a wrong answer decides nothing: what hangs on it stays",
        ),
        pytest.param(
            {"firm": "甲", "power": 1, "digs": False, "colour": "red"},
            {"answers": {"firm": "甲", "power": 1, "digs": False}, "faults": ["colour"], "open": [], "dropped": []},
            id="a field that the affair does not have",
        ),
    ],
)
def test_what_becomes_of_answers(raw: dict[str, Any], found: dict[str, Any]) -> None:
    matters = ["power", "water", *(["road"] if raw.get("digs") else [])]
    assert said(raw) == found | {"matters": matters}


def test_what_only_a_matter_asks_that_was_not_chosen_decides_against() -> None:
    """A condition over a concept that nobody asks here cannot be waited for."""
    gas = matter("gas", ask("firm"), ask("grade", "power >= 100"))
    whole = affair(gas, matter("power", ask("power")))
    assert form(whole, *ALL, chosen=("gas",)).judge({"firm": "甲", "grade": "high"}).dropped == ("grade",)
    assert form(whole, *ALL).judge({"firm": "甲", "grade": "high"}).answers == {"firm": "甲", "grade": "high"}


def test_a_field_of_a_matter_that_was_not_chosen_names_the_matter() -> None:
    [fault] = (
        form(affair(matter("gas", ask("firm")), matter("power", ask("power"))), *ALL, chosen=("gas",))
        .judge({"firm": "甲", "power": 1})
        .faults
    )
    assert (fault.field, fault.what.en, fault.cure.en) == (
        "power",
        "no matter that was chosen asks for it",
        "leave it out, or choose: power",
    )


@pytest.mark.parametrize(
    ("units", "faults"),
    [
        (["a"], []),
        (["a", "b"], []),
        ([], ["“m” takes 1 to 2 units, not 0"]),
        (["a", "b", "c"], ["“m” takes 1 to 2 units, not 3"]),
        (["a", "x"], ["“x” does not handle this matter"]),
        (["a", "a"], ["a unit was chosen twice"]),
    ],
)
def test_units_that_were_chosen(units: list[str], faults: list[str]) -> None:
    [told] = affair(matter("m", units=["a", "b", "c"], choose={"least": 1, "most": 2})).matters
    assert [each.what.en for each in unit_faults(told, units)] == faults


def _paper(key: str, *matters: str, ways: tuple[str, ...] = ("upload",), when: str | None = None, main: bool = True) -> dict[str, Any]:
    promise = WORDS if "promise" in ways else None
    return {
        "key": key,
        "name": {"zh": key, "en": key},
        "ways": list(ways),
        "matters": list(matters),
        "when": when,
        "main": main,
        "promise": promise,
    }


def _rows(*becomes: str) -> dict[str, Any]:
    return {"separately": [{"name": {"zh": each, "en": each}, "becomes": each} for each in becomes]}


MATERIALS = affair(
    matter("power", ask("digs"), **_rows("licence", "form", "plan", "held")),
    matter("water", ask("digs"), **_rows("licence", "form", "pledge")),
    materials=[
        _paper("plan", "power", when="digs", main=False),
        _paper("licence", "power", "water"),
        _paper("held", "power", ways=("held",)),
        _paper("pledge", "water", ways=("promise", "upload")),
    ],
)


@pytest.mark.parametrize(
    ("digs", "counts", "wanted", "lacking"),
    [
        (None, (6, 1, 1), ["licence", "held", "pledge", "plan"], ["licence", "pledge"]),
        (True, (7, 2, 0), ["licence", "held", "pledge", "plan"], ["licence", "pledge", "plan"]),
        (False, (6, 1, 0), ["licence", "held", "pledge"], ["licence", "pledge"]),
    ],
)
def test_materials_are_counted_from_their_rows(
    digs: bool | None, counts: tuple[int, int, int], wanted: list[str], lacking: list[str]
) -> None:
    """What hangs on an answer that is not known is counted on neither side; what is surely not wanted is no saving."""
    book = ledger(MATERIALS, MATERIALS.matters, {"digs": digs})
    assert (book.before, book.after, book.open) == counts
    assert [each.material.key for each in book.needed] == wanted
    assert [each.material.key for each in missing(book.needed, [])] == lacking
    assert missing(book.needed, lacking) == ()


def test_materials_of_a_condition_that_is_not_asked_are_not_needed() -> None:
    found = needed(MATERIALS, MATERIALS.matters, {}, frozenset({"digs"}))
    assert [each.material.key for each in found] == ["licence", "held", "pledge"]
    assert [each.is_handed_in for each in found] == [True, False, False]
