"""Policies, their measures, groups and papers as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.policies.core.kinds import PolicyLevel, StackRule, TextSeen
from dukou.policies.core.measures import Measure
from dukou.policies.core.papers import Paper as PaperValue
from dukou.policies.core.papers import options_of
from dukou.policies.core.stacking import Group
from dukou.policies.models import MeasureText, Paper, Policy, StackGroup


class NoSuchMeasure(Refusal):
    """No measure stands under this key."""

    code = "policies.no_such_measure"
    status = 404
    what = Label("没有查到措施“{key}”", "there is no measure “{key}”")
    why = Label("现行政策里没有这个代号", "no policy that stands has a measure of this key")
    cure = Label("用 dukou policies list 查代号", "see the keys with dukou policies list")


class NoSuchPolicy(Refusal):
    """No policy stands under this key."""

    code = "policies.no_such_policy"
    status = 404
    what = Label("没有查到政策“{key}”", "there is no policy “{key}”")
    why = Label("数据包里没有这个文件", "the pack holds no such file")
    cure = Label("看政策清单", "look at the list of policies")


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure under the text that stands, or that a claim was filed under; `number` is that text's."""

    number: int
    measure: Measure
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The document of a policy."""

    title: Label
    seen: TextSeen
    number: str
    issuer: Label | None
    note: Label | None


@dataclass(frozen=True, slots=True)
class Review:
    """A fair-competition review as the pack tells it; what it answers are facts of the policy's measures (`queries.reviews`)."""

    book: str
    on: date
    by: Label


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """One policy with its measures."""

    slug: str
    label: Label
    level: PolicyLevel
    place: str
    since: date | None
    until: date | None
    is_example: bool
    source: Source | None
    about: Label | None
    review: Review | None
    measures: tuple[Standing, ...]


def policies() -> list[ShownPolicy]:
    """Every policy that stands, in the pack's order; two queries."""
    texts: dict[int, list[MeasureText]] = {}
    for text in MeasureText.objects.filter(replaced_at__isnull=True, policy__withdrawn_at__isnull=True).order_by("position"):
        texts.setdefault(text.policy_id, []).append(text)
    return [_shown(row, texts.get(row.pk, [])) for row in Policy.objects.filter(withdrawn_at__isnull=True).order_by("order", "slug")]


def policy_of(slug: str) -> ShownPolicy:
    """One policy; refused where there is none."""
    row = Policy.objects.filter(slug=slug, withdrawn_at__isnull=True).first()
    if row is None:
        raise NoSuchPolicy(key=slug)
    return _shown(row, list(row.measures.filter(replaced_at__isnull=True).order_by("position")))


def measures_standing() -> list[Standing]:
    """Every measure under the text that stands, in the pack's order."""
    rows = MeasureText.objects.filter(replaced_at__isnull=True, policy__withdrawn_at__isnull=True)
    return [standing(row) for row in rows.order_by("policy__order", "policy__slug", "position")]


def measures_matched(on: date) -> list[Standing]:
    """The measures that can be matched on a day: in force, about enterprises, with conditions."""
    return [each for each in measures_standing() if not each.measure.is_title_only and each.measure.is_in_force(on)]


def measure_of(key: str) -> Standing:
    """The measure of that key under the text that stands; refused where there is none."""
    row = MeasureText.objects.filter(key=key, replaced_at__isnull=True, policy__withdrawn_at__isnull=True).first()
    if row is None:
        raise NoSuchMeasure(key=key)
    return standing(row)


def budget_of(each: Standing) -> int | None:
    """What the measure may spend in a year, in fen, by the text that stands; by the text given only where none stands any more.

    Claims filed under all its texts draw on one budget, so that a budget cut or raised binds the old ones too.
    """
    if not each.is_replaced:
        return each.measure.budget
    row = MeasureText.objects.filter(key=each.measure.key, replaced_at__isnull=True, policy__withdrawn_at__isnull=True).first()
    return each.measure.budget if row is None else standing(row).measure.budget


def texts_of(key: str) -> list[MeasureText]:
    """Every text that a measure ever had, the newest first."""
    return list(MeasureText.objects.filter(key=key).order_by("-pk"))


def groups() -> list[Group]:
    """The groups of stacking."""
    rows = StackGroup.objects.order_by("key")
    return [Group(row.key, row.label, StackRule.of(row.rule), row.cap, row.is_for_all) for row in rows]


def papers() -> dict[str, PaperValue]:
    """The papers, by key."""
    return {row.key: PaperValue(row.key, row.label, row.holder, tuple(row.proves)) for row in Paper.objects.order_by("key")}


def asked_of_firm(measure: Measure) -> dict[str, PaperValue]:
    """The papers that a firm may hand in for a measure, by key: those that meet what it asks for and that no office holds."""
    known = papers()
    keys = {key for need in measure.materials for key in options_of(need, known) if not known[key].holder}
    return {key: known[key] for key in sorted(keys)}


def standing(row: MeasureText) -> Standing:
    """A stored text as a value."""
    return Standing(row.pk, Measure.of_plain(row.content), row.replaced_at is not None)


def _shown(row: Policy, texts: list[MeasureText]) -> ShownPolicy:
    content: dict[str, Any] = row.content
    source, review = content["source"], content["review"]
    return ShownPolicy(
        row.slug,
        row.label,
        PolicyLevel.of(row.level),
        row.place,
        row.since,
        row.until,
        row.is_example,
        _source(source) if source else None,
        _words(content["about"]),
        _review(review) if review else None,
        tuple(standing(text) for text in texts),
    )


def _source(told: Mapping[str, Any]) -> Source:
    title = Label(**told["title"])
    return Source(title, TextSeen.of(told["seen"]), told["number"], _words(told["issuer"]), _words(told["note"]))


def _review(told: Mapping[str, Any]) -> Review:
    return Review(told["book"], date.fromisoformat(told["on"]), Label(**told["by"]))


def _words(told: Mapping[str, str] | None) -> Label | None:
    return Label(**told) if told else None
