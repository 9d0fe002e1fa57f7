"""A made-up district with many claims, for measuring: enterprises, years and months, corrections, contradictions, a share of the clusters.

The shape is the same at every size. Nothing in it is about anybody real.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from dukou.clusters.tests.made_up import CLERK, KNOWN, NOW, load
from dukou.figures import ledger
from dukou.figures.core.batches import BATCH
from dukou.figures.core.claims import ClaimKind, Stated, Visibility
from dukou.figures.core.quantities import parse_quantity
from dukou.figures.models import Subject
from dukou.kit.core.periods import Period, parse_period

CLUSTERS = ("salt", "tin", "tea")
OF_CLUSTERS, CORRECTED = 50, 20  # one claim in so many is about a cluster; one in so many is a correction
YEARS, EACH = 12, 20  # years told back from the last one; claims of an enterprise
LAST = 2022  # the made-up pack tells 2023 and after
GRADES = (ClaimKind.REPORTED, ClaimKind.FINAL, ClaimKind.PRELIMINARY)


def build(folder: Path, claims: int) -> None:
    """The made-up district, and so many claims more."""
    load(folder)
    corrections, of_clusters = claims // CORRECTED, claims // OF_CLUSTERS
    firms = claims - corrections - of_clusters
    _introduce(-(-firms // EACH))
    rows = [*islice(_of_clusters(), of_clusters), *islice(_of_enterprises(), firms)]
    ledger.append(rows, by=CLERK, now=NOW, reason="")
    ledger.append([_corrected(row) for row in rows[-corrections:]], by=CLERK, now=NOW, reason="核对后更正")


def _introduce(firms: int) -> None:
    """Enterprises, spread over the clusters."""
    Subject.objects.bulk_create(
        [
            Subject(
                kind="enterprise",
                key=f"crowd-{number}",
                name_zh=f"虚构企业{number}",
                name_en=f"made-up firm {number}",
                parent=f"cluster/{CLUSTERS[number % len(CLUSTERS)]}",
            )
            for number in range(firms)
        ],
        batch_size=BATCH,
    )


def _of_clusters() -> Iterator[ledger.Row]:
    """Revenue of the clusters, period by period backwards: years, halves, quarters, months."""
    for position, period in enumerate(_periods(LAST)):
        for slug in CLUSTERS:
            yield _row(f"{slug}.crowd.{position}", f"cluster/{slug}", "chain", f"{1000 - position % 900}亿元", period, position)


def _of_enterprises() -> Iterator[ledger.Row]:
    """Of each enterprise a name and its revenue in many periods; every tenth is spelled in two ways, so that there are findings."""
    number = 0
    while True:
        subject, periods = f"enterprise/crowd-{number}", _periods(LAST - number % YEARS)
        names = 2 if number % 10 == 0 else 1
        for position in range(names):
            yield _row(f"crowd-{number}.name.{position}", subject, "name", f"{'甲乙'[position]}厂{number}", None, number)
        for position, period in enumerate(islice(periods, EACH - names)):
            yield _row(f"crowd-{number}.{position}", subject, "revenue", f"{number % 90 + 10}.{position}亿元", period, number)
        number += 1


def _periods(last: int) -> Iterator[Period]:
    parts = ["", "H1", "H2", *(f"Q{each}" for each in range(1, 5)), *(f"-{each:02d}" for each in range(1, 13))]
    return (parse_period(f"{year}{part}") for year in range(last, 1900, -1) for part in parts)


def _row(ref: str, subject: str, indicator: str, value: str, period: Period | None, number: int) -> ledger.Row:
    stated: Stated = value if indicator == "name" else parse_quantity(value)
    fields = ledger.fields_of(
        subject=subject,
        indicator=indicator,
        version="1",
        value=stated,
        period=period,
        kind=GRADES[number % len(GRADES)],
        source="sheet",
        place=str(number),
        known_on=KNOWN,
        visibility=Visibility.INTERNAL if number % 5 == 0 else Visibility.PUBLIC,
    )
    return ledger.Row(ref, fields, _day(number))


def _corrected(row: ledger.Row) -> ledger.Row:
    return ledger.Row(row.ref, row.fields | {"place": "更正"}, row.known_on)


def _day(number: int) -> date:
    """Known on different days, none of them after the day on which the desk is asked."""
    return date(KNOWN.year, number % 6 + 1, number % 28 + 1)
