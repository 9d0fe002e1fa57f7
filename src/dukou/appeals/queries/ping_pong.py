"""How matters go to and fro between units: dispatches given back, objections upheld, hand-overs."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.objections import DispatchRow, PingPong, ping_pong
from dukou.appeals.models import Objection
from dukou.appeals.queries.statistics import filed_in, own_units
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.core.states import Ruling
from dukou.casework.queries.cohorts import dispatches_of
from dukou.kit.core.periods import Period


def ping_pong_for(viewer: Viewer, period: Period | None) -> dict[str, PingPong]:
    """By unit, of the appeals in sight that were filed in the period; a unit is told its own line."""
    numbers, own = filed_in(period, visible_appeals.filter(viewer)).values_list("pk", flat=True), own_units(viewer)
    rulings = dict(Objection.objects.filter(appeal__in=numbers).values_list("leg_id", "ruling"))
    rows = [
        DispatchRow(str(sent.case), sent.unit, sent.was_returned, Ruling.of(rulings[sent.leg]) if sent.leg in rulings else None)
        for sent in dispatches_of(numbers)
    ]
    return {unit: each for unit, each in ping_pong(rows).items() if own is None or unit in own}
