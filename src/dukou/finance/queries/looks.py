"""Looks that banks took: each for the firm that was looked at, their numbers for the office, nothing for anybody else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.finance.models import Consent, LookUp
from dukou.kit.core.labels import Label
from dukou.kit.predicates import Predicate

PAGE = 50


def _may_see(viewer: Viewer) -> Q:
    """A look is told to the firm alone: the office counts them, and the bank was told when it looked."""
    return Q(consent__enterprise__in=own_entries(viewer))


visible_looks: Predicate[Viewer, LookUp] = Predicate(LookUp, _may_see)


def looks_at_own(viewer: Viewer, *, consent: int | None = None, beneath: int | None = None) -> tuple[list[LookUp], int | None]:
    """The looks at the viewer's firms, newest first, and the mark of the next page; `consent`: under this one alone."""
    rows = visible_looks.filter(viewer)
    rows = rows if consent is None else rows.filter(consent=consent)
    rows = rows if beneath is None else rows.filter(pk__lt=beneath)
    page = list(rows.select_related("consent__bank", "consent__enterprise").order_by("-pk")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


@dataclass(frozen=True, slots=True)
class LookCount:
    """How one bank uses consents: how many it was given, how many were withdrawn, how many looks it took. No firm is named."""

    bank: Label
    consents: int
    withdrawn: int
    looks: int


def look_counts() -> list[LookCount]:
    """For the office: every bank that was ever given a consent, by name."""
    given = Consent.objects.values("bank__key", "bank__zh", "bank__en")
    rows = given.annotate(all=Count("pk"), withdrawn=Count("withdrawn_at")).order_by("bank__zh", "bank__key")
    taken = LookUp.objects.values("consent__bank__key").annotate(all=Count("pk"))
    looks = {row["consent__bank__key"]: row["all"] for row in taken}
    return [
        LookCount(Label(row["bank__zh"], row["bank__en"]), row["all"], row["withdrawn"], looks.get(row["bank__key"], 0)) for row in rows
    ]
