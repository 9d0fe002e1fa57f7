"""Facts: asked by name of many subjects at once; what is not known is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year
from dukou.kit.core.registry import Registry
from dukou.rules.core.facts import Fact, FactType, Stated, SubjectKind, UnknownFact, state_of
from dukou.rules.core.visibility import Visibility

KNOWN = date(2024, 7, 8)
CHIMNEYS = {
    "示例市甲厂": Stated(Decimal(3), "个", year(2023), "made-up-list", KNOWN, "7"),
    "示例市乙厂": Stated(Decimal(0), "个", None, "", KNOWN),
}
WORDS = Label("虚构", "made up")


def chimneys_of(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """The chimneys of made-up works, of which nothing was known before a day."""
    return {key: CHIMNEYS[key] for key in keys if key in CHIMNEYS and CHIMNEYS[key].known_on <= as_of}


def fact(name: str, holds: FactType = FactType.QUANTITY, unit: str = "个") -> Fact:
    """A made-up fact about works."""
    return Fact(name, WORDS, SubjectKind.ENTERPRISE, holds, WORDS, WORDS, Visibility.PUBLIC, chimneys_of, unit)


def registry(*names: str) -> Registry[Fact]:
    """Made-up facts, apart from the house's."""
    found: Registry[Fact] = Registry("fact")
    for name in names:
        found.add(name, fact(name))
    return found


def chimneys(keys: Sequence[str], as_of: date = KNOWN) -> Mapping[str, Stated]:
    """What is known of chimneys."""
    return state_of("chimneys", viewer=ANONYMOUS_VIEWER, keys=keys, as_of=as_of, facts=registry("chimneys"))


def test_a_fact_is_stated_with_unit_period_source_and_place() -> None:
    assert chimneys(["示例市甲厂"]) == {"示例市甲厂": Stated(Decimal(3), "个", year(2023), "made-up-list", KNOWN, "7")}


def test_nought_is_known_and_what_is_not_known_is_left_out() -> None:
    assert chimneys(["示例市乙厂", "示例市丙厂"]) == {"示例市乙厂": CHIMNEYS["示例市乙厂"]}
    assert chimneys(["示例市甲厂"], date(2024, 7, 7)) == {}


@given(st.lists(st.sampled_from([*CHIMNEYS, "示例市丙厂"])))
def test_one_firm_is_a_batch_of_one(keys: list[str]) -> None:
    one_by_one = {key: stated for each in keys for key, stated in chimneys([each]).items()}
    assert chimneys(keys) == one_by_one


@pytest.mark.parametrize(("name", "near"), [("chimney", "chimneys"), ("height", "chimneys、smoke"), ("smoked", "smoke")])
def test_an_unknown_name_is_refused_with_near_ones(name: str, near: str) -> None:
    with pytest.raises(UnknownFact) as refused:
        state_of(name, viewer=ANONYMOUS_VIEWER, keys=[], as_of=KNOWN, facts=registry("chimneys", "smoke"))
    assert refused.value.said_cure == Label(f"相近的有：{near}", f"near ones: {near}")


@pytest.mark.parametrize(("holds", "unit"), [(FactType.QUANTITY, ""), (FactType.DATE, "个"), (FactType.TRUTH, "个")])
def test_a_quantity_has_a_unit_and_nothing_else_has_one(holds: FactType, unit: str) -> None:
    with pytest.raises(ValueError, match="chimneys"):
        fact("chimneys", holds, unit)
