"""What offices would know of some made-up firms: further figures, titles, certificates, accidents. Rule books judge by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from dukou.enterprises import register
from dukou.enterprises.actions._planting import EVIDENCE, SOURCE, Planted
from dukou.enterprises.core.synthetic import standing
from dukou.enterprises.models import Statement
from dukou.figures.actions import Reported, record_many
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.queries import indicators
from dukou.kit.core.periods import year
from dukou.rules.core.inputs import fact_value
from dukou.rules.core.records import plain
from dukou.rules.queries import faces, statable_facts

FIRMS = 60


def state_facts(planted: Sequence[Planted], how: register.Circumstances, on: date, random: Random) -> int:
    """Give the first companies in business what rule books lean on, as far as the pack declares it; gives how many things that are."""
    firms = [each for each in planted if each.is_active_company][:FIRMS]
    known = {each.key for each in indicators()}
    claims = [claim for each in firms for claim in _claims(each, on, known, random)]
    statable, described = {name for name, _ in statable_facts("enterprise")}, faces()
    said = {"evidence": EVIDENCE, "recorded_at": how.now, "recorded_by": str(how.by), "known_on": on}
    rows = [
        Statement(enterprise=each.row, fact=fact, value=plain(fact_value(described[fact], value)), **said)
        for each in firms
        for fact, value in ((f"enterprise.{name}", value) for name, value in standing.statements(each.firm, random))
        if fact in statable
    ]
    Statement.objects.bulk_create(rows)
    return record_many(by=how.by, rows=claims, now=how.now).added + len(rows)


def _claims(each: Planted, on: date, known: set[str], random: Random) -> Iterator[Reported]:
    for indicator, told, value in standing.yearly(each.firm, random):
        period = year(told)
        if indicator in known and period.last < on:
            yield Reported(
                ref=f"{each.firm.key}.{indicator}.{told}",
                subject=each.row.ref,
                indicator=indicator,
                value=value,
                period=period,
                kind=ClaimKind.REPORTED,
                source=SOURCE,
                place=each.firm.key,
                known_on=on,
                visibility=Visibility.INTERNAL,
            )
