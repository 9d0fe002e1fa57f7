"""The white list as it stands: the office reads all of it, a firm its own, a bank the recommended firms with a consent to it for that.

Entries of the register that were merged are one firm: of several listings the newest stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.enterprises.queries.own import own_entries
from dukou.finance.core.consents import Consent
from dukou.finance.core.kinds import ListStanding, Purpose
from dukou.finance.models import Listing
from dukou.finance.queries.consents import live_to
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PURPOSE = "listing"  # of the decisions that are kept at a recommendation
_AT_ONCE = 500


class NoSuchListing(Refusal):
    """There is no such listing, or it is not for the viewer."""

    code = "finance.no_such_listing"
    status = 404
    what = Label("没有查到这条白名单记录", "there is no such firm on the white list")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    if viewer.may(Permission.SEE_FINANCE):
        return Q()
    mine = Q(enterprise__in=own_entries(viewer))
    if not viewer.organisations_where(Permission.ANSWER_NEEDS):
        return mine
    told = [entry for firm in recommending(viewer, timezone.now()) for entry in entries_of(firm)]
    return mine | Q(enterprise__in=told, standing=ListStanding.RECOMMENDED.value, is_last=True)


visible_listings: Predicate[Viewer, Listing] = Predicate(Listing, _may_see)


def recommending(viewer: Viewer, now: datetime) -> dict[int, Consent]:
    """The firms whose consent to a bank of the viewer's lets it be told that they are recommended, each with the newest such consent."""
    found: dict[int, Consent] = {}
    for each in live_to(viewer, now):
        if each.purpose is Purpose.RECOMMENDATION:
            found.setdefault(each.firm, each)
    return found


def listing_numbered(viewer: Viewer, number: int) -> Listing:
    """The listing with this number, or a refusal."""
    row = visible_listings.filter(viewer, Listing.objects.filter(pk=number)).select_related("enterprise", "decision").first()
    if row is None:
        raise NoSuchListing()
    return row


def listings_of(firm: int) -> list[Listing]:
    """Every listing of a firm, the newest first: the first one tells where it stands."""
    rows = Listing.objects.filter(enterprise__in=entries_of(firm)).select_related("decision__book", "enterprise")
    return list(rows.order_by("-pk"))


def listed_in_sight(viewer: Viewer, *, standing: str = "", answer: str = "", named: str = "") -> list[Listing]:
    """One listing a firm, where it stands now, the newest first.

    `answer`: of the rule book at its recommendation, `none` where it was not asked; `named`: part of a name.
    """
    seen = visible_listings.filter(viewer, Listing.objects.filter(is_last=True))
    rows = list(seen.select_related("enterprise", "decision").order_by("-pk"))
    stands = stands_for({row.enterprise_id for row in rows})
    last = {stands[row.enterprise_id]: row for row in reversed(rows)}  # the newest of several overwrites the others
    found = [row for row in rows if last[stands[row.enterprise_id]] is row]
    return [
        row
        for row in found
        if standing in ("", row.standing)
        and answer in ("", row.decision.answer if row.decision else "none")
        and named.casefold() in row.enterprise.name.casefold()
    ]


def stands_for(entries: Collection[int]) -> dict[int, int]:
    """The firms that stand for many entries, asked in parts."""
    asked, found = sorted(entries), dict[int, int]()
    for start in range(0, len(asked), _AT_ONCE):
        found |= standing_for(asked[start : start + _AT_ONCE])
    return found


@dataclass(frozen=True)
class Standings:
    """Where firms stood on the list, at any moment."""

    turns: dict[int, list[tuple[datetime, ListStanding]]]

    def at(self, firm: int, moment: datetime) -> ListStanding | None:
        """Where a firm (as it stands) stood then; None where it was on no list, or had been taken off."""
        found = [standing for when, standing in self.turns.get(firm, ()) if when <= moment]
        return found[-1] if found and found[-1] is not ListStanding.OUT else None

    def now(self, firm: int) -> ListStanding | None:
        """Where it stands after the last turn."""
        turns = self.turns.get(firm)
        return turns[-1][1] if turns and turns[-1][1] is not ListStanding.OUT else None


def standings_of(rows: Iterable[Listing] | None = None) -> Standings:
    """The turns of every firm's listing, in their order of time."""
    some = list(Listing.objects.order_by("pk")) if rows is None else list(rows)
    stands = stands_for({row.enterprise_id for row in some})
    turns: dict[int, list[tuple[datetime, ListStanding]]] = {}
    for row in some:
        mine = turns.setdefault(stands[row.enterprise_id], [])
        mine.append((row.applied_at, ListStanding.APPLIED))
        if row.decided_at is not None:
            mine.append((row.decided_at, ListStanding.of(row.standing)))
    return Standings({firm: sorted(mine, key=lambda each: each[0]) for firm, mine in turns.items()})
