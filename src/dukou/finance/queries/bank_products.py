"""What banks offer: products with a quota of money and a cap of cases for a period, and what of them was granted and is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.finance.models import BankProduct, CreditLine
from dukou.kit.predicates import Predicate


def _may_see(viewer: Viewer) -> Q:
    if viewer.may(Permission.SEE_FINANCE):
        return Q()
    return Q(bank__key__in=viewer.organisations_where(Permission.ANSWER_NEEDS))


visible_bank_products: Predicate[Viewer, BankProduct] = Predicate(BankProduct, _may_see)


@dataclass(frozen=True, slots=True)
class Offered:
    """What a bank offers. `granted`, `lines`: money (fen) and number of the lines granted in its period; None left: there is no bound."""

    row: BankProduct
    granted: int
    lines: int

    @property
    def money_left(self) -> int | None:
        """What is left of the quota, never below nought: a bank may grant beyond what it stated."""
        return None if self.row.quota is None else max(0, self.row.quota - self.granted)

    @property
    def cases_left(self) -> int | None:
        """How many cases it still takes."""
        return None if self.row.cases is None else max(0, self.row.cases - self.lines)


def offered_on(day: date) -> QuerySet[BankProduct]:
    """What banks offer on a day, by the statements that stand."""
    rows = BankProduct.objects.filter(replaced_at__isnull=True, from_on__lte=day, until_on__gte=day)
    return rows.select_related("bank").order_by("product", "bank__key")


def stated_in_sight(viewer: Viewer) -> QuerySet[BankProduct]:
    """The statements that stand and that the viewer may see, those that are over too."""
    rows = visible_bank_products.filter(viewer, BankProduct.objects.filter(replaced_at__isnull=True))
    return rows.select_related("bank").order_by("product", "bank__key")


def with_granted(rows: Iterable[BankProduct]) -> list[Offered]:
    """Each with what was granted in its period: a line counts on the day on which the bank granted it."""
    return [_granted(row) for row in rows]


def _granted(row: BankProduct) -> Offered:
    begin, end = _begin(row.from_on), _begin(row.until_on + timedelta(days=1))
    lines = CreditLine.objects.filter(application__bank=row.bank_id, application__product=row.product)
    told = lines.filter(granted_at__gte=begin, granted_at__lt=end).aggregate(money=Sum("amount"), many=Count("pk"))
    return Offered(row, told["money"] or 0, told["many"])


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
