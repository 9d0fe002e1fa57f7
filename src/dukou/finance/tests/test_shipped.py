"""What the district's pack ships: what is sourced and what is an example, and which rule of start-up loans holds on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.profiles import FINANCE_KEYS, Profile, Rung
from dukou.credit.core.kinds import Standing
from dukou.finance.core.frames import Frame
from dukou.finance.core.items import groups_of
from dukou.finance.core.kinds import Guarantee, ToBank
from dukou.finance.core.products import LossShare, Product, Rate, RateKind
from dukou.finance.packs.products import books_of_finance
from dukou.finance.tests.books_shipped import CONTENTS, SHELF, evaluated
from dukou.rules.core.books import Score, Seen

PRODUCTS = {key: Product.read(key, 0, entry.data.plain) for key, entry in CONTENTS.of("products").items()}
FRAME = Frame.read(CONTENTS.of("finance")["finance"].data.plain)
GROUPS = groups_of(CONTENTS.of("portrait")["portrait"].data.plain)
WAN = 1_000_000


def test_the_three_products_of_the_article_are_there() -> None:
    assert {key: [each.version for each in product.versions] for key, product in PRODUCTS.items()} == {
        "commercial-value": ["2018", "2023"],
        "knowledge-value": ["2017"],
        "startup-guaranteed": ["2021", "2023", "2024", "2025"],
    }
    assert books_of_finance(CONTENTS) == {
        "commercial-value",
        "commercial-value-score",
        "knowledge-value",
        "knowledge-value-score",
        "startup-loan",
        "whitelist",
    }


def test_what_is_sourced_stands_as_the_sources_say() -> None:
    commercial, knowledge = PRODUCTS["commercial-value"].versions[0], PRODUCTS["knowledge-value"].versions[0]
    assert (commercial.guarantee, commercial.answer_days) == (Guarantee.CREDIT, 7)
    assert commercial.loss == LossShare(None, {}, 200, 400, None, "commercial-value")
    assert commercial.subsidy and commercial.subsidy.words.zh == "贴息 2 个百分点"
    assert knowledge.loss == LossShare(80, {"city": 40, "district": 60}, None, None, 500, "knowledge-value")
    assert [each.rate for each in PRODUCTS["startup-guaranteed"].versions] == [
        None,
        Rate(RateKind.OVER_LPR, 150),
        None,
        Rate(RateKind.OVER_LPR, 50),
    ]
    half = (FRAME.lpr_on(date(2025, 6, 3), term_months=24) or 0) + 50
    assert half / 2 == 175  # the notice: half of the interest, so at most 1.75 % a year


def test_nothing_without_a_source_passes_for_sourced() -> None:
    """No table of points is published: every such book, and every number of a pool's money, says that it is an example."""
    for product in PRODUCTS.values():
        for version in product.versions:
            assert version.standing is Standing.PARTLY and "prior" in version.unverified and version.note is not None
            for slug in {version.score, version.conditions if version.score else ""} - {""}:
                assert "conditions" in version.unverified and "score" in version.unverified
                [book] = SHELF.versions(slug)
                assert (book.source.seen, "示例" in book.name.zh, "example" in book.name.en) == (Seen.EXAMPLE, True, True)
    assert "pool.breaker" in PRODUCTS["knowledge-value"].versions[0].unverified
    assert [(pool.is_example, "示例" in pool.name.zh) for pool in FRAME.pools] == [(True, True)] * 2
    assert all("（示意）" in entry.data.name.zh for key, entry in CONTENTS.of("departments").items() if key.startswith("bank-"))


def test_commercial_value_is_4_and_19_and_1() -> None:
    [book] = SHELF.versions("commercial-value-score")
    scores = [each for each in book.definitions.values() if isinstance(each, Score)]
    assert [len(score.items) for score in scores] == [6, 7, 3, 3]
    assert sum(score.cap or 0 for score in scores) == 100
    assert {veto.clause.partition("·")[0] for veto in book.vetoes} == {"负面清单"}


