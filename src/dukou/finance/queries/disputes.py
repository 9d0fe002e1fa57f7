"""Disputes of facts: who sees which, and which items of a firm are disputed now."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.own import acts_for_entry, own_entries
from dukou.enterprises.queries.rosters import ids_by_key
from dukou.finance.models import PortraitDispute
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

KIND = "portrait_dispute"
PAGE = 50


class NoSuchFactDispute(Refusal):
    """There is no such dispute, or the viewer may not know of it."""

    code = "finance.no_such_fact_dispute"
    status = 404
    what = Label("没有查到这件画像异议", "there is no such dispute of a portrait")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """All of them for the office that rules; a firm's own for itself."""
    if viewer.may(Permission.KEEP_FINANCE):
        return Q()
    return Q(enterprise__in=own_entries(viewer))


visible_disputes: Predicate[Viewer, PortraitDispute] = Predicate(PortraitDispute, _may_see)


def dispute_of(viewer: Viewer, number: int) -> PortraitDispute:
    """The dispute with this number, or a refusal."""
    rows = visible_disputes.filter(viewer, PortraitDispute.objects.filter(pk=number))
    found = rows.select_related("case__profile", "enterprise").first()
    if found is None:
        raise NoSuchFactDispute()
    return found


def disputes_of(viewer: Viewer, *, is_open: bool | None = None, beneath: int | None = None) -> tuple[list[PortraitDispute], int | None]:
    """The disputes in sight, newest first, and the mark of the next page; `is_open`: only those still to be ruled on, or the others."""
    rows = visible_disputes.filter(viewer)
    if is_open is not None:
        rows = rows.filter(closed_at__isnull=is_open)
    if beneath is not None:
        rows = rows.filter(pk__lt=beneath)
    page = list(rows.select_related("case__profile", "enterprise").order_by("-pk")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def may_see_dispute(viewer: Viewer, case: int) -> bool:
    """Whether the viewer reads anything of the dispute with this number."""
    return visible_disputes.filter(viewer, PortraitDispute.objects.filter(pk=case)).exists()


def names_officers(viewer: Viewer, case: int) -> bool:
    """Whether he is told who of the office did what: from within alone."""
    row = visible_disputes.filter(viewer, PortraitDispute.objects.filter(pk=case)).first()
    return row is not None and not acts_for_entry(viewer, row.enterprise_id)


def open_disputes(key: str) -> dict[str, int]:
    """By item of the firm that stands for a key the number of the dispute that is still open; few are, so these are read first."""
    rows = PortraitDispute.objects.filter(closed_at__isnull=True).values_list("enterprise_id", "item", "pk")
    if not rows:
        return {}
    stands = standing_for({firm for firm, _, _ in rows})
    meant = ids_by_key([key]).get(key)
    return {item: number for firm, item, number in rows if stands[firm] == meant}
