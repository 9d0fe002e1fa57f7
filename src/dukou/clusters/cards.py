"""The card of a cluster: what a leader sees of it at first glance, each figure leading to where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from dukou.clusters.core.derived import Derived, Unknown, result_of, shown
from dukou.clusters.core.progress import Baseline, Progress
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.core.targets import Reached, TargetStanding
from dukou.clusters.faces import Addresses, Face, headed, period_and_scope
from dukou.figures.core.arithmetic import Value
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Meter

GROWTH = Label("同比增长", "Growth on the year before")


@dataclass(frozen=True, slots=True)
class Bar:
    """Progress of the running year as a bar; `note` tells the baseline that its mark stands for, `basis` what softens the
    progress, `why` that there is none.
    """

    meter: Meter | None
    label: Label
    value: Label
    note: Label | str
    basis: Label | None
    why: Label | None
    address: str


@dataclass(frozen=True, slots=True)
class Need:
    """What a target still needs, in short, and where that can be traced; `condition` says what it supposes."""

    text: Label
    condition: Label | str
    address: str


@dataclass(frozen=True, slots=True)
class Aim:
    """One target in a line."""

    label: Label
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One cluster on a desk."""

    slug: str
    label: Label
    address: str
    light: str
    words: Label
    revenue: Face
    growth: Face
    bar: Bar
    aims: tuple[Aim, ...]


def card_of(standing: ClusterStanding, suffix: str) -> Card:
    """The card of a standing; `suffix` keeps the day of knowledge in every address."""
    addresses, verdict = Addresses(standing.slug, suffix), standing.progress.verdict
    return Card(
        slug=standing.slug,
        label=standing.label,
        address=reverse("clusters:detail", args=[standing.slug]) + suffix,
        light=verdict.light.value,
        words=verdict.words,
        revenue=addresses.face(Label("营收", "Revenue"), standing.revenue, period_and_scope(standing.revenue)),
        growth=addresses.face(GROWTH, standing.growth.figure, base_words(standing)),
        bar=bar_of(standing.progress, addresses),
        aims=tuple(_aim(target, addresses) for target in standing.targets),
    )


def base_words(standing: ClusterStanding) -> Label | None:
    """The base of a growth: 基数 24.31 亿元."""
    base = standing.growth.base
    if isinstance(base, Unknown):
        return None
    back = ("（反推）", " (reckoned back)") if isinstance(base, Derived) else ("", "")
    return Label(f"基数 {shown(base).zh}{back[0]}", f"base {shown(base).en}{back[1]}")


def bar_of(progress: Progress, addresses: Addresses) -> Bar:
    """The bar of a running year."""
    done, value = progress.done, progress.done.result
    if not isinstance(value, Value):
        return Bar(None, headed(done.label), done.value_label, "", None, value.why, addresses.of(done))
    headline = progress.headline
    mark = result_of(headline.expected) if headline else None
    high = value.interval.high if value.interval.is_bounded else value.point
    meter = Meter(float(value.point), maybe=float(high), mark=float(mark.point) if isinstance(mark, Value) else None)
    note = _mark_words(headline) if headline else ""
    return Bar(meter, headed(done.label), done.value_label, note, progress.basis, None, addresses.of(done))


def _mark_words(headline: Baseline) -> Label:
    expected = headline.expected.value_label
    return Label(f"{headline.kind.label.zh} {expected.zh}", f"{headline.kind.label.en}: {expected.en}")


def _aim(target: TargetStanding, addresses: Addresses) -> Aim:
    """What a dated target needs a year (from the target before it, where there is one); the gap or the surplus of every other."""
    claim = target.claim
    year = claim.period.label if claim.period else Label("未注明年份", "no year")
    label = Label(f"目标 {claim.value_label.zh}（{year.zh}）", f"Target {claim.value_label.en} ({year.en})")
    if target.a_year and target.reached is not Reached.YES:
        growths = (target.from_previous,) if target.from_previous else target.a_year
        return Aim(label, tuple(_need_a_year(growth, addresses) for growth in growths))
    value = target.gap.value_label
    verb = ("已超出", "passed by") if target.reached is Reached.YES else ("还差", "short by")
    text = Label(f"{verb[0]} {value.zh}", f"{verb[1]} {value.en}") if target.gap.is_known else value
    if isinstance(target.gap.result, Value) and not target.gap.result.point:  # more than the target, and nobody said by how much
        text = target.reached.label
    return Aim(label, (Need(text, "", addresses.of(target.gap)),))


def _need_a_year(growth: Derived, addresses: Addresses) -> Need:
    value, base = growth.value_label, growth.key.split("-to-")[0].rpartition("-")[2]
    return Need(Label(f"年均增 {value.zh}", f"{value.en} a year"), Label(f"{base}年起", f"from {base}"), addresses.of(growth))
