"""Which claim of a firm counts in the window of the day: asked by every list, page and door that says where a measure stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.policies.core.kinds import Stage
from dukou.policies.core.measures import Measure
from dukou.policies.models import Claim
from dukou.policies.queries.bundles import FirmView
from dukou.policies.queries.claims import ShownClaim, of_window, shown, visible_claims

InHand = dict[tuple[str, int], ShownClaim]  # by measure and the primary key of the entry that stands
_FURTHEST = (Stage.REFUSED, Stage.FILED, Stage.DECIDED, Stage.GRANTED, Stage.PAYING, Stage.PAID)


def claims_in_hand(viewer: Viewer, measures: Iterable[Measure], on: date, entries: Collection[int] = ()) -> InHand:
    """Of each firm in sight the claim to each measure in its window of a day, or in the last before it; of these entries where given.

    A claim that was turned down or taken back hinders no other (`actions.claims`), so it is not in hand.
    """
    return {place: claim for place, claim in claims_counted(viewer, measures, on, entries).items() if claim.stage is not Stage.REFUSED}


def claims_counted(viewer: Viewer, measures: Iterable[Measure], on: date, entries: Collection[int] = ()) -> InHand:
    """The same with what was turned down, where the firm has no other claim in the window: of several the one that came furthest."""
    rows = visible_claims.filter(viewer, Claim.objects.filter(of_window(measures, on))).exclude(stage=Stage.WITHDRAWN.value)
    some = shown(rows.filter(enterprise__in=entries) if entries else rows)
    some.sort(key=lambda claim: (_FURTHEST.index(claim.stage), claim.number))
    stands = standing_for({claim.row.enterprise_id for claim in some})
    return {(claim.row.measure_key, stands[claim.row.enterprise_id]): claim for claim in some}


def counted_of(viewer: Viewer, measure: Measure, on: date) -> dict[int, ShownClaim]:
    """The claims to one measure that count on a day, also those turned down, by the primary key of the firm that stands."""
    return {firm: claim for (_, firm), claim in claims_counted(viewer, [measure], on).items()}


def in_hand_of(viewer: Viewer, view: FirmView) -> dict[str, ShownClaim]:
    """The claims in hand of the firm before all measures, by measure."""
    measures = [each.measure for each, _ in view.entitled]
    found = claims_in_hand(viewer, measures, view.as_of, entries_of(view.firm.id))
    return {measure: claim for (measure, _), claim in found.items()}
