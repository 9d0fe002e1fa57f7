"""What can be wrong with a policy beside the rest of its pack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry
from dukou.policies.core.kinds import BenefitKind, StackRule
from dukou.policies.packs.schemas import BenefitEntry, MeasureEntry, PolicyEntry
from dukou.rules.core.facts import SubjectKind
from dukou.rules.core.inputs import given_to
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import MEASURES
from dukou.rules.core.records import plain
from dukou.rules.core.shown import unit_of_form
from dukou.rules.queries.shelves import Shelf

_OFFICE = Label("单位", "organisation")
_BOOK = Label("规则", "rule book")
_PARTS = {  # what each kind of benefit states
    BenefitKind.FIXED: ("amount",),
    BenefitKind.PERCENT: ("rate",),
    BenefitKind.SCALE: ("scale",),
    BenefitKind.VALUE: (),
    BenefitKind.SERVICE: ("service",),
}
_CAPPED = (BenefitKind.PERCENT, BenefitKind.SCALE, BenefitKind.VALUE)


def policy_faults(entry: Entry[PolicyEntry], contents: Contents, shelf: Shelf) -> Iterator[Fault]:
    """Everything that is wrong with one policy file."""
    data = entry.data
    if data.since and data.until and data.until < data.since:
        yield _disorder(entry, "until")
    yield from _review_faults(entry, shelf)
    for position, measure in enumerate(data.measures):
        yield from _measure_faults(entry, measure, ("measures", position), contents, shelf)


def _measure_faults(
    entry: Entry[PolicyEntry], measure: MeasureEntry, path: tuple[str | int, ...], contents: Contents, shelf: Shelf
) -> Iterator[Fault]:
    yield from _names(entry, measure, path, contents)
    yield from _window_faults(entry, measure, path)
    if measure.benefit is not None:
        yield from _benefit_faults(entry, measure.benefit, (*path, "benefit"))
    if measure.conditions is None:
        if measure.benefit is not None:
            what = Label("有奖补标准却没有条件（conditions）", "there is a benefit and no conditions")
            yield entry.fault(
                what, Label("写出规则的代号；只知道标题的不写 benefit", "name the rule book; a mere title has no benefit"), *path
            )
        return
    if measure.benefit is None or measure.channel is None or measure.department is None:
        what = Label("有条件的措施要写 benefit、channel 和 department", "a measure with conditions has benefit, channel and department")
        yield entry.fault(what, Label("补上缺的一项", "add what is wanting"), *path)
    if not shelf.versions(measure.conditions):
        if shelf.is_whole:
            yield contents.unknown(entry, measure.conditions, shelf.slugs, _BOOK, *path, "conditions")
    elif measure.benefit is not None:
        yield from _value_faults(entry, measure, path, shelf)


def _names(entry: Entry[PolicyEntry], measure: MeasureEntry, path: tuple[str | int, ...], contents: Contents) -> Iterator[Fault]:
    """Offices, papers, facts and groups that are named are there."""
    departments, papers, groups = (list(contents.of(name)) for name in ("departments", "papers", "stacking"))
    offices: list[tuple[str | None, tuple[str | int, ...]]] = [(measure.department, ("department",)), (measure.payer, ("payer",))]
    offices += [(step.office, ("steps", number, "office")) for number, step in enumerate(measure.steps)]
    for office, where in offices:
        if office is not None and office not in departments:
            yield contents.unknown(entry, office, departments, _OFFICE, *path, *where)
    for number, material in enumerate(measure.materials):
        if (material.paper is None) == (material.fact is None):
            cure = Label("二者写一个", "write one of the two")
            yield entry.fault(Label("材料要写 paper 或 fact", "a material names a paper or a fact"), cure, *path, "materials", number)
        for paper in filter(None, (material.paper, *material.or_)):
            if paper not in papers:
                yield contents.unknown(entry, paper, papers, Label("材料", "paper"), *path, "materials", number)
        proofs = [key for key in papers if material.fact in contents.of("papers")[key].data.proves]
        if material.fact is not None and not proofs:
            what = Label(f"没有材料能证明“{material.fact}”", f"no paper proves “{material.fact}”")
            cure = Label("在 papers.yaml 的 proves 里写上", "name it under proves in papers.yaml")
            yield entry.fault(what, cure, *path, "materials", number, "fact")
    sums = [key for key in measure.groups if key in groups and contents.of("stacking")[key].data.rule is StackRule.SUM_CAP]
    for number, group in enumerate(measure.groups):
        if group not in groups:
            yield contents.unknown(entry, group, groups, Label("叠加组", "group of stacking"), *path, "groups", number)
        elif contents.of("stacking")[group].data.for_all or group in sums[1:]:
            what = Label(
                "一项措施只能在一个合计封顶组里；管全部的封顶不必写",
                "a measure stands in one capped sum; the cap over everything is not named",
            )
            yield entry.fault(what, Label("去掉这一组", "remove this group"), *path, "groups", number)


def _window_faults(entry: Entry[PolicyEntry], measure: MeasureEntry, path: tuple[str | int, ...]) -> Iterator[Fault]:
    window = measure.window
    if window.open and window.close and window.close < window.open:
        yield _disorder(entry, *path, "window", "close")
    if measure.since and measure.until and measure.until < measure.since:
        yield _disorder(entry, *path, "until")


def _benefit_faults(entry: Entry[PolicyEntry], benefit: BenefitEntry, path: tuple[str | int, ...]) -> Iterator[Fault]:
    wanted = _PARTS[benefit.kind]
    for name in ("amount", "rate", "scale", "service"):
        if bool(getattr(benefit, name)) != (name in wanted):
            what = Label(
                f"“{benefit.kind.value}”{'要写' if name in wanted else '不写'} {name}",
                f"“{benefit.kind.value}” has {'a' if name in wanted else 'no'} {name}",
            )
            yield entry.fault(what, Label("对照写法改正", "compare with how it is written"), *path, name)
    if benefit.cap is not None and benefit.kind not in _CAPPED:
        what = Label(f"“{benefit.kind.value}”不设封顶", f"“{benefit.kind.value}” has no cap")
        yield entry.fault(what, Label("去掉 cap", "remove cap"), *path, "cap")
    if benefit.cap == 0 or (benefit.rate is not None and benefit.rate > 1):
        name = "cap" if benefit.cap == 0 else "rate"
        yield entry.fault(
            Label("封顶为零，或比例超过 100%", "a cap of nought, or a rate above 100 %"), Label("改正数值", "correct it"), *path, name
        )
    for number, (one, other) in enumerate(pairwise(benefit.scale)):
        if one.to is None or (other.to is not None and other.to <= one.to):
            what = Label("各档的上限要由低到高，只有最后一档不写", "the steps go upwards, and only the last has no upper end")
            yield entry.fault(what, Label("改正 to", "correct to"), *path, "scale", number + 1)


def _value_faults(entry: Entry[PolicyEntry], measure: MeasureEntry, path: tuple[str | int, ...], shelf: Shelf) -> Iterator[Fault]:
    """The rule book is about the same kind of object, and gives money where the benefit is reckoned of its value."""
    assert measure.conditions is not None and measure.benefit is not None
    for book in shelf.versions(measure.conditions):
        if book.kind is not measure.object:
            what = Label(f"“{book.key}”说的是{book.kind.label.zh}", f"“{book.key}” is about: {book.kind.label.en}")
            yield entry.fault(what, Label("换一部规则，或改 object", "name another book, or change object"), *path, "conditions")
        linked = shelf.linked(book, book.since)
        unit = unit_of_form(linked, book.value) if linked is not None and book.value else ""
        if measure.benefit.kind in _CAPPED and (not unit or MEASURES[unit].dimension != "money"):
            what = Label(f"“{book.key}”给出的取值不是金额，无法计算", f"“{book.key}” gives no amount of money to reckon with")
            cure = Label("让规则的 value 给出金额，或改用 fixed", "let the book's value be money, or use fixed")
            yield entry.fault(what, cure, *path, "benefit", "kind")


def _review_faults(entry: Entry[PolicyEntry], shelf: Shelf) -> Iterator[Fault]:
    """The review's answers are those its book asks for, in the words in which it asks; what the book makes of them is told on pages."""
    review = entry.data.review
    if review is None or not shelf.is_whole:
        return
    linked = review_book(entry.data, shelf)
    if linked is None:
        what = Label(f"{review.on} 没有可用的规则“{review.book}”", f"there is no rule book “{review.book}” on {review.on}")
        yield entry.fault(what, Label("核对代号和审查日期", "check its name and the day of the review"), "review", "book")
        return
    if linked.book.kind is not SubjectKind.MEASURE:
        what = Label(f"“{linked.book.key}”说的是{linked.book.kind.label.zh}", f"“{linked.book.key}” is about: {linked.book.kind.label.en}")
        yield entry.fault(what, Label("换一部规则", "name another rule book"), "review", "book")
        return
    for wrong in given_to(linked, review.answers, review.on).wrong:
        yield entry.fault(wrong.what, wrong.cure, "review", "answers", wrong.name)


def review_book(data: PolicyEntry, shelf: Shelf) -> Linked | None:
    """The rule book of a policy's review, as in force on its day; None where there is none, or it has faults of its own."""
    review = data.review
    if review is None:
        return None
    slug = review.book.partition("/")[0]
    book = shelf.library.version(review.book) if "/" in review.book else shelf.library.in_force(slug, review.on, data.place)
    return shelf.linked(book, review.on) if book is not None else None


def review_facts(data: PolicyEntry, shelf: Shelf) -> dict[str, object]:
    """What the review answers, by the names of the facts, as it is kept."""
    linked = review_book(data, shelf)
    if linked is None or data.review is None:
        return {}
    facts = given_to(linked, data.review.answers, data.review.on).facts
    return {name: plain(value) for (name, _), value in sorted(facts.items()) if value is not None}


def _disorder(entry: Entry[PolicyEntry], *path: str | int) -> Fault:
    return entry.fault(Label("结束日期早于开始日期", "the last day comes before the first"), Label("改正日期", "correct the days"), *path)
