"""The loans of a product that are still owed, for the pool that stands behind them."""

from __future__ import annotations

from datetime import date

from dukou.finance.models import CreditLine
from dukou.finance.queries.lines import told_of_many


def owed_of(product: str, on: date) -> list[tuple[str, int]]:
    """Bank (key) and principal owed (fen) on a day of each line of a product under which something is."""
    rows = CreditLine.objects.filter(application__product=product).select_related("application__bank").order_by("pk")
    return [(each.row.application.bank.key, each.standing.balance) for each in told_of_many(rows, on) if each.standing.balance > 0]
