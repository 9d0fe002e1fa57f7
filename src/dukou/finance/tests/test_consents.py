"""Random consents, banks, times and items: nothing is told beyond what is covered, and the reason is that of the nearest consent."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.finance.core.consents import Ask, Consent, Covered, NotCovered, WhyNotCovered, covering, live
from dukou.finance.core.kinds import Purpose

NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
DAY = timedelta(days=1)
ITEMS = frozenset("abcd")
CONSENT = Consent(1, 7, 3, "", Purpose.BEFORE, frozenset("abc"), date(2026, 11, 1), date(2026, 11, 10), 2, NOON - DAY)
ASK = Ask(7, 3, "start-up", Purpose.BEFORE, frozenset("ab"), NOON, date(2026, 11, 2))

MOMENTS = st.builds(lambda hours: NOON + timedelta(hours=hours), st.integers(-120, 120))
ASKS = st.builds(
    lambda bank, firm, product, purpose, items, at: Ask(bank, firm, product, purpose, items, at, (at + timedelta(hours=8)).date()),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from(["", "one", "two"]),
    st.sampled_from([Purpose.BEFORE, Purpose.AFTER]),
    st.frozensets(st.sampled_from(sorted(ITEMS)), max_size=3),
    MOMENTS,
)


@st.composite
def consents(draw: st.DrawFn) -> list[Consent]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        ask, given_at = draw(ASKS), draw(MOMENTS) - 2 * DAY
        until_on = ask.on + draw(st.integers(0, 5)) * DAY
        withdrawn_at = draw(st.none() | MOMENTS.map(lambda at: max(at, NOON - 2 * DAY)))
        items = ask.items | {"a"}
        looks = draw(st.integers(1, 3))
        found.append(Consent(number, ask.bank, ask.firm, ask.product, ask.purpose, items, ask.on, until_on, looks, given_at, withdrawn_at))
    return found


def is_covered(consent: Consent, ask: Ask, taken: int) -> bool:
    """The rule once more, as a lawyer would write it."""
    return all(
        (
            consent.bank == ask.bank,
            consent.firm == ask.firm,
            consent.purpose == ask.purpose,
            not consent.product or consent.product == ask.product,
            consent.from_on <= ask.on <= consent.until_on,
            consent.given_at <= ask.at,
            consent.withdrawn_at is None,
            taken < consent.looks,
            ask.items,
            not ask.items - consent.items,
        )
    )


@given(consents(), ASKS, st.dictionaries(st.integers(0, 5), st.integers(0, 3)))
def test_a_question_is_covered_where_one_consent_covers_all_of_it_and_nowhere_else(
    given_: list[Consent], ask: Ask, taken: dict[int, int]
) -> None:
    found, covers = covering(given_, ask, taken), [each for each in given_ if is_covered(each, ask, taken.get(each.number, 0))]
    assert isinstance(found, Covered) == bool(covers) == bool(found)
    if isinstance(found, Covered):
        assert found.consent in covers and len(found.consent.items) == min(len(each.items) for each in covers)
        assert ask.items <= frozenset().union(*(each.items for each in live(given_, ask.bank, taken, ask.at, ask.on)))


@given(consents(), st.lists(ASKS, max_size=12))
def test_over_any_course_of_questions_no_consent_gives_more_looks_than_it_has(given_: list[Consent], asks: list[Ask]) -> None:
    taken: Counter[int] = Counter()
    for ask in [*asks, *asks]:
        found = covering(given_, ask, taken)
        if isinstance(found, Covered):
            taken[found.consent.number] += 1
    assert all(taken[each.number] <= each.looks for each in given_)


@given(consents(), ASKS, st.randoms(use_true_random=False))
def test_the_order_of_consents_does_not_matter(given_: list[Consent], ask: Ask, chance: object) -> None:
    turned = list(given_)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert covering(turned, ask, {}) == covering(given_, ask, {})


@given(consents(), ASKS)
def test_once_all_is_withdrawn_nothing_is_told_from_that_very_moment(given_: list[Consent], ask: Ask) -> None:
    withdrawn = [replace(each, withdrawn_at=ask.at) for each in given_]
    assert not covering(withdrawn, ask, {}) and live(withdrawn, ask.bank, {}, ask.at, ask.on) == []


@given(consents(), ASKS, st.dictionaries(st.integers(0, 5), st.integers(0, 3)))
def test_a_list_of_a_bank_holds_what_some_question_of_it_would_be_told(given_: list[Consent], ask: Ask, taken: dict[int, int]) -> None:
    def own(each: Consent) -> Ask:
        return Ask(ask.bank, each.firm, each.product, each.purpose, each.items, ask.at, ask.on)

    assert live(given_, ask.bank, taken, ask.at, ask.on) == [each for each in given_ if covering([each], own(each), taken)]


@pytest.mark.parametrize(
    ("changed", "asked", "taken", "reason"),
    [
        ({"bank": 8}, {}, 0, "no_consent"),
        ({"firm": 4}, {}, 0, "no_consent"),
        ({"purpose": Purpose.AFTER}, {}, 0, "other_purpose"),
        ({"product": "growth"}, {}, 0, "other_product"),
        ({"product": "growth"}, {"product": ""}, 0, "other_product"),
        ({"withdrawn_at": NOON}, {}, 0, "withdrawn"),
        ({"from_on": date(2026, 11, 3)}, {}, 0, "not_begun"),
        ({"given_at": NOON + timedelta(microseconds=1)}, {}, 0, "not_begun"),
        ({}, {"on": date(2026, 11, 11)}, 0, "expired"),
        ({}, {}, 2, "used_up"),
        ({}, {"items": frozenset("ad")}, 0, "other_items"),
        ({}, {"items": frozenset()}, 0, "other_items"),
    ],
)
def test_each_lack_has_its_reason_for_the_firm(changed: dict[str, object], asked: dict[str, object], taken: int, reason: str) -> None:
    assert covering([CONSENT], ASK, {}) == Covered(CONSENT)
    found = covering([replace(CONSENT, **changed)], replace(ASK, **asked), {1: taken})  # type: ignore[arg-type]
    assert found == NotCovered(WhyNotCovered.of(reason))


def test_the_reason_is_that_of_the_consent_that_comes_nearest_and_both_last_days_count() -> None:
    others = [replace(CONSENT, number=2, bank=8), replace(CONSENT, number=3, until_on=date(2026, 11, 1))]
    assert covering(others, ASK, {}) == NotCovered(WhyNotCovered.EXPIRED)
    assert covering([], ASK, {}) == NotCovered(WhyNotCovered.NO_CONSENT)
    for on in (CONSENT.from_on, CONSENT.until_on):
        assert covering([CONSENT], replace(ASK, on=on), {}) == Covered(CONSENT)
    withdrawn_later = replace(CONSENT, withdrawn_at=NOON + timedelta(microseconds=1))  # the question was put before, and is answered after
    assert covering([withdrawn_later], ASK, {}) == NotCovered(WhyNotCovered.WITHDRAWN)
