"""The district's total over its clusters for a year. A cluster without a figure makes it partial; it never counts as nought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dukou.clusters.core.derived import Derived, Figure, Unknown, derive, result_dict, underivable
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.levels import level_of, scope_of
from dukou.figures.core.arithmetic import Value, total
from dukou.figures.core.units import YI
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.periods import year


@dataclass(frozen=True, slots=True)
class Part:
    """What one cluster brings to the total. `is_undated`: the figure names no year and is taken as of this one."""

    slug: str
    label: Label
    figure: Figure | Unknown
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The sum for a year and what it is made of."""

    year: int
    sum: Derived
    parts: tuple[Part, ...]

    @property
    def missing(self) -> list[Part]:
        """The clusters that have no figure for the year."""
        return [part for part in self.parts if isinstance(part.figure, Unknown)]

    @property
    def is_partial(self) -> bool:
        """Whether a cluster is missing in it."""
        return bool(self.missing)

    def part_of(self, slug: str) -> Part | None:
        """The part of one cluster."""
        return next((part for part in self.parts if part.slug == slug), None)

    def rest(self, slug: str) -> Derived:
        """The sum of all other clusters."""
        others = [part for part in self.parts if part.slug != slug]
        label = Label(f"{self.year}年其余集群合计", f"the other clusters in {self.year}")
        return _sum(f"total-{self.year}-without-{slug}", label, others, ())

    def as_dict(self) -> dict[str, object]:
        """The total as JSON doors speak it."""
        return {
            "year": self.year,
            **result_dict(self.sum.result),
            "is_partial": self.is_partial,
            "missing": [part.slug for part in self.missing],
            "formula": self.sum.formula.as_dict(),
            "notes": [note.as_dict() for note in self.sum.notes],
        }


def total_year(clusters: Sequence[ClusterClaims]) -> int | None:
    """The year that most clusters have a figure told as a fact for, the latest of these; None where no cluster has one."""
    count = Counter(each for cluster in clusters for each in cluster.years)
    return max(count, key=lambda each: (count[each], each), default=None)


def total_of(clusters: Sequence[ClusterClaims], number: int, *, takes_undated: bool) -> Total:
    """The clusters' sum for a year. `takes_undated`: a figure without a year stands in where a cluster has none of the year."""
    parts = tuple(_part(cluster, number, takes_undated=takes_undated) for cluster in clusters)
    notes = (*_undated_notes(parts, number), *_scope_notes(parts), *_missing_notes(parts))
    label = Label(f"{number}年各集群营收合计", f"revenue of all clusters in {number}")
    return Total(number, _sum(f"total-{number}", label, parts, notes), parts)


def _part(cluster: ClusterClaims, number: int, *, takes_undated: bool) -> Part:
    level = level_of(cluster, year(number))
    undated = cluster.undated() if isinstance(level, Unknown) and takes_undated else None
    return Part(cluster.slug, cluster.label, undated or level, is_undated=undated is not None)


def _sum(key: str, label: Label, parts: Sequence[Part], notes: tuple[Label, ...]) -> Derived:
    known: dict[str, Figure | Unknown] = {
        f"part_{position}": part.figure for position, part in enumerate(parts) if not isinstance(part.figure, Unknown)
    }
    if not known:
        return underivable(key, label, Label("没有一个集群有数", "no cluster has a figure"))
    formula = " + ".join(f"{{{name}}}" for name in known)
    return derive(key, label, formula=Label(formula, formula), parts=known, compute=_added, notes=notes)


def _added(*values: Value) -> Value:
    return total(values, YI)


def _undated_notes(parts: Sequence[Part], number: int) -> list[Label]:
    return [
        Label(
            f"{part.label.zh}的 {part.figure.value_label.zh} 未注明时期，此处作 {number} 年计入",
            f"{part.label.en}: {part.figure.value_label.en} is undated and taken as of {number} here",
        )
        for part in parts
        if part.is_undated and not isinstance(part.figure, Unknown)
    ]


def _scope_notes(parts: Sequence[Part]) -> list[Label]:
    """Which clusters are told in which scope, where there is more than one."""
    scopes: dict[tuple[str, str], list[Part]] = {}
    names: dict[tuple[str, str], Label] = {}
    for part in parts:
        if not isinstance(part.figure, Unknown):
            claim = scope_of(part.figure)
            scopes.setdefault((claim.indicator, claim.version), []).append(part)
            names[claim.indicator, claim.version] = claim.indicator_label
    if len(scopes) < 2:
        return []
    listed = []
    for key, members in scopes.items():
        who = joined([part.label for part in members], zh="、", en=", ")
        listed.append(Label(f"{names[key].zh}（{who.zh}）", f"{names[key].en} ({who.en})"))
    said = joined(listed, zh="、")
    return [Label(f"合计混用了不同口径：{said.zh}", f"the sum mixes scopes: {said.en}")]


def _missing_notes(parts: Sequence[Part]) -> list[Label]:
    missing = [part.label for part in parts if isinstance(part.figure, Unknown)]
    if not missing:
        return []
    who = joined(missing, zh="、", en=", ")
    return [Label(f"合计不全，缺：{who.zh}（没有按 0 计）", f"the sum is partial; missing: {who.en} (not counted as nought)")]
