"""Firms answered by one SELECT are answered as one by one: the same firms, amounts, near misses and moves, with the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.viewers import Viewer
from dukou.policies.queries.matching import Matcher, Wants, firms_matched, matcher, office_eyes
from dukou.policies.queries.switches import switch_of
from dukou.policies.tests.made_up import DAY, firms, load, state

pytestmark = pytest.mark.django_db
EYES: Viewer = office_eyes("tests")
SPENT = ("250万元", "200万元", "199.9999万元", "150万元", "100万元", "99.9999万元", "80万元", "")


@pytest.fixture
def some(tmp_path: Path) -> Matcher:
    """Firms with the title, without and unknown, each with spending at and beside what is asked, and unknown."""
    load(tmp_path)
    for has_title in (True, False, None):
        for firm, spending in zip(firms(*(f"虚构{has_title}{each or '未知'}厂" for each in SPENT)), SPENT, strict=True):
            state(firm, has_title=has_title, spending=spending)
    return matcher(DAY)


@pytest.mark.parametrize(
    ("wants", "count"),
    [
        pytest.param(lambda verdict: verdict.answer is True, 8 + 8 + 5, id="ready"),
        pytest.param(lambda verdict: verdict.is_near, 8 + 8 + 2 + 5, id="one-short"),
        pytest.param(lambda verdict: verdict.answer is not False or verdict.is_near, 48 + 8 + 6 + 5, id="kept-by-a-run"),
        pytest.param(lambda verdict: True, 72, id="all"),
    ],
)
def test_the_same_either_way_and_as_each_firm_by_itself(some: Matcher, wants: Wants, count: int) -> None:
    listed = firms_matched(EYES, DAY)
    one_by_one = [_told(found) for found in some.through(EYES, listed, wants)]
    assert [_told(found) for found in some.through(EYES, listed, wants, few=0)] == one_by_one
    assert sum(len(entitled) for _, _, entitled in one_by_one) == count
    alone = some.over(EYES, [firm.key for firm in listed])
    for key, verdicts, entitled in one_by_one:
        assert [(each.measure.key, told.explanation.evaluation.answer()) for each, told in alone[key]] == [
            (measure, verdict.answer) for measure, verdict in verdicts
        ]
        wanted = {measure for measure, verdict in verdicts if wants(verdict)}
        assert [told.as_dict() for _, told in alone[key] if told.measure.key in wanted] == [told for told, _ in entitled]
        assert {told.measure.key for _, told in alone[key] if told.near} == {measure for measure, verdict in verdicts if verdict.is_near}


def _told(found: Any) -> tuple[str, list[tuple[str, Any]], list[tuple[dict[str, Any], Any]]]:
    return (
        found.firm.key,
        [(each.measure.key, verdict) for each, verdict in found.verdicts],
        [(told.as_dict(), told.near and told.near.as_dict()) for _, told in found.entitled],
    )


def test_a_switch_is_the_same_either_way(some: Matcher) -> None:
    one_by_one = switch_of(EYES, "spending/1", "spending/2", DAY).as_dict()
    assert switch_of(EYES, "spending/1", "spending/2", DAY, few=0).as_dict() == one_by_one
    assert (one_by_one["counts"]["stays"], one_by_one["counts"]["drops_out"]) == (2, 3)
