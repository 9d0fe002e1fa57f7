"""Which enterprises elsewhere to approach for a node, each with its reasons, and which of them are on the invitation list already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.chains.core.candidates import Candidate, DistanceBand, Observed, Ranked, Signal, ranked
from dukou.chains.core.kinds import InvitationState
from dukou.chains.models import Candidate as Row
from dukou.chains.models import Invitation


@dataclass(frozen=True, slots=True)
class OnList:
    """A line of the invitation list on which a candidate stands."""

    number: int
    node: str
    state: InvitationState


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate for a node. `ranked`: score and reasons; `capacity`: what one plant turns over, in fen; None: not known.

    `invitations`: the lines on which it stands or stood, those of this node first, the newest first.
    """

    key: str
    name: str
    code: str
    place: str
    distance: DistanceBand | None
    capacity: int | None
    source: str
    known_on: date
    is_synthetic: bool
    node: str
    ranked: Ranked
    among: int
    invitations: tuple[OnList, ...]

    @property
    def listed(self) -> OnList | None:
        """The line on which somebody works on it for this node."""
        return next((each for each in self.invitations if each.node == self.node and not each.state.is_over), None)


def candidates_for(node_ref: str, viewer: Viewer, known_on: date) -> tuple[RankedCandidate, ...]:
    """The candidates of a node that were known by a day, best first. A signal known since later is unknown on that day.

    Who is known not to fit (nought) is left out. Ties to those who are here count only as somebody stated them: nothing is guessed from
    names. Signals are those of the day; nodes, fit and capacity are today's: what they were is not kept.
    """
    if not viewer.may(Permission.SEE_CHAINS):
        return ()
    rows = [row for row in Row.objects.filter(withdrawn_at__isnull=True) if row.nodes.get(node_ref, 0) != 0 and _was_listed(row, known_on)]
    found = {row.key: row for row in rows}
    order = ranked(Candidate(row.key, node_ref, _observed(row, node_ref, known_on)) for row in rows)
    lines = _lines([row.pk for row in rows], node_ref)
    return tuple(_shown(found[each.candidate.key], each, len(order), lines, known_on) for each in order)


def _was_listed(row: Row, known_on: date) -> bool:
    return any(date.fromisoformat(on) <= known_on for on in row.features["lists"])


def _known(row: Row, known_on: date) -> dict[Signal, tuple[date, dict[str, Any]]]:
    """What was known of each signal by a day, and since when."""
    told: Mapping[str, Mapping[str, dict[str, Any]]] = row.features["signals"]
    days = {key: max((on for on in each if on <= known_on.isoformat()), default="") for key, each in told.items()}
    return {Signal.of(key): (date.fromisoformat(on), told[key][on]) for key, on in days.items() if on}


def _observed(row: Row, node_ref: str, known_on: date) -> Mapping[Signal, Observed]:
    found = {signal: Observed(each["value"], each["source"], on) for signal, (on, each) in _known(row, known_on).items()}
    fit = row.nodes[node_ref]
    return found if fit is None else found | {Signal.NODE_FIT: Observed(fit, row.source, row.known_on)}


def _lines(candidates: list[int], node_ref: str) -> dict[int, tuple[OnList, ...]]:
    found: dict[int, list[OnList]] = {}
    for row in Invitation.objects.filter(candidate__in=candidates).order_by("-pk"):
        found.setdefault(row.candidate_id or 0, []).append(OnList(row.pk, row.node, InvitationState.of(row.state)))
    return {pk: tuple(sorted(lines, key=lambda line: line.node != node_ref)) for pk, lines in found.items()}


def _shown(row: Row, told: Ranked, among: int, lines: Mapping[int, tuple[OnList, ...]], known_on: date) -> RankedCandidate:
    _, nearness = _known(row, known_on).get(Signal.NEARNESS, (None, {}))
    return RankedCandidate(
        key=row.key,
        name=row.name,
        code=row.code,
        place=row.place,
        distance=DistanceBand.of(nearness["band"]) if nearness else None,
        capacity=row.capacity,
        source=row.source,
        known_on=row.known_on,
        is_synthetic=row.is_synthetic,
        node=told.candidate.node,
        ranked=told,
        among=among,
        invitations=lines.get(row.pk, ()),
    )
