"""A made-up register with claims, tags and merged entries, packed as a snapshot packs them: what the heavy questions are asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.made_up import CLERK, NOW
from dukou.figures.core.claims import ClaimKind
from dukou.figures.core.operators import Operator
from dukou.figures.core.tags import Confidence
from dukou.figures.models import Claim, Definition, Indicator, Source, Subject, Tag
from dukou.warehouse.parquet import engine, pack
from dukou.warehouse.queries.declared import TABLES

DAY = date(2024, 7, 8)
LENT = ("enterprise", "claim", "tag")


@dataclass(frozen=True, slots=True)
class Told:
    """One claim about a firm: its amount in fen for a period."""

    period: str
    amount: int | None
    kind: ClaimKind = ClaimKind.REPORTED
    known_on: date = date(2024, 3, 1)
    operator: Operator = Operator.EQUAL


@dataclass(frozen=True, slots=True)
class Firm:
    """One entry. `merged_into` is the place in the list of the entry that stands for it; `tags` are segments with their confidence."""

    industry: str = ""
    division: str = ""
    status: Status = Status.ACTIVE
    unit_kind: UnitKind = UnitKind.COMPANY
    founded_on: date | None = None
    merged_into: int | None = None
    told: tuple[Told, ...] = ()
    tags: Mapping[str, Confidence] = field(default_factory=dict)
    name: str = "示例市云帆有限公司"


def register(firms: list[Firm]) -> None:
    """Write these firms, in their order as `e0`, `e1` …"""
    source = Source.objects.create(key="sheet", name_zh="虚构报表", name_en="made-up sheet")
    indicator = Indicator.objects.create(key="revenue", name_zh="营收", name_en="revenue", unit="亿元", role="revenue")
    definition = Definition.objects.create(indicator=indicator, version="1", text_zh="虚构口径", text_en="made-up scope")
    rows = Enterprise.objects.bulk_create(_entry(number, firm) for number, firm in enumerate(firms))
    for row, firm in zip(rows, firms, strict=True):
        if firm.merged_into is not None:
            Enterprise.objects.filter(pk=row.pk).update(merged_into=rows[firm.merged_into])
    keys = sorted({key for firm in firms for key in firm.tags})
    segments = {key: Subject.objects.create(kind="segment", key=key, name_zh=key, name_en=key) for key in keys}
    for number, firm in enumerate(firms):
        subject = Subject.objects.create(kind="enterprise", key=f"e{number}", name_zh=firm.name, name_en=firm.name)
        Claim.objects.bulk_create(_claim(subject, definition, source, f"{number}.{at}", told) for at, told in enumerate(firm.told))
        Tag.objects.bulk_create(
            Tag(subject=subject, segment=segments[key], confidence=confidence, source=source, known_on=DAY)
            for key, confidence in firm.tags.items()
        )


def packed(folder: Path) -> Path:
    """The lent tables as the files of a snapshot."""
    with engine() as duck:
        for table in (TABLES[name] for name in LENT):
            pack(duck, table.lent(DAY).iterator(), table.physical, folder / f"{table.name}.parquet")
    return folder


def _entry(number: int, firm: Firm) -> Enterprise:
    return Enterprise(
        key=f"e{number}",
        name=firm.name,
        industry=firm.industry,
        division=firm.division,
        status=firm.status,
        unit_kind=firm.unit_kind,
        founded_on=firm.founded_on,
        registered_at=NOW,
        registered_by=str(CLERK),
    )


def _claim(subject: Subject, definition: Definition, source: Source, ref: str, told: Told) -> Claim:
    return Claim(
        ref=ref,
        subject=subject,
        definition=definition,
        operator=told.operator,
        value=str(told.amount),
        base_value=told.amount,
        period=told.period,
        kind=told.kind,
        source=source,
        known_on=told.known_on,
        recorded_at=NOW,
        recorded_by=str(CLERK),
    )
