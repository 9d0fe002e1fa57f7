"""What a firm reported itself decides what its agent is told of its entitlements; what an office holds of its own does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries import facts
from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.core.origins import Origin
from dukou.kit.core.labels import same
from dukou.kit.core.periods import year
from dukou.policies.queries.matching import entitled_of
from dukou.policies.tests.made_up import CLERK, DAY, NOW, agent, firms, load, viewer

pytestmark = pytest.mark.django_db
BY_REVENUE = """
book: by-revenue
version: "1"
name: {zh: 虚构的营收条件, en: made-up condition on revenue}
from: 2020-01-01
source: {title: {zh: 虚构的文件, en: a made-up document}, seen: example}
facts: {revenue: enterprise.revenue}
requires: [{clause: 一, text: {zh: 营收不低于2000万元, en: revenue of at least 20 m yuan}, test: revenue >= 2000万元}]
"""
MEASURE = """
name: {zh: 虚构的营收奖励, en: made-up award}
level: district
measures:
  - key: by-revenue
    name: {zh: 营收奖励, en: award by revenue}
    conditions: by-revenue
    benefit: {kind: fixed, amount: 1万元}
    channel: direct
    department: office
"""


INDICATORS = """
indicators:
  - {key: revenue, name: {zh: 营收, en: revenue}, unit: 万元, role: revenue, definition: {zh: 虚构, en: made up}}
"""


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A made-up firm under a measure by revenue."""
    load(tmp_path, rules__by_revenue=BY_REVENUE, policies__award=MEASURE, indicators=INDICATORS)
    return firms("虚构营收厂")[0]


def report(firm: Enterprise, value: str, origin: Origin, *, reason: str = "") -> None:
    """The firm's revenue of the last closed year, from a source of this origin."""
    source = f"list-{origin.value}"
    row = Reported(
        ref=f"{firm.key}.revenue.2023",
        subject=firm.ref,
        indicator="revenue",
        value=value,
        period=year(2023),
        kind=ClaimKind.REPORTED,
        source=source,
        place="2",
        known_on=date(2024, 2, 1),
        visibility=Visibility.INTERNAL,
    )
    with transaction.atomic():
        name_source(key=source, name=same(source), sha256="", known_on=date(2024, 2, 1), origin=origin)
        introduce(subjects=[Introduced(firm.ref, same(firm.name))])
        record_many(by=CLERK, rows=[row], reason=reason, now=NOW)


def answer(by: Viewer, firm: Enterprise) -> str:
    """What the measure answers this viewer."""
    (found,) = [each for standing, each in entitled_of(by, firm.key, DAY) if standing.measure.key == "by-revenue"]
    return str(found.answer.value)


@pytest.mark.parametrize(("origin", "told"), [(Origin.FIRM, "yes"), (Origin.PUBLISHED, "yes"), (Origin.OFFICE, "unknown")], ids=str)
def test_an_agent_is_answered_by_what_came_from_his_firm_or_is_published(firm: Enterprise, origin: Origin, told: str) -> None:
    owner, officer = agent("owner", firm), viewer("officer", Role.INDUSTRY_OFFICER)
    report(firm, "3000万元", origin)
    assert (answer(officer, firm), answer(owner, firm)) == ("yes", told)


def test_an_agent_of_another_firm_is_told_nothing_of_it(firm: Enterprise) -> None:
    stranger = agent("stranger", firms("虚构别厂")[0])
    report(firm, "3000万元", Origin.FIRM)
    assert facts.last_year("revenue", "万元")(stranger, [firm.key], DAY) == {}


def test_what_an_office_put_in_its_place_is_not_known_and_the_old_figure_does_not_come_back(firm: Enterprise) -> None:
    owner, officer = agent("owner", firm), viewer("officer", Role.INDUSTRY_OFFICER)
    report(firm, "3000万元", Origin.FIRM)
    report(firm, "1000万元", Origin.OFFICE, reason="核实后更正")
    assert (answer(officer, firm), answer(owner, firm)) == ("no", "unknown")
