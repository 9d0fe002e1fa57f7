"""A claim is judged by the rules and years of its filing and by what is known when it is decided; New Year takes nothing from a firm."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.enterprises.actions.statements import state_many
from dukou.enterprises.core.statements import Told
from dukou.enterprises.models import Enterprise
from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
from dukou.figures.core.claims import ClaimKind
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import year
from dukou.policies.actions import claims, verdicts
from dukou.policies.actions.refusals import NotYetYes
from dukou.policies.models import Claim
from dukou.policies.queries.matching import matcher
from dukou.policies.queries.policies import Standing, measure_of
from dukou.policies.tests.made_up import CLERK, FILES, NOW, WAN, agent, firms, handed_in, keeper, load, state, viewer
from dukou.policies.tests.test_claims import approve, stage
from dukou.policies.tests.test_decisions_shown import page
from dukou.rules.core.libraries import NotInForce
from dukou.rules.core.visibility import Visibility
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = date(2024, 12, 20), date(2025, 1, 6)
LATER = datetime(2025, 1, 6, 2, tzinfo=UTC)
BOOK = FILES["rules/title.yaml"]


REVENUE = """
indicators:
  - {key: revenue, name: {zh: 营收, en: revenue}, unit: 万元, role: revenue, definition: {zh: 虚构, en: made up}}
"""


def one(*, has_title: bool | None = True, spending: str = "150万元") -> Enterprise:
    """A firm of which so much is known in July."""
    (made,) = firms("虚构甲厂")
    state(made, has_title=has_title, spending=spending)
    return made


def filed(firm: Enterprise, measure: str = "subsidy") -> Claim:
    """A claim filed in December with its papers."""
    by = agent("owner", firm)
    papers = ["ledger", "letter"] if measure == "subsidy" else ["letter"]
    return handed_in(claims.file(by=by, measure=measure, firm=firm.key, as_of=DECEMBER, papers=papers, now=NOW))


def decide(claim: Claim, *, is_granted: bool = True) -> Claim:
    """Decide on it in January."""
    by = viewer("officer", Role.INDUSTRY_OFFICER)
    return verdicts.decide(by=by, number=claim.pk, is_granted=is_granted, as_of=JANUARY, reason="初审", now=NOW)


def released(tmp_path: Path, since: str) -> None:
    """The title's book with other days, released by a second person."""
    load(tmp_path, reason="更正生效日", rules__title=BOOK.replace("from: 2024-01-01", f"from: {since}"))
    approve(viewer("releaser", Role.LEADER))


def test_the_version_of_the_day_of_filing_counts(tmp_path: Path) -> None:
    """From January the subsidy asks for 2 m yuan; the firm filed in December, with 1.5 m."""
    load(tmp_path)
    claim = decide(filed(one()))
    assert stage(claim) == ("decided", 12 * WAN)
    assert [(each.book.version, each.as_of) for each in Decision.objects.order_by("pk")] == [("1", DECEMBER)] * 2


def test_what_was_found_out_since_counts(tmp_path: Path) -> None:
    load(tmp_path)
    firm = one(has_title=None)
    claim = filed(firm, "prize")
    told = [(firm.key, Told("enterprise.has-title", "yes", JANUARY))]
    with pytest.raises(NotYetYes):
        decide(claim)
    state_many(by=keeper(), told=told, evidence="虚构", now=LATER)
    by = viewer("second-officer", Role.INDUSTRY_OFFICER)
    verdicts.decide(by=by, number=claim.pk, is_granted=True, as_of=JANUARY, reason="证书已核", now=NOW)
    assert stage(claim) == ("decided", 30 * WAN)


def test_last_year_stays_the_year_before_the_filing(tmp_path: Path) -> None:
    """The revenue of 2024, known in January, is not that of the last year of a claim of 2024; a mended one of 2023 is."""
    book = BOOK.replace("has_title: enterprise.has-title", "revenue: enterprise.revenue, age: enterprise.age").replace(
        "test: has_title", "test: revenue >= 100万元 and age < 2年"
    )
    load(tmp_path, rules__title=book, indicators=REVENUE)
    firm = one()
    Enterprise.objects.filter(pk=firm.pk).update(founded_on=date(2023, 1, 2))  # two years old in January, not in December
    reported(firm, 2023, "90万元", date(2024, 3, 1))
    reported(firm, 2024, "500万元", date(2025, 1, 3))
    each = measure_of("prize")
    assert answers(each, firm) == ("no", "no")
    reported(firm, 2023, "120万元", date(2025, 1, 4))
    assert answers(each, firm) == ("no", "yes")


def reported(firm: Enterprise, of: int, value: str, known_on: date) -> None:
    """What the firm reported as its revenue of a year."""
    introduce(subjects=[Introduced(firm.ref, same(firm.name))])
    name_source(key="list", name=Label("名单", "list"), sha256="", known_on=known_on)
    told = Reported(
        ref=f"{firm.key}.{of}",
        subject=firm.ref,
        indicator="revenue",
        value=value,
        period=year(of),
        kind=ClaimKind.REPORTED,
        source="list",
        place="3",
        known_on=known_on,
        visibility=Visibility.INTERNAL,
    )
    record_many(by=CLERK, rows=[told], reason="更正", now=LATER)


def answers(each: Standing, firm: Enterprise) -> tuple[str, str]:
    """What the book says in December, by what was known then and in January."""
    match = matcher(DECEMBER, [each])
    known = (match.over(keeper(), [firm.key], known_on=on)[firm.key][0][1].answer for on in (None, JANUARY))
    first, second = known
    return first.value, second.value


@pytest.mark.parametrize(
    "since", [pytest.param("2025-01-01", id="begins later"), pytest.param("2024-01-01\nuntil: 2024-11-30", id="ended")]
)
def test_a_claim_whose_rules_are_gone_is_turned_down_and_not_granted(tmp_path: Path, client: Client, since: str) -> None:
    load(tmp_path)
    claim = filed(one(), "prize")
    released(tmp_path, since)
    with pytest.raises(NotInForce):
        decide(claim)
    by, leader = viewer("clerk", Role.INDUSTRY_OFFICER), viewer("leader", Role.LEADER)
    viewer("steward", Role.STEWARD)
    verdicts.decide(by=by, number=claim.pk, is_granted=False, as_of=JANUARY, reason="规则不再适用", now=NOW)
    assert Claim.objects.get(pk=claim.pk).decision_made_id is None
    assert "提出之日没有生效的规则" in page(client, "steward", f"/policies/claims/{claim.pk}/")
    assert "2024-12-20" in page(client, "clerk", f"/policies/claims/{claim.pk}/")
    approve(leader)
    assert stage(claim) == ("refused", None)


def test_rules_that_ended_since_still_answer_for_what_was_filed_under_them(tmp_path: Path) -> None:
    load(tmp_path)
    claim = filed(one(), "prize")
    released(tmp_path, "2024-01-01\nuntil: 2024-12-31")
    assert stage(decide(claim)) == ("decided", 30 * WAN)
