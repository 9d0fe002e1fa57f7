"""Meetings with banks and what became of the needs told there, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.finance.queries.bank_meetings import MeetingTold
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table

_OFF = Label("已取消", "called off")


def bank_meetings_table(rows: Sequence[MeetingTold]) -> Table:
    """One row a meeting: invitations and needs, side by side."""
    heads = (
        (
            Heading(Label("会议", "Meeting"), rows=2),
            Heading(Label("时间", "When"), rows=2),
            Heading(Label("召集单位", "Called by"), rows=2),
            Heading(Label("单位", "Organisations"), columns=3),
            Heading(Label("需求和结果", "Needs and what became of them"), columns=4),
        ),
        (
            Heading(Label("邀请", "Invited"), is_number=True),
            Heading(Label("确认", "Accepted"), is_number=True),
            Heading(Label("到会", "Came"), is_number=True),
            Heading(Label("会上提出", "Told there"), is_number=True),
            Heading(Label("送银行", "Sent to banks"), is_number=True),
            Heading(Label("银行报价", "Offered"), is_number=True),
            Heading(Label("授信", "Granted"), is_number=True),
        ),
    )
    return Table(Label("银企对接会", "Meetings with banks"), heads, tuple(Row(_cells(each)) for each in rows), is_broad=True)


def _cells(each: MeetingTold) -> tuple[Cell, ...]:
    became = each.became
    counts = (each.invited, each.accepted, each.came, became.needs, became.sent, became.offered, became.granted)
    return (
        Cell(each.title, reverse("casework:meeting", args=[each.number]), qualifier=_OFF if each.is_off else ""),
        Cell(f"{timezone.localtime(each.begins_at):%Y-%m-%d %H:%M}", qualifier=each.place),
        Cell(each.host),
        *(Cell(f"{count:,}", is_number=True) for count in counts),
    )
