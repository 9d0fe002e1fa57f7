"""Figures stated about made-up firms by a made-up list, for tests of pages."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.made_up import CLERK, NOW, TODAY
from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.tests import made_up as district
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import parse_period

LIST = "示例清单.xlsx"
INDICATORS = """
indicators:
  - {key: revenue, name: {zh: 营收, en: revenue}, unit: 万元, role: revenue, definition: {zh: 虚构口径, en: made-up scope}}
  - {key: staff, name: {zh: 员工数, en: staff}, unit: 人, definition: {zh: 年末在岗, en: at the year's end}}
"""
SUBJECTS = """
subjects:
  - {key: cluster/glass, name: {zh: 虚构玻璃集群, en: made-up glass cluster}}
  - {key: segment/fibre, name: {zh: 虚构玻纤, en: made-up fibre}, part_of: cluster/glass}
  - {key: enterprise/firm-a, name: {zh: 甲虚构公司, en: made-up firm A}}
"""


def load_district(folder: Path) -> None:
    """A district with indicators for firms and one segment."""
    district.load(folder, indicators=INDICATORS, subjects=SUBJECTS, figures="defaults: {source: sheet, kind: reported}\nfigures: []\n")


def state(firm: Enterprise, *figures: tuple[str, str, str], visibility: Visibility = Visibility.INTERNAL, owner: str = "") -> None:
    """Figures of a firm as (indicator, value, period), each in its own row of the list, from 2 on."""
    rows = [
        Reported(
            ref=f"{firm.key}.{indicator}.{period}",
            subject=firm.ref,
            indicator=indicator,
            value=value,
            period=parse_period(period),
            kind=ClaimKind.REPORTED,
            source="example-list",
            place=str(row),
            known_on=TODAY,
            visibility=visibility,
            owner=owner,
        )
        for row, (indicator, value, period) in enumerate(figures, 2)
    ]
    with transaction.atomic():
        name_source(key="example-list", name=Label(LIST, LIST), sha256="", known_on=TODAY)
        introduce(subjects=[Introduced(firm.ref, same(firm.name))])
        record_many(by=CLERK, rows=rows, now=NOW)
