"""The working lists: invitations, problems, supply links by name, reference files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dukou.chains.core.backtest.results import BackTest as Tested
from dukou.chains.core.kinds import InvitationState, ReferenceKind
from dukou.chains.models import Invitation, Problem, SheetSet, SupplyLink
from dukou.chains.queries.maps import nodes_by_ref
from dukou.chains.queries.references import back_tests_of, label_of, reference_used, references_known
from dukou.kit.core.labels import Label, same

OVER = [state.value for state in InvitationState if state.is_over]


@dataclass(frozen=True, slots=True)
class NodeName:
    """A node as lists name it; `slug` and `node` are empty where its map no longer has it."""

    ref: str
    label: Label
    chain_label: Label
    slug: str
    node: str


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step of an invitation."""

    state: InvitationState
    said: str
    happened_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class InvitationTold:
    """One line of the invitation list. `advice`: as it stood when somebody listed it (core.assessed.Advice, plain)."""

    number: int
    title: str
    node: NodeName
    candidate: str
    state: InvitationState
    office: str
    due_on: date | None
    advice: Mapping[str, Any]
    is_synthetic: bool
    listed_at: datetime
    listed_by: str
    steps: tuple[StepTold, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemTold:
    """One line of a chain's problem list."""

    number: int
    text: str
    node: NodeName | None
    office: str
    due_on: date | None
    is_synthetic: bool
    opened_at: datetime
    opened_by: str
    solved_at: datetime | None
    solution: str


@dataclass(frozen=True, slots=True)
class SupplyTold:
    """One supply link by name."""

    number: int
    supplier: str
    supplier_name: str
    user: str
    user_name: str
    node: NodeName
    evidence: str
    known_on: date


@dataclass(frozen=True, slots=True)
class ReferenceTold:
    """One reference file, and whether it is the one that is used."""

    number: int
    kind: ReferenceKind
    label: Label
    sha256: str
    about: Mapping[str, Any]
    is_synthetic: bool
    known_on: date
    is_used: bool


def sheet_set() -> SheetSet | None:
    """The district's own set of charts and lists, where the pack has one."""
    return SheetSet.objects.first()


def node_names() -> dict[str, NodeName]:
    """Every node of the maps that stand, by reference."""
    return {ref: NodeName(ref, node.label, text.label, text.slug, node.key) for ref, (text, node) in nodes_by_ref().items()}


def invitations(*, chain: str = "", state: str = "", node: str = "", office: str = "") -> list[InvitationTold]:
    """The list: what is worked on first, then by the day it is due; `state` empty: all that is not over."""
    rows = Invitation.objects.select_related("candidate", "office").order_by("due_on", "pk")
    rows = rows.filter(state=state) if state else rows.exclude(state__in=OVER)
    wanted = {"chain": chain, "node": node, "office__key": office}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    names = node_names()
    return sorted((_invitation(row, names) for row in rows), key=lambda each: (each.due_on is None, each.due_on or date.max, each.number))


def invitation(number: int) -> InvitationTold | None:
    """One line with its steps."""
    row = Invitation.objects.select_related("candidate", "office").filter(pk=number).first()
    if row is None:
        return None
    steps = [StepTold(InvitationState.of(step.state), step.said, step.happened_at, step.recorded_by) for step in row.steps.order_by("pk")]
    return _invitation(row, node_names(), tuple(steps))


def problems(chain: str, *, is_open: bool = False) -> list[ProblemTold]:
    """The problems of a chain, the open ones first."""
    rows = Problem.objects.filter(chain=chain).select_related("office")
    if is_open:
        rows = rows.filter(solved_at__isnull=True)
    names = node_names()
    told = [
        ProblemTold(
            row.pk,
            row.text,
            _name(row.node, names) if row.node else None,
            str(Label(row.office.zh, row.office.en)) if row.office else "",
            row.due_on,
            row.is_synthetic,
            row.opened_at,
            row.opened_by,
            row.solved_at,
            row.solution,
        )
        for row in rows.order_by("pk")
    ]
    return sorted(told, key=lambda each: (each.solved_at is not None, each.due_on is None, each.due_on or date.max, each.number))


def problem(number: int) -> tuple[str, str] | None:
    """The chain and the words of a problem."""
    return Problem.objects.filter(pk=number).values_list("chain", "text").first()


def supplies(refs: list[str], known_on: date) -> list[SupplyTold]:
    """The supply links by name over some nodes that were known by a day and stand."""
    rows = SupplyLink.objects.filter(node__in=refs, known_on__lte=known_on, withdrawn_at__isnull=True)
    rows = rows.select_related("supplier", "user").order_by("pk")
    names = node_names()
    return [
        SupplyTold(
            row.pk,
            row.supplier.key,
            row.supplier.name,
            row.user.key,
            row.user.name,
            _name(row.node, names),
            row.evidence,
            row.known_on,
        )
        for row in rows
    ]


def references(known_on: date) -> list[ReferenceTold]:
    """Every reference file that was known by a day and not withdrawn, the newest first, and which of them are used on that day."""
    used = {row.pk for kind in ReferenceKind if (row := reference_used(kind, known_on)) is not None}
    return [
        ReferenceTold(
            row.pk,
            ReferenceKind.of(row.kind),
            label_of(row),
            row.sha256,
            row.about,
            row.is_synthetic,
            row.known_on,
            row.pk in used,
        )
        for row in references_known(known_on)
    ]


def back_tests(known_on: date) -> list[Tested]:
    """The newest back-test of each task on the panel that is used on a day."""
    return [Tested.of(row.content) for row in back_tests_of(reference_used(ReferenceKind.PANEL, known_on)).values()]


def _invitation(row: Invitation, names: Mapping[str, NodeName], steps: tuple[StepTold, ...] = ()) -> InvitationTold:
    return InvitationTold(
        number=row.pk,
        title=row.title,
        node=_name(row.node, names),
        candidate=row.candidate.key if row.candidate else "",
        state=InvitationState.of(row.state),
        office=str(Label(row.office.zh, row.office.en)) if row.office else "",
        due_on=row.due_on,
        advice=row.advice,
        is_synthetic=row.is_synthetic,
        listed_at=row.listed_at,
        listed_by=row.listed_by,
        steps=steps,
    )


def _name(ref: str, names: Mapping[str, NodeName]) -> NodeName:
    return names.get(ref) or NodeName(ref, same(ref), same("—"), "", "")
