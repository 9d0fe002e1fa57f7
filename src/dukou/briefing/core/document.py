"""The brief of the clusters as a table in words: what each cell says, and what must be said beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.clusters.core.derived import Derived, Unknown, shown
from dukou.clusters.core.district import District
from dukou.clusters.core.lights import Light
from dukou.clusters.core.progress import Baseline
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.core.targets import Reached, TargetStanding
from dukou.clusters.core.total import Total
from dukou.figures.core.claims import UNDATED, Claim
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.periods import Period

UNKNOWN = Label("不知", "unknown")


@dataclass(frozen=True, slots=True)
class Said:
    """One cell: what it says, what stands small beneath it, and where it comes from (a claim's reference or a derivation's key)."""

    text: Label
    beneath: Label | None = None
    claim: str = ""
    derived: str = ""


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One cluster in the brief; `basis` says in short what softens its progress (按下限·均为预计数)."""

    slug: str
    name: Label
    revenue: Said
    growth: Said
    running: Said
    progress: Said
    basis: Label | None
    light: Light
    light_words: Label
    target: Said
    needed: Said


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief: title, rows, total, notes."""

    title: Label
    rows: tuple[BriefRow, ...]
    total: Said
    notes: tuple[Label, ...]


def brief_of(district: District, up_to: Period | None) -> Brief:
    """The brief of a district as known on a day, as far as a period reaches."""
    reach = f"{up_to.label.zh}，" if up_to else "", f"{up_to.label.en}, " if up_to else ""
    title = Label(
        f"产业集群简报（{reach[0]}按 {district.known_on} 所知）", f"Brief of the clusters ({reach[1]}as known on {district.known_on})"
    )
    rows = tuple(_row(standing) for standing in district.standings)
    total = district.total
    notes = [Label(f"{each.label.zh}：{note.zh}", f"{each.label.en}: {note.en}") for each in district.standings for note in each.notes]
    return Brief(title, rows, _total(total), (*(total.sum.notes if total else ()), *notes))


def _row(standing: ClusterStanding) -> BriefRow:
    progress = standing.progress
    headline = progress.headline
    beneath = [_against(headline)] if headline else []
    beneath += [progress.basis] if progress.basis else []
    target = _next_target(standing)
    return BriefRow(
        slug=standing.slug,
        name=standing.label,
        revenue=_said(standing.revenue, with_scope=True),
        growth=_said(standing.growth.figure),
        running=_said(progress.latest) if progress.latest else Said(UNKNOWN),
        progress=_said(progress.done, beneath=joined(beneath) if beneath else None),
        basis=progress.basis,
        light=progress.verdict.light,
        light_words=progress.verdict.words,
        target=_said(target.claim) if target else Said(UNKNOWN),
        needed=_needed(standing, target),
    )


def _against(headline: Baseline) -> Label:
    expected = shown(headline.expected)
    return Label(f"{headline.kind.label.zh} {expected.zh}", f"against {expected.en}, {headline.kind.label.en}")


def _next_target(standing: ClusterStanding) -> TargetStanding | None:
    """The target that comes next: the earliest one that is dated and not reached, else the undated one."""
    dated = [target for target in standing.targets if target.claim.period and target.reached is not Reached.YES]
    return dated[0] if dated else next(iter(standing.targets), None)


def _needed(standing: ClusterStanding, target: TargetStanding | None) -> Said:
    """What is still needed: growth a year for a dated target, the gap for an undated one."""
    if target is None:
        return Said(UNKNOWN)
    if target.reached is Reached.YES:
        return Said(target.reached.label, _beneath(target.gap), derived=target.gap.key)
    growths = target.a_year
    if not growths:
        return Said(target.gap.value_label, target.gap.label, derived=target.gap.key)
    text = joined([growth.value_label for growth in growths], zh=" / ", en=" / ")
    return Said(text, joined([growth.label for growth in growths], zh="；", en="; "), derived=growths[0].key)


def _beneath(derived: Derived) -> Label:
    return Label(f"{derived.label.zh} {derived.value_label.zh}", f"{derived.label.en} {derived.value_label.en}")


def _said(figure: Claim | Derived | Unknown, *, with_scope: bool = False, beneath: Label | None = None) -> Said:
    if isinstance(figure, Unknown):
        return Said(UNKNOWN, figure.why)
    if isinstance(figure, Derived):
        return Said(figure.value_label, beneath or figure.range_label or figure.why, derived=figure.key)
    when = UNDATED if figure.period is None else figure.period.label
    parts = [when, figure.indicator_label] if with_scope else [when]
    if not figure.kind.is_told_as_fact:
        parts.append(figure.kind.label)
    return Said(figure.value_label, joined(parts, zh="，", en=", "), claim=figure.ref)


def _total(total: Total | None) -> Said:
    if total is None:
        return Said(UNKNOWN)
    return Said(total.sum.value_label, Label(f"{total.year}年", f"{total.year}"))
