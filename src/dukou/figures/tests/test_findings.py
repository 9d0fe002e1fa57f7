"""What contradicts what, told in claims."""

from __future__ import annotations

from datetime import date
from itertools import count

from dukou.figures.core.claims import Claim, ClaimKind, Role, Stated
from dukou.figures.core.findings import Finding, FindingRule, findings_among
from dukou.figures.core.quantities import parse_quantity
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import parse_period

KNOWN = date(2024, 7, 8)
_numbers = count(1)


def claim(indicator: str, value: Stated | str, period: str, *, role: Role = Role.NONE, kind: ClaimKind = ClaimKind.REPORTED) -> Claim:
    """A claim about one made-up firm."""
    number = next(_numbers)
    stated = value if role is Role.NAME or not isinstance(value, str) else parse_quantity(value)
    return Claim(
        id=number,
        ref=f"claim-{number}",
        subject="enterprise/made-up",
        indicator=indicator,
        indicator_label=Label("指标", "indicator"),
        version="1",
        role=role,
        value=stated,
        period=parse_period(period) if period else None,
        kind=kind,
        source="a-source",
        place="1",
        known_on=KNOWN,
        growth_of="output" if role is Role.GROWTH else "",
        note=same("-"),
    )


def found(*claims: Claim) -> list[tuple[FindingRule, tuple[int, ...]]]:
    """The rules that find something, with the claims by number in the order given."""
    numbers = {each.id: position for position, each in enumerate(claims)}
    return [(finding.rule, tuple(numbers[each.id] for each in finding.claims)) for finding in findings_among(claims)]


def output(value: str, period: str, kind: ClaimKind = ClaimKind.REPORTED) -> Claim:
    """A claim about the firm's output."""
    return claim("output", value, period, role=Role.OUTPUT, kind=kind)


def order(value: str, period: str) -> Claim:
    """A claim about an order."""
    return claim("order", value, period, role=Role.ORDER)


def test_an_output_told_as_done_beside_the_same_output_expected() -> None:
    assert found(output(">3000万元", "2024"), output(">3000万元", "2024", ClaimKind.EXPECTED)) == [(FindingRule.TENSE, (0, 1))]


def test_an_output_of_a_closed_year_beside_an_expectation_of_it_is_no_contradiction() -> None:
    assert found(output("3100万元", "2023"), output(">3000万元", "2023", ClaimKind.EXPECTED)) == []


def test_an_order_won_in_december_weighing_nine_tenths_of_that_years_output() -> None:
    assert found(order("900万元", "2022-12"), output(">1000万元", "2022")) == [(FindingRule.TIMELINE, (0, 1))]


def test_a_small_or_early_order_is_no_contradiction() -> None:
    assert found(order("90万元", "2022-12"), output(">1000万元", "2022")) == []
    assert found(order("900万元", "2022-03"), output(">1000万元", "2022")) == []
    assert found(order("900万元", "2022-12"), output(">1000万元", "2023")) == []


def test_one_firm_under_two_spellings() -> None:
    names = [claim("name", text, "", role=Role.NAME) for text in ("甲乙公司", "甲己公司", "甲乙公司")]
    assert found(*names) == [(FindingRule.NAMES, (0, 1)), (FindingRule.NAMES, (1, 2))]
    assert found(*names[1:]) == [(FindingRule.NAMES, (0, 1))]


def test_what_cannot_be_compared_does_not_contradict() -> None:
    growth = claim("output-growth", "10%", "2023", role=Role.GROWTH)
    target = output("200亿元", "2023", ClaimKind.TARGET)
    assert found(growth, output("110亿元", "2023"), output("100亿元", "2022"), target) == []
    assert found(output("≈45亿元", "2023"), output("45.6亿元", "2023")) == []
    assert found(output("≈45亿元", "2023"), output("47亿元", "2023")) == [(FindingRule.DISAGREEMENT, (0, 1))]


def test_two_facts_about_one_period_that_exclude_one_another() -> None:
    assert found(output("65亿元", "2023"), output("66.2亿元", "2023")) == [(FindingRule.DISAGREEMENT, (0, 1))]
    assert found(output("65亿元", "2023"), output("64.7亿元", "2023")) == []
    assert found(output(">60亿元", "2023"), output("65亿元", "2023")) == []
    assert found(output("650000万元", "2023"), output("66.2亿元", "2023")) == [(FindingRule.DISAGREEMENT, (0, 1))]


def test_a_final_figure_revises_a_preliminary_one_and_does_not_contradict_it() -> None:
    assert found(output("65亿元", "2023", ClaimKind.PRELIMINARY), output("68亿元", "2023", ClaimKind.FINAL)) == []


def test_a_growth_that_does_not_follow_from_its_figures() -> None:
    growth = claim("output-growth", "10%", "2023", role=Role.GROWTH)
    assert found(growth, output("110亿元", "2023"), output("100亿元", "2022")) == []
    assert found(growth, output("120亿元", "2023"), output("100亿元", "2022")) == [(FindingRule.GROWTH, (0, 1, 2))]


def test_every_message_speaks_both_languages() -> None:
    findings: list[Finding] = findings_among([order("900万元", "2022-12"), output(">1000万元", "2022")])
    assert ["900 万元" in finding.message.zh and "9.00 m yuan" in finding.message.en for finding in findings] == [True]
