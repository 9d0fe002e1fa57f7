"""Claims as office tables: the list of figures, and the revisions of one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from dukou.figures.core.claims import Claim
from dukou.figures.core.quantities import Quantity
from dukou.figures.queries import Trace, claim_address
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table

NO_PERIOD = Label("—", "—")  # a date or a name needs none
SUBJECT = Heading(Label("主体", "Subject"))
HEADS = (
    Heading(Label("指标", "Indicator")),
    Heading(Label("数值", "Value"), is_number=True),
    Heading(Label("时期", "Period")),
    Heading(Label("性质", "Kind")),
    Heading(Label("出处", "Place")),
    Heading(Label("获知日期", "Known on")),
)


def claim_table(rows: Sequence[tuple[Label | None, Claim]], title: Label, suffix: str = "") -> Table:
    """A table of claims, each value leading to its origin; with the subjects' names where they are given."""
    with_subject = any(subject is not None for subject, _ in rows)
    heads = (SUBJECT, *HEADS) if with_subject else HEADS
    notes: tuple[Label, ...] = ()
    if any(claim.is_known_on_assumed for _, claim in rows):
        notes = (Label("* 获知日期为假定", "* the day it became known is assumed"),)
    return Table(title, (heads,), tuple(_row(subject, claim, suffix) for subject, claim in rows), notes=notes)


def _row(subject: Label | None, claim: Claim, suffix: str) -> Row:
    is_number = isinstance(claim.value, Quantity)
    cells = (
        Cell(claim.indicator_label),
        Cell(claim.value_label, claim_address(claim.ref, suffix), is_number=is_number, is_figure=True),
        Cell(claim.period_label if is_number or claim.period else NO_PERIOD),
        Cell(claim.kind.label),
        Cell(claim.place),
        Cell(f"{claim.known_on}{'*' if claim.is_known_on_assumed else ''}"),
    )
    if subject is None:
        return Row(cells)
    address = f"{reverse('figures:list')}?{urlencode({'subject': claim.subject})}{suffix.replace('?', '&')}"
    return Row((Cell(subject, address), *cells))


def revision_table(trace: Trace) -> Table:
    """Every state of a claim known by the day asked for, oldest first."""
    heads = (
        Heading(Label("次", "No.")),
        Heading(Label("数值", "Value"), is_number=True),
        Heading(Label("时期", "Period")),
        Heading(Label("性质", "Kind")),
        Heading(Label("何日起", "From")),
        Heading(Label("理由", "Reason")),
        Heading(Label("记录", "Recorded")),
    )
    rows = [
        Row(
            (
                Cell(str(each.number)),
                Cell(Label("已撤回", "withdrawn") if each.is_withdrawn else each.claim.value_label, is_number=True),
                Cell(each.claim.period_label),
                Cell(each.claim.kind.label),
                Cell(str(each.claim.known_on)),
                Cell(each.reason or Label("首次记录", "first record")),
                Cell(f"{timezone.localtime(each.recorded_at):%Y-%m-%d %H:%M}", qualifier=each.recorded_by),
            )
        )
        for each in trace.revisions
    ]
    return Table(Label("修订记录", "Revisions"), (heads,), tuple(rows))
