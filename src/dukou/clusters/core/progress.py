"""Progress of the running year: how much of its target (or of what is expected of it) is there, against three baselines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dukou.clusters.core.baselines import BASELINES
from dukou.clusters.core.derived import Derived, derive, underivable
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.facts import stated_against
from dukou.clusters.core.levels import mixed_scopes
from dukou.clusters.core.lights import BaselineKind, JudgedLight, LightPolicy
from dukou.clusters.core.needs import needed_this_year
from dukou.clusters.core.yardsticks import end_of, name_of, notes_on, yardstick_of
from dukou.figures.core.claims import Claim, ClaimKind
from dukou.figures.core.units import POINTS
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.periods import Period
from dukou.rules.core.facts import Stated


@dataclass(frozen=True, slots=True)
class Baseline:
    """One baseline: the share of the year that it expects by now, the gap to it in points, and the light by the facts of it."""

    kind: BaselineKind
    expected: Derived
    gap: Derived
    verdict: JudgedLight
    facts: Mapping[str, Stated]

    def as_dict(self) -> dict[str, object]:
        """The baseline as JSON doors speak it."""
        return {
            "baseline": self.kind.value,
            "label": self.kind.label.as_dict(),
            "expected": self.expected.as_dict(),
            "gap": self.gap.as_dict(),
            **self.verdict.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the running year stands. `headline` is the baseline that the policy prefers among those with a figure; `facts` are those of it,
    as the room states them of the cluster.
    """

    latest: Claim | None
    yardstick: Claim | None
    done: Derived
    baselines: tuple[Baseline, ...]
    headline: Baseline | None
    verdict: JudgedLight
    needed: tuple[Derived, ...]
    facts: Mapping[str, Stated]

    @property
    def basis(self) -> Label | None:
        """In short what softens the progress: 按下限·均为预计数; None where it rests on told figures and an exact target."""
        if self.latest is None or self.yardstick is None or not self.done.is_known:
            return None
        end, soft = end_of(self.yardstick), _soft_of(self.latest, self.yardstick)
        bound = [Label(f"按{end.zh}", f"at the {end.en}")] if end else []
        words = [*bound, *([soft] if soft else [])]
        return joined(words, zh="·", en=", ") if words else None

    def figures(self) -> list[Derived]:
        """Everything computed here."""
        return [self.done, *(each for base in self.baselines for each in (base.expected, base.gap)), *self.needed]

    def as_dict(self) -> dict[str, object]:
        """Progress as JSON doors speak it."""
        return {
            "latest": self.latest.ref if self.latest else None,
            "yardstick": self.yardstick.ref if self.yardstick else None,
            "done": self.done.as_dict(),
            "baselines": [base.as_dict() for base in self.baselines],
            "headline": self.headline.kind.value if self.headline else None,
            **self.verdict.as_dict(),
            "needed": [each.as_dict() for each in self.needed],
        }


def progress_of(cluster: ClusterClaims, policy: LightPolicy) -> Progress:
    """The latest figure from January on, against the year's target, or against what is expected of the year where it has none."""
    latest = cluster.running()
    if latest is None or latest.period is None:
        number = cluster.this_year
        why = Label(f"没有 {number} 年的年内累计数", f"no figure yet for a part of {number}")
        return Progress(None, None, underivable("progress", _DONE, why), (), None, policy.judge({}, why), (), {})
    yardstick = cluster.yardstick(latest.period.whole_year())
    done = _done(latest, latest.period, yardstick)
    baselines = {kind: _against(kind, cluster, latest.period, done, policy) for kind in BaselineKind}
    headline = next((baselines[kind] for kind in policy.baselines if baselines[kind].gap.is_known), None)
    facts = headline.facts if headline else stated_against(cluster.known_on, done=done)
    verdict = headline.verdict if headline else policy.judge(facts, done.why or _NO_BASELINE)
    needed = needed_this_year(cluster, latest, latest.period, yardstick) if yardstick else ()
    return Progress(latest, yardstick, done, tuple(baselines.values()), headline, verdict, needed, facts)


def _done(latest: Claim, period: Period, yardstick: Claim | None) -> Derived:
    key, whole = f"progress-{period}", period.whole_year().label
    if yardstick is None:
        why = Label(f"没有{whole.zh}的目标数，也没有预计数", f"neither a target nor an expected figure for {whole.en}")
        return underivable(key, _DONE, why, inputs=(latest,), period=period)
    name = name_of(yardstick)
    return derive(
        key,
        Label(f"{period.label.zh}完成{name.zh}的", f"{period.label.en} as a share of {name.en}"),
        formula=Label(f"{period.label.zh} {{part}} ÷ {name.zh} {{whole}}", f"{period.label.en}: {{part}} ÷ {name.en}: {{whole}}"),
        parts={"part": latest, "whole": yardstick_of(yardstick)},
        compute=lambda part, whole: part.over(whole),
        notes=(*notes_on(yardstick), *mixed_scopes(latest, yardstick), *_softness(latest)),
        period=period,
    )


def _against(kind: BaselineKind, cluster: ClusterClaims, period: Period, done: Derived, policy: LightPolicy) -> Baseline:
    expected, name = BASELINES[kind](cluster, period), kind.label
    gap = derive(
        f"gap-{kind.value.replace('_', '-')}-{period}",
        Label(f"与{name.zh}之差", f"gap to {name.en}"),
        formula=Label(f"进度 {{done}} − {name.zh} {{expected}}", f"progress {{done}} − {name.en} {{expected}}"),
        parts={"done": done, "expected": expected},
        compute=lambda done, expected: done.minus(expected).scaled(Decimal(1), POINTS),
        period=period,
    )
    facts = stated_against(cluster.known_on, done=done, expected=expected, gap=gap)
    return Baseline(kind, expected, gap, policy.judge(facts, gap.why), facts)


def _softness(latest: Claim) -> tuple[Label, ...]:
    if latest.kind.is_told_as_fact:
        return ()
    kind = latest.kind.label
    return (Label(f"时期已过，所用仍是{kind.zh}", f"the period is over, but the figure in hand is still {kind.en}"),)


def _soft_of(latest: Claim, yardstick: Claim) -> Label | None:
    """Which of the two figures is not told as a fact; a target is aimed at and not counted here."""
    of_part = None if latest.kind.is_told_as_fact else latest.kind.label
    of_year = None if yardstick.kind.is_told_as_fact or yardstick.kind is ClaimKind.TARGET else yardstick.kind.label
    if of_part and of_part == of_year:
        return Label(f"均为{of_part.zh}", f"both {of_part.en}")
    said = [Label(f"累计为{of_part.zh}", f"so far {of_part.en}")] if of_part else []
    said += [Label(f"全年为{of_year.zh}", f"whole year {of_year.en}")] if of_year else []
    return joined(said, zh="、", en=", ") if said else None


_DONE = Label("年度进度", "progress of the year")
_NO_BASELINE = Label("政策所列的基准都没有数", "none of the baselines that the policy names has a figure")
