"""A score can be reckoned anew from what the table prints: each logarithm from its factor, the sum, and its exponential."""

from __future__ import annotations

import re
from math import exp, fsum, log

import pytest

from dukou.chains.core.assessed import Advice, PartTold
from dukou.chains.core.suggestions.parts import TEN_THOUSAND_YUAN, PartKind
from dukou.chains.tables.advice import part_table
from dukou.kit.core.labels import Label

GAP = 2_800 * TEN_THOUSAND_YUAN
FACTORS = dict(zip(PartKind, (0.0153387, float(GAP), 1.734561, 1.0182, 1.2), strict=True))
UNITS = {PartKind.GAP: TEN_THOUSAND_YUAN}


def advice(*kinds: PartKind, unknown: tuple[PartKind, ...] = ()) -> Advice:
    """A made-up advice with parts of these kinds."""
    told = {kind: None if kind in unknown else FACTORS[kind] for kind in kinds}
    logs = {kind: None if factor is None else log(factor / UNITS.get(kind, 1)) for kind, factor in told.items()}
    parts = tuple(PartTold(kind.value, logs[kind], told[kind], False, None) for kind in kinds)
    score = fsum(each for each in logs.values() if each is not None)
    return Advice("n", 1, 1, None, score, None, None, parts, tuple(kind.value for kind in unknown), (), "", Label("无", "none"), None)


def printed(found: Advice) -> list[tuple[str, str, str]]:
    """The rows as they are read: reason, value, addend."""
    return [(str(row.cells[0].text), str(row.cells[1].text), str(row.cells[2].text)) for row in part_table(found).rows]


def number(text: str) -> float:
    """A printed number; a percentage as a part of one."""
    found = float(re.sub(r"[^0-9.+-]", "", text.split()[0]))
    return found / 100 if "%" in text else found


@pytest.mark.parametrize("kinds", [tuple(PartKind), tuple(PartKind)[:4]], ids=["with a weight", "without"])
def test_every_logarithm_is_that_of_the_factor_beside_it(kinds: tuple[PartKind, ...]) -> None:
    *rows, total = printed(advice(*kinds))
    assert [name for name, _, _ in rows] == [kind.label.zh for kind in PartKind]  # five, whether a weight is set or not
    known = rows if len(kinds) == 5 else rows[:4]
    assert [f"{log(number(factor)):+.4f}" for _, factor, _ in known] == [addend for _, _, addend in known]
    assert total[0] == "合计" and number(total[1]) == pytest.approx(exp(number(total[2])), rel=1e-4)
    if len(kinds) == 4:
        assert rows[4] == ("政策权重", "无", "+0.0000")


def test_a_gap_is_told_in_the_unit_of_its_logarithm() -> None:
    assert printed(advice(*PartKind))[1] == ("一家企业可补的缺口", "2,800 万元", "+7.9374")


def test_where_a_factor_is_unknown_the_rest_is_no_amount() -> None:
    rows = printed(advice(*PartKind, unknown=(PartKind.CHANCE,)))
    assert (rows[0][1:], rows[-1][1]) == (("未知", "未知"), "—")
