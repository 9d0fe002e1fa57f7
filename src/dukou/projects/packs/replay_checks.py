"""What is wrong with a story: a figure that is not there or of the wrong kind, milestones out of order, units that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dukou.figures.core.claims import ClaimKind, ValueKind, Visibility
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.kit.core.places import Fault
from dukou.kit.core.units import UNITS
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry
from dukou.projects.core.replays import Milestone, Told
from dukou.projects.core.replays.months import out_of_order
from dukou.projects.packs.named_figures import figure_named, kind_held
from dukou.projects.packs.replay_schemas import ReplayEntry

Path = tuple[str | int, ...]
_ORDER = list(Milestone)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that a story names: where, of which kind, and for a number of which dimension, in the words of its unit."""

    key: str
    path: Path
    kind: ValueKind
    unit: str = ""


def replay_faults(entry: Entry[ReplayEntry], contents: Contents) -> Iterator[Fault]:
    """Every fault of one story. What hangs on figures is looked at only where all of them are there."""
    data = entry.data
    if data.of not in contents.declared:
        yield contents.unknown(entry, data.of, list(contents.declared), Label("主体", "subject"), "of")
    if data.source not in contents.of("sources"):
        yield contents.unknown(entry, data.source, list(contents.of("sources")), Label("来源", "source"), "source")
    faults = [fault for wanted in _wanted(data) if (fault := _figure_fault(entry, contents, wanted))]
    yield from faults
    yield from _not_yet(entry, contents)
    yield from _shape_faults(entry)
    if not faults:
        yield from _order_faults(entry, contents)
        yield from _money_faults(entry, contents)


def _not_yet(entry: Entry[ReplayEntry], contents: Contents) -> Iterator[Fault]:
    for milestone, dated in entry.data.milestones.items():
        figure = contents.of("figures").get(dated.figure)
        kind = None if figure is None else ClaimKind.of(figure.data.kind)
        if kind is not None and not kind.is_told_as_fact:
            what = Label(f"“{dated.figure}”是{kind.label.zh}，不是已发生的事", f"“{dated.figure}” is {kind.label.en}, not what happened")
            cure = Label("换成公布数；原定日期写在 ahead 的 planned", "name a reported figure; a planned date goes to ahead, planned")
            yield entry.fault(what, cure, "milestones", milestone.value, "figure")


def _wanted(data: ReplayEntry) -> Iterator[Wanted]:
    date, number = ValueKind.DATE, ValueKind.QUANTITY
    for milestone, dated in data.milestones.items():
        yield Wanted(dated.figure, ("milestones", milestone.value, "figure"), date)
    for index, span in enumerate(data.spans):
        yield Wanted(span.figure, ("spans", index, "figure"), number, "个月")
    for index, claim in enumerate(data.ahead):
        if claim.planned:
            yield Wanted(claim.planned, ("ahead", index, "planned"), date)
    for index, each in enumerate(data.money):
        yield Wanted(each.figure, ("money", index, "figure"), number, "亿元")
        if each.evidence:
            yield Wanted(each.evidence, ("money", index, "evidence"), number, "亿元")
        if each.projects:
            yield Wanted(each.projects, ("money", index, "projects"), number, "个")
    if data.land:
        yield Wanted(data.land.area, ("land", "area"), number, "亩")
        yield Wanted(data.land.investment, ("land", "investment"), number, "亿元")


def _figure_fault(entry: Entry[ReplayEntry], contents: Contents, wanted: Wanted) -> Fault | None:
    figures = contents.of("figures")
    if wanted.key not in figures:
        return contents.unknown(entry, wanted.key, list(figures), Label("数据项", "figure"), *wanted.path)
    if figures[wanted.key].data.visibility is not Visibility.PUBLIC:
        what = Label(f"数据项“{wanted.key}”不公开，不能用来复盘", f"the figure “{wanted.key}” is not public; replays are told to anyone")
        return entry.fault(what, Label("改用公开的数据项", "name a public figure"), *wanted.path)
    holds, told = kind_held(contents, wanted.key), figure_named(contents, wanted.key)
    if holds is None or told is None:  # its own section tells what is wrong with it
        return None
    if holds is not wanted.kind:
        what = Label(
            f"数据项“{wanted.key}”是{holds.label.zh}，这里要{wanted.kind.label.zh}",
            f"the figure “{wanted.key}” holds a {holds.label.en}; here a {wanted.kind.label.en} is wanted",
        )
        return entry.fault(what, _OTHER_FIGURE, *wanted.path)
    return _unit_fault(entry, told, wanted)


