"""Consents as the firm keeps them, and as a bank may use them. Every door of a bank goes through `covered` or `live_to`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_ids
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.own import FirmNamed, own_entries
from dukou.enterprises.queries.rosters import firms_by_id
from dukou.finance.core.consents import Ask, Covered, NotCovered, WhyNotCovered, covering, ended, live
from dukou.finance.core.consents import Consent as ConsentValue
from dukou.finance.core.kinds import Purpose
from dukou.finance.models import Consent, LookUp
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate


class NothingHere(Refusal):
    """What a bank is answered wherever no consent covers its question, and for a firm that does not exist: one and the same."""

    code = "finance.nothing_here"
    status = 404
    what = Label("没有可查询的内容", "there is nothing here to look up")
    why = Label("没有有效的企业授权覆盖这次查询", "no consent of a firm that stands covers this question")
    cure = Label("请企业授权后再查", "ask the firm for its consent")


class NoSuchConsent(Refusal):
    """A firm asks for a consent that is none of its own."""

    code = "finance.no_such_consent"
    status = 404
    what = Label("没有查到这份授权", "there is no such consent")
    why = Label("没有这个编号，或不是您企业的授权", "none has this number, or it is not your firm's")
    cure = Label("从“我们的授权”里选择", "choose it among your consents")


def _may_see(viewer: Viewer) -> Q:
    """The firm's own, all of them; a bank's those that stand this moment (their looks are counted where they are used)."""
    mine = Q(enterprise__in=own_entries(viewer))
    banks = viewer.organisations_where(Permission.ANSWER_NEEDS)
    if not banks:
        return mine
    today = timezone.localdate()
    return mine | Q(bank__key__in=banks, withdrawn_at__isnull=True, from_on__lte=today, until_on__gte=today)


visible_consents: Predicate[Viewer, Consent] = Predicate(Consent, _may_see)


def values_of(rows: Iterable[Consent]) -> list[ConsentValue]:
    """Rows as the core takes them, each for the firm that stands."""
    found = list(rows)
    stands = standing_for({row.enterprise_id for row in found})
    return [
        ConsentValue(
            row.pk,
            row.bank_id,
            stands[row.enterprise_id],
            row.product,
            Purpose.of(row.purpose),
            frozenset(row.items),
            row.from_on,
            row.until_on,
            row.looks,
            row.given_at,
            row.withdrawn_at,
        )
        for row in found
    ]


def taken_under(numbers: Collection[int]) -> dict[int, int]:
    """How many looks were taken under each consent."""
    rows = LookUp.objects.filter(consent__in=numbers).values("consent").annotate(many=Count("pk"))
    return {row["consent"]: row["many"] for row in rows}


def covered(consent: Consent, items: Collection[str], now: datetime, taken: int) -> Covered | NotCovered:
    """Whether a consent covers a question of its bank, for its product and purpose, this moment. The caller holds its row, so that no two
    looks are counted as one; `taken`: under it so far.
    """
    [value] = values_of([consent])
    ask = Ask(value.bank, value.firm, value.product, value.purpose, frozenset(items), now, timezone.localdate(now))
    return covering([value], ask, {value.number: taken})


def live_to(viewer: Viewer, now: datetime) -> list[ConsentValue]:
    """The consents that the viewer's banks may use this moment, those of the newest first."""
    ids = organisation_ids()
    banks = [ids[key] for key in viewer.organisations_where(Permission.ANSWER_NEEDS) if key in ids]
    values = values_of(Consent.objects.filter(bank__in=banks, withdrawn_at__isnull=True).order_by("-pk"))
    taken, on = taken_under([each.number for each in values]), timezone.localdate(now)
    return [each for bank in banks for each in live(values, bank, taken, now, on)]


@dataclass(frozen=True, slots=True)
class ConsentTold:
    """A consent as its firm reads it, and its bank what of it is the bank's. `over`: why it cannot be used now; None: it can.

    `firm`: the one that stands for the entry that consented.
    """

    row: Consent
    firm: FirmNamed
    taken: int
    over: WhyNotCovered | None


def own_consents(viewer: Viewer, now: datetime) -> list[ConsentTold]:
    """Every consent of the firms that the viewer acts for, those that stand first, the newest first."""
    rows = Consent.objects.filter(enterprise__in=own_entries(viewer)).select_related("bank").order_by("-pk")
    return sorted(_told(list(rows), now), key=lambda each: each.over is not None)


def own_consent(viewer: Viewer, number: int, now: datetime) -> ConsentTold:
    """One of them, or a refusal as of one that does not exist."""
    rows = Consent.objects.filter(enterprise__in=own_entries(viewer), pk=number).select_related("bank")
    found = _told(list(rows), now)
    if not found:
        raise NoSuchConsent()
    return found[0]


def usable_by(viewer: Viewer, now: datetime) -> list[ConsentTold]:
    """The consents under which a bank of the viewer's may look this moment; what is found is told by a look alone."""
    numbers = [each.number for each in live_to(viewer, now)]
    rows = {row.pk: row for row in Consent.objects.filter(pk__in=numbers).select_related("bank")}
    return _told([rows[number] for number in numbers], now)


def usable(viewer: Viewer, number: int, now: datetime) -> ConsentTold:
    """One of them, or what a bank is answered for whatever it may not know."""
    found = next((each for each in usable_by(viewer, now) if each.row.pk == number), None)
    if found is None:
        raise NothingHere()
    return found


def _told(rows: list[Consent], now: datetime) -> list[ConsentTold]:
    taken, on = taken_under([row.pk for row in rows]), timezone.localdate(now)
    values = values_of(rows)
    firms = firms_by_id({value.firm for value in values})
    return [
        ConsentTold(row, firms[value.firm], taken.get(row.pk, 0), ended(value, taken.get(row.pk, 0), now, on))
        for row, value in zip(rows, values, strict=True)
    ]
