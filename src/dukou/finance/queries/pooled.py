"""The loans of a product that are still owed, for the pool that stands behind them."""

from __future__ import annotations

from django.db.models import Q, Sum

from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.models import CreditLine


def owed_of(product: str) -> list[tuple[str, int]]:
    """Bank (key) and principal owed (fen) of each line of a product under which something is: what was drawn less what was repaid."""
    drawn = Sum("entries__amount", filter=Q(entries__kind=LoanEntryKind.DRAWN.value), default=0)
    repaid = Sum("entries__amount", filter=Q(entries__kind=LoanEntryKind.REPAID.value), default=0)
    lines = CreditLine.objects.filter(application__product=product).annotate(drawn=drawn, repaid=repaid).order_by("pk")
    rows = lines.values_list("application__bank__key", "drawn", "repaid")
    return [(bank, made - back) for bank, made, back in rows if made > back]
