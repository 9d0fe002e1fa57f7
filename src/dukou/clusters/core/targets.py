"""Targets with and without a year: reached or not, the gap, and the growth that is needed from each base that is possible."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.clusters.core.derived import Derived, Figure, Unknown, derive, result_of
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.levels import level_of, mixed_scopes
from dukou.clusters.core.needs import growth_a_year, growth_in_all
from dukou.clusters.core.yardsticks import name_of, notes_on, yardstick_of
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.periods import year


class Reached(LabelledEnum):
    """Whether the base has reached the target."""

    YES = "yes", "已达到", "reached"
    NOT_DUE = "not_due", "未到期", "not due yet"
    NO = "no", "未达到", "not reached"
    UNDECIDED = "undecided", "未定（区间跨线）", "undecided (the interval crosses the line)"
    UNKNOWN = "unknown", "不知", "unknown"


@dataclass(frozen=True, slots=True)
class TargetStanding:
    """One target. `a_year` holds the needed growth a year: one for each year that the base may belong to, then that from the target
    before it; none without a year.
    """

    claim: Claim
    base: Figure | Unknown
    reached: Reached
    gap: Derived
    in_all: Derived | None
    a_year: tuple[Derived, ...]
    notes: tuple[Label, ...]
    from_previous: Derived | None = None

    def figures(self) -> list[Derived]:
        """Everything computed here."""
        return [self.gap, *([self.in_all] if self.in_all else []), *self.a_year]

    def as_dict(self) -> dict[str, object]:
        """The target as JSON doors speak it."""
        return {
            "claim": self.claim.ref,
            "period": None if self.claim.period is None else str(self.claim.period),
            "reached": self.reached.value,
            "gap": self.gap.as_dict(),
            "in_all": self.in_all.as_dict() if self.in_all else None,
            "a_year": [growth.as_dict() for growth in self.a_year],
            "notes": [note.as_dict() for note in self.notes],
        }


def targets_of(cluster: ClusterClaims) -> tuple[TargetStanding, ...]:
    """Every target that stands, undated ones first, then by year; each dated one also from the one before it."""
    found: list[TargetStanding] = []
    before: Claim | None = None
    for claim in cluster.targets():
        found.append(_standing(cluster, claim, before))
        before = claim if claim.period else None
    return tuple(found)


def base_of(cluster: ClusterClaims, until: int | None) -> tuple[Figure | Unknown, list[int]]:
    """The latest year's revenue with its year. An undated one may be of the last full year or of this one: both are candidates."""
    years = [each for each in cluster.years if until is None or each <= until]
    if years:
        return level_of(cluster, year(years[0])), years[:1]
    undated = cluster.undated()
    if undated:
        return undated, [cluster.known_on.year - 1, cluster.known_on.year]
    return Unknown(_NO_BASE), []


def _standing(cluster: ClusterClaims, claim: Claim, before: Claim | None) -> TargetStanding:
    until = claim.period.year if claim.period else None
    base, since = base_of(cluster, until)
    goal = yardstick_of(claim)
    reached = _reached(base, goal)
    if reached is not Reached.YES and claim.period and not cluster.is_over(claim.period):
        reached = Reached.NOT_DUE
    undated = [note for note, holds in ((_UNDATED_TARGET, until is None), (_UNDATED_BASE, len(since) > 1)) if holds]
    notes = (*notes_on(claim), *undated, *mixed_scopes(claim, base))
    key = str(claim.period or "undated")
    gap = _gap(key, name_of(claim), goal, base, reached, notes)
    chained = _from_before(goal, before, until)
    after = (chained,) if chained else ()
    if isinstance(base, Unknown) or reached is Reached.YES:
        return TargetStanding(claim, base, reached, gap, None, after, notes, chained)
    in_all = growth_in_all(key, goal, base, notes) if until is None else None
    growths = [growth_a_year(goal, base, since=start, until=until, notes=notes) for start in since if until and start < until]
    return TargetStanding(claim, base, reached, gap, in_all, (*growths, *after), notes, chained)


def _from_before(goal: Figure, before: Claim | None, until: int | None) -> Derived | None:
    """The growth a year from the target before, both taken as reached."""
    if before is None or before.period is None or until is None or before.period.year >= until:
        return None
    since = before.period.year
    return growth_a_year(goal, yardstick_of(before), since=since, until=until, notes=(_FROM_TARGET,), is_from_target=True)


def _reached(base: Figure | Unknown, goal: Figure) -> Reached:
    there, wanted = result_of(base), result_of(goal)
    if not isinstance(there, Value) or not isinstance(wanted, Value):
        return Reached.UNKNOWN
    if there.interval.low >= wanted.point:
        return Reached.YES
    falls_short = there.interval.high < wanted.point or (there.interval.high == wanted.point and there.interval.high_open)
    return Reached.NO if falls_short else Reached.UNDECIDED


def _gap(key: str, name: Label, goal: Figure, base: Figure | Unknown, reached: Reached, notes: tuple[Label, ...]) -> Derived:
    """Target minus base; turned round where the target is reached."""
    if reached is Reached.YES:
        return derive(
            f"surplus-{key}",
            Label(f"超出{name.zh}", f"beyond {name.en}"),
            formula=Label("基数 {base} − 目标 {goal}", "base {base} − target {goal}"),
            parts={"base": base, "goal": goal},
            compute=lambda base, goal: base.minus(goal),
            notes=notes,
        )
    return derive(
        f"gap-{key}",
        Label(f"距{name.zh}还差", f"short of {name.en} by"),
        formula=Label("目标 {goal} − 基数 {base}", "target {goal} − base {base}"),
        parts={"goal": goal, "base": base},
        compute=lambda goal, base: goal.minus(base),
        notes=notes,
    )


_NO_BASE = Label("没有全年营收数作基数", "no revenue of a whole year to start from")
_UNDATED_TARGET = Label("目标没有写明年份，只列差距，不算年均", "the target has no year: only the gap is given, no pace a year")
_UNDATED_BASE = Label(
    "基数没有注明时期：可能是上一完整年度，也可能是当年，分别列出",
    "the base is undated: it may be of the last full year or of the running one; each is given",
)
_FROM_TARGET = Label("以前一目标如期实现为前提", "supposing that the target before is met in time")