def _unit_fault(entry: Entry[ReplayEntry], told: Told, wanted: Wanted) -> Fault | None:
    if not isinstance(told.value, Quantity) or told.value.unit.dimension == UNITS[wanted.unit].dimension:
        return None
    code = told.value.unit.code
    what = Label(f"“{wanted.key}”的单位是“{code}”，这里要“{wanted.unit}”一类", f"“{wanted.key}” is in {code}; here {wanted.unit} is wanted")
    return entry.fault(what, _OTHER_FIGURE, *wanted.path)


def _shape_faults(entry: Entry[ReplayEntry]) -> Iterator[Fault]:
    for index, span in enumerate(entry.data.spans):
        if _ORDER.index(span.from_) >= _ORDER.index(span.to):
            what = Label("时段的起点不在终点之前", "the span does not begin before it ends")
            yield entry.fault(what, Label("按接洽、签约、投产的先后写", "the order is contact, contract, production"), "spans", index, "to")
    for name in ("blockers", "money"):
        seen: set[str] = set()
        for index, each in enumerate(getattr(entry.data, name)):
            key = str(each.key if name == "blockers" else each.rung)
            if key in seen:
                what = Label(f"“{key}”重复了", f"“{key}” stands twice")
                yield entry.fault(what, Label("删去一个", "remove one of them"), name, index)
            seen.add(key)


def _order_faults(entry: Entry[ReplayEntry], contents: Contents) -> Iterator[Fault]:
    told = {milestone: figure_named(contents, dated.figure) for milestone, dated in entry.data.milestones.items()}
    dates = {milestone: each.value for milestone, each in told.items() if each and isinstance(each.value, Period)}
    for later, earlier in out_of_order(dates):
        what = Label(
            f"{later.label.zh}（{dates[later]}）早于{earlier.label.zh}（{dates[earlier]}）",
            f"{later.label.en} ({dates[later]}) lies before {earlier.label.en} ({dates[earlier]})",
        )
        yield entry.fault(what, Label("核对两个数据项", "check both figures"), "milestones", later.value, "figure")


def _money_faults(entry: Entry[ReplayEntry], contents: Contents) -> Iterator[Fault]:
    for index, each in enumerate(entry.data.money):
        if each.whole is not None and each.projects is None:
            what = Label("写了 whole，却没有写 projects", "“whole” is said of no projects")
            yield entry.fault(what, Label("写 projects，或去掉 whole", "write projects, or remove whole"), "money", index, "whole")
        whole, part = _quantity(contents, each.figure), _quantity(contents, each.evidence)
        if whole and part and (fault := _evidence_fault(entry, index, whole, part)):
            yield fault
    area = _quantity(contents, entry.data.land.area) if entry.data.land else None
    if area is not None and area.number <= 0:
        what = Label("面积不是正数，算不出每亩投资", "the area is not positive, so there is no base to divide by")
        yield entry.fault(what, _OTHER_FIGURE, "land", "area")


def _evidence_fault(entry: Entry[ReplayEntry], index: int, whole: Quantity, part: Quantity) -> Fault | None:
    if whole.unit is not part.unit:
        what = Label(
            f"单位混用：{whole.unit.code}和{part.unit.code}",
            f"mixed units: {whole.unit.code} and {part.unit.code}",
        )
        return entry.fault(what, Label("两个数据项用同一个单位", "state both figures in one unit"), "money", index, "evidence")
    if part.number > whole.number:
        what = Label(f"凭据 {part} 多于金额 {whole}", f"evidence of {part} for a sum of {whole}")
        return entry.fault(what, Label("核对两个数据项", "check both figures"), "money", index, "evidence")
    return None


def _quantity(contents: Contents, key: str | None) -> Quantity | None:
    told = figure_named(contents, key) if key else None
    return told.value if told and isinstance(told.value, Quantity) else None


_OTHER_FIGURE = Label("换一个数据项", "name another figure")