NOTICES = [
    # day, employees, hires, the greatest loan in 万元 (None: no), the version: from the notices of 2021, 2023, 2024 and 2025
    (date(2021, 4, 9), 100, 15, 300, "2021"),
    (date(2021, 4, 9), 40, 6, 120, "2021"),  # 200,000 yuan for each of six
    (date(2021, 4, 9), 100, 14, None, "2021"),
    (date(2021, 4, 9), 200, 16, 300, "2021"),  # above 100 people 8 per cent
    (date(2023, 7, 27), 40, 6, 120, "2021"),
    (date(2023, 7, 28), 40, 6, 300, "2023"),
    (date(2023, 7, 28), 40, 5, None, "2023"),
    (date(2024, 5, 12), 40, 4, 400, "2024"),
    (date(2025, 6, 2), 40, 4, 400, "2024"),
    (date(2025, 6, 3), 40, 4, 600, "2025"),
    (date(2025, 6, 3), 40, 3, None, "2025"),
]


@pytest.mark.parametrize(("day", "employees", "hires", "most", "version"), NOTICES)
def test_start_up_loans_follow_the_notice_of_the_day(day: date, employees: int, hires: int, most: int | None, version: str) -> None:
    found = PRODUCTS["startup-guaranteed"].on(day)
    assert found is not None and found.version == version
    told = evaluated(
        found.limit,
        day,
        {
            "industry_code": "3585",
            "staff": employees,
            "revenue": "1000万元",
            "employees": employees,
            "hires": hires,
            "has_contracts": True,
            "has_wage_arrears": False,
            "has_insurance_arrears": False,
            "has_bad_credit": False,
        },
    )
    assert (told.answer(), told.result() if told.answer() else None) == (most is not None, most * WAN if most else None)
    assert (SHELF.library.in_force(found.limit, day, FRAME.division) or told.linked.book).version == f"{version}-chongqing"


def test_no_version_of_a_start_up_loan_before_its_notice_and_none_missing_after() -> None:
    product = PRODUCTS["startup-guaranteed"]
    assert product.on(date(2021, 4, 8)) is None
    for before, after in zip(product.versions, product.versions[1:], strict=False):
        assert before.until is not None and before.until + timedelta(days=1) == after.since
    assert product.on(date(2030, 1, 1)) == product.versions[-1]


def test_the_bank_answers_in_ten_working_days_and_is_reminded_three_times_and_more() -> None:
    profile = Profile.read("finance-draft", "", CONTENTS.of("profiles")["finance-draft"].data.plain)
    assert FRAME.profile == "finance-draft"
    assert {key: list(grade.clocks) for key, grade in profile.grades.items()} == {
        "application": list(FINANCE_KEYS),
        "dispute": ["dispute_ruled"],
    }
    clock = profile.clock("application", "bank_answer")
    assert clock is not None and (clock.within, clock.may_pause) == (Budget(10, BudgetUnit.WORKDAYS), False)
    assert [(rule.rung, rule.offset.value, rule.is_before) for rule in profile.ladder] == [
        (Rung.REMINDER, 3, True),
        (Rung.URGE, 1, False),
        (Rung.SUPERVISE, 3, False),
        (Rung.LEADER, 5, False),
    ]


def test_the_portrait_covers_what_the_issue_names_and_hands_a_bank_no_number() -> None:
    assert [group.key for group in GROUPS] == [
        "register",
        "growth",
        "orders",
        "tax",
        "knowledge",
        "honours",
        "chain",
        "credit",
        "utilities",
    ]
    items = [item for group in GROUPS for item in group.items]
    assert all(group.items for group in GROUPS)
    assert all(bool(item.bands) is (item.to_bank is ToBank.BAND) for item in items)
    assert {item.to_bank for item in items} == set(ToBank)
