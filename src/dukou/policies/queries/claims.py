"""Claims as a viewer may see them, and what a firm has had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.enterprises.queries.narrowing import ALL, Meant
from dukou.enterprises.queries.own import own_entries
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
from dukou.policies.core.kinds import ClaimOrigin, StackRule, Stage
from dukou.policies.core.measures import Measure, Window
from dukou.policies.core.stacking import Group
from dukou.policies.models import Claim, MeasureText
from dukou.policies.queries.policies import Standing, groups, standing

COMMITTED = (Stage.GRANTED.value, Stage.PAYING.value, Stage.PAID.value)
# what is set against groups and budgets: paid, granted, and what one person granted and another has still to confirm
GIVEN = Q(stage__in=COMMITTED) | Q(stage=Stage.DECIDED.value, is_granted=True)


class NoSuchClaim(Refusal):
    """No claim has that number, or the viewer may not see it."""

    code = "policies.no_such_claim"
    status = 404
    what = Label("没有查到第 {number} 号申请", "there is no claim {number}")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _seen_by(viewer: Viewer) -> Q:
    """Offices see the claims of the firms in their register; an agent those of his own firm; nobody else any.

    Whoever may approve reads what waits for a second person, and what he confirmed himself.
    """
    if viewer.may(Permission.SEE_ENTITLEMENTS):
        return Q(enterprise__in=visible_enterprises.filter(viewer))
    own = Q(enterprise__in=own_entries(viewer))
    if not viewer.may(Permission.APPROVE):
        return own
    waiting = Q(stage__in=[stage.value for stage in Stage if stage.waits_for_another])
    return own | waiting | Q(confirmed_by=viewer.key) | Q(paid_by=viewer.key)


visible_claims: Predicate[Viewer, Claim] = Predicate(Claim, _seen_by)


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One claim. Money in fen."""

    number: int
    standing: Standing
    firm: str
    firm_name: str
    round: int
    origin: ClaimOrigin
    stage: Stage
    filed_on: date
    row: Claim


def claims_seen(viewer: Viewer, stages: Iterable[Stage] = (), *, measure: str = "", meant: Meant = ALL) -> list[ShownClaim]:
    """The claims that a viewer may see, the newest first; at these stages, to this measure, of these firms alone, where given."""
    return shown(claims_asked(viewer, stages, measure=measure, meant=meant))


def claims_asked(viewer: Viewer, stages: Iterable[Stage] = (), *, measure: str = "", meant: Meant = ALL) -> QuerySet[Claim]:
    """The same as rows."""
    rows = visible_claims.filter(viewer)
    if wanted := [stage.value for stage in stages]:
        rows = rows.filter(stage__in=wanted)
    if measure:
        rows = rows.filter(measure_key=measure)
    return rows.filter(meant.condition) if meant else rows


def claims_of_firm(viewer: Viewer, firm: int) -> list[ShownClaim]:
    """The claims of one firm, under all its entries, of which one is given by its primary key."""
    return shown(visible_claims.filter(viewer, Claim.objects.filter(enterprise__in=entries_of(firm))))


def claim_of(viewer: Viewer, number: int) -> ShownClaim:
    """One claim; refused where the viewer may not see it."""
    found = shown(visible_claims.filter(viewer, Claim.objects.filter(pk=number)))
    if not found:
        raise NoSuchClaim(number=number)
    return found[0]


def shown(rows: QuerySet[Claim]) -> list[ShownClaim]:
    """Stored claims as values."""
    return [
        ShownClaim(
            row.pk,
            standing(row.measure),
            row.enterprise.key,
            row.enterprise.name,
            row.round,
            ClaimOrigin.of(row.origin),
            Stage.of(row.stage),
            row.filed_on,
            row,
        )
        for row in rows.select_related("measure", "enterprise").order_by("-pk")
    ]


def received(enterprise: int, year: int, *, but: int = 0) -> dict[str, int]:
    """What a firm has had of each group, in fen, with what is granted to it: in the year, of a group that pays once in any year.

    A group of which it had nothing is left out. All entries of the firm count; the claim `but` does not.
    """
    rows = Claim.objects.filter(GIVEN, enterprise__in=entries_of(enterprise)).exclude(pk=but)
    return _summed(rows, year).get(standing_for([enterprise])[enterprise], {})


def received_by_firm(year: int) -> dict[int, dict[str, int]]:
    """The same of every firm that has had anything, by the primary key of the entry that stands."""
    return _summed(Claim.objects.filter(GIVEN), year)


def spent(measure: str, year: int, *, but: int = 0) -> int:
    """What of a measure's budget of a year is paid or granted, in fen; the claim `but` does not count."""
    rows = Claim.objects.filter(GIVEN, measure_key=measure, round=year).exclude(pk=but)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def of_same(measure: Measure, enterprise: int, on: date) -> list[Claim]:
    """The claims of one firm, under whichever of its entries, to one measure in the window of a day.

    By the text asked about or by the one under which it was filed: to mend a window's bounds lets nobody claim twice.
    """
    rows = Claim.objects.filter(measure_key=measure.key, enterprise__in=entries_of(enterprise)).select_related("measure").order_by("pk")
    windows = ((row, (measure.window, standing(row.measure).measure.window)) for row in rows)
    return [row for row, both in windows if any(window.is_one(row.filed_on, on) for window in both)]


def of_window(measures: Iterable[Measure], on: date) -> Q:
    """The claims that count in the windows of these measures on a day, or in the last before it.

    As in `of_same` also by the text under which it was filed, where the day lies in that text's window.
    """
    windows = {measure.key: measure.window for measure in measures}
    found = Q(pk__in=[])
    for key, window in windows.items():
        within = Q(window_on=window.begins_on(on)) | _filed_within(window, on)
        found |= Q(within, measure_key=key)
    for text in MeasureText.objects.filter(key__in=windows, replaced_at__isnull=False):
        window = standing(text).measure.window
        if window.is_one(on, on):
            found |= Q(_filed_within(window, on), measure=text.pk)
    return found


def _filed_within(window: Window, on: date) -> Q:
    """The days of one window; without both bounds those of the calendar year."""
    if window.opens is None or window.closes is None:
        return Q(filed_on__year=on.year)
    return Q(filed_on__range=(window.opens, window.closes))


def _summed(rows: QuerySet[Claim], year: int) -> dict[int, dict[str, int]]:
    known = {group.key: group for group in groups()}
    some = list(rows.select_related("measure"))
    stands = standing_for({row.enterprise_id for row in some})
    own: dict[int, tuple[str, ...]] = {}
    found: dict[int, dict[str, int]] = {}
    for row in some:
        if row.measure_id not in own:
            own[row.measure_id] = tuple(standing(row.measure).measure.groups)
        had = found.setdefault(stands[row.enterprise_id], {})
        for key in _counted(own[row.measure_id], known, is_this_year=row.round == year):
            had[key] = had.get(key, 0) + (row.amount or 0)
    return found


def _counted(own: Iterable[str], known: dict[str, Group], *, is_this_year: bool) -> list[str]:
    mine = [key for key in own if key in known and (is_this_year or known[key].rule is StackRule.ONCE)]
    return mine + ([key for key, group in known.items() if group.is_for_all] if is_this_year else [])
