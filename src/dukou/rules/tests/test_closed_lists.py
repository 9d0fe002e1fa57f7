"""Words of closed lists: whole, by a beginning, in a short form; several or none are refused with the candidates named."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.rules.core.closed_lists import Words, lists_of, word_meant
from dukou.rules.core.inputs import given_to
from dukou.rules.forms import TrialForm
from dukou.rules.tests.test_answers import ON
from dukou.rules.tests.test_national_books import linked

INDUSTRIES: Words = {
    "工业": Label("工业", "industry"),
    "批发业": Label("批发业", "wholesale"),
    "交通运输业": Label("交通运输业", "transport"),
    "软件和信息技术服务业": Label("软件和信息技术服务业", "software and IT services"),
    "农林牧渔业": Label("农、林、牧、渔业", "agriculture"),
    "其他甲": Label("其他甲", "other one"),
    "其他乙": Label("其他乙", "other two"),
}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("工业", "工业"),
        (" 软件 ", "软件和信息技术服务业"),
        ("软件业", "软件和信息技术服务业"),
        ("农业", "农林牧渔业"),
        ("农、林", "农林牧渔业"),
        ("Software", "软件和信息技术服务业"),
        ("其他甲", "其他甲"),
        ("批", "批发业"),
    ],
)
def test_one_word_is_meant(said: str, word: str) -> None:
    assert word_meant(said, INDUSTRIES) == word


@pytest.mark.parametrize(
    ("said", "what", "cure"),
    [
        ("其他", "“其他”可以是几类：其他甲、其他乙", "写全其中一个"),
        ("other", "“other”可以是几类：其他甲、其他乙", "写全其中一个"),
        ("运输业", "没有“运输业”这一类", "最接近的是“交通运输业”"),
        ("件软", "没有“件软”这一类", "可用：工业、批发业"),
        ("", "没有“”这一类", "可用：工业"),
        ("swss", "没有“swss”这一类", "可用：工业"),
    ],
    ids=["several", "several in English", "the nearest", "none", "nothing", "no English short forms"],
)
def test_otherwise_the_candidates_are_named(said: str, what: str, cure: str) -> None:
    with pytest.raises(Malformed) as refused:
        word_meant(said, INDUSTRIES)
    assert (refused.value.what.zh, refused.value.cure.zh.startswith(cure)) == (what, True), refused.value.cure.zh


_SIGNS = st.text("甲乙丙丁业", min_size=1, max_size=5)


@given(st.sets(_SIGNS, min_size=1, max_size=8), _SIGNS)
def test_a_word_is_taken_only_where_it_is_the_only_one(listed: set[str], said: str) -> None:
    """Whole before beginnings before short forms; at the first of these that fits anything, one is taken and several are all named."""
    words = {word: Label(word, word) for word in sorted(listed)}
    fitting = [
        [word for word in words if word == said],
        [word for word in words if word.startswith(said)],
        [word for word in words if len(said) > 1 and word[0] == said[0] and _is_within(said, word)],
    ]
    meant = next((some for some in fitting if some), [])
    if len(meant) == 1:
        assert word_meant(said, words) == meant[0]
        return
    with pytest.raises(Malformed) as refused:
        word_meant(said, words)
    assert refused.value.what.zh == (f"“{said}”可以是几类：{'、'.join(meant)}" if meant else f"没有“{said}”这一类")


def _is_within(said: str, word: str) -> bool:
    """Whether the signs stand in the word in their order, reckoned from behind, otherwise than the code does."""
    left = list(said)
    for sign in reversed(word):
        if left and left[-1] == sign:
            left.pop()
    return not left


def test_what_a_person_types_is_taken_and_told_and_what_a_file_says_is_not_bent() -> None:
    size = linked("enterprise-size/2017")
    facts = {"industry_group": "软件", "industry": "农业"}
    typed = given_to(size, facts, ON, is_typed=True)
    assert (typed.facts[("enterprise.industry-group", 0)], typed.values["industry"]) == ("软件和信息技术服务业", "农林牧渔业")
    assert [(each.name, each.said, each.word) for each in typed.taken] == [
        ("industry_group", "软件", "软件和信息技术服务业"),
        ("industry", "农业", "农林牧渔业"),
    ]
    written = given_to(size, {"industry": "农业"}, ON)
    assert ([wrong.name for wrong in written.wrong], written.taken) == (["industry"], [])
    assert given_to(size, {"industry": "agriculture"}, ON, is_typed=True).taken == []  # whole, in the other language


def test_the_form_offers_the_list_and_shows_what_was_taken() -> None:
    size = linked("enterprise-size/2017")
    form = TrialForm(size, QueryDict("enterprise.industry-group=软件&enterprise.staff=19"))
    field: Any = form.fields["enterprise.industry-group"]
    assert field.choices[:3] == [("", "未知"), ("农林牧渔业", "农、林、牧、渔业"), ("工业", "工业")]
    assert len(field.choices) == 1 + len(lists_of(size)["enterprise.industry-group"])
    assert form["enterprise.industry-group"].value() == "软件和信息技术服务业"
    assert form.given() == {"enterprise.industry-group": "软件", "enterprise.staff": "19人"}
    assert '<option value="软件和信息技术服务业" selected>' in str(form["enterprise.industry-group"])


def test_a_truth_is_a_select_with_an_empty_choice_too() -> None:
    field: Any = TrialForm(linked("specialised-sme/2022"), QueryDict()).fields["enterprise.is-innovative-sme"]
    assert field.choices == [("", "未知"), ("yes", "是"), ("no", "否")]
