"""What inspections found, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dukou.credit.core.reports import DaysEarlier, Gain, HitRates, InspectorEffect, Strictness
from dukou.credit.core.visits import OverCap, SoonAgain
from dukou.credit.queries.inspection_reports import BY_GRADE, CLEAN, HIT, LEAST, levels_of
from dukou.credit.tables.inspections import CONTROL, Names
from dukou.credit.tables.words import LEVEL_FACES, count_cell
from dukou.kit.core.disclosure import Shown
from dukou.kit.core.labels import Label, same
from dukou.kit.core.rates import NoBase, Rate
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table


def rates_table(rates: HitRates) -> Table:
    """Hits by level of risk, over all drawn by grade, and of the control arm."""
    heads = (
        Heading(Label("组", "Arm")),
        Heading(Label("发现问题", "Found"), is_number=True),
        Heading(Label("95% 区间", "95 % interval"), is_number=True),
    )
    rows = [Row(_rate_cells(level.label, rate, LEVEL_FACES[level].value)) for level, rate in levels_of(rates)]
    rows += [Row(_rate_cells(BY_GRADE, rates.graded), is_sum=True), Row(_rate_cells(CONTROL, rates.control))]
    note = Label("区间按威尔逊法；两种原因都抽中的，两组都计", "Wilson intervals; what both arms drew counts in both")
    return Table(Label("问题发现率", "Share of inspections that found something"), (heads,), tuple(rows), notes=(note,))


def _rate_cells(label: Label, rate: Rate, light: str = "") -> tuple[Cell, ...]:
    return Cell(label, light=light), Cell(rate.label, is_number=True), Cell(interval_words(rate), is_number=True)


def interval_words(rate: Rate) -> Label:
    """The interval in percent."""
    found = rate.interval
    return found.why if isinstance(found, NoBase) else same(f"{found[0]:.1%} – {found[1]:.1%}")


def gain_words(rates: HitRates) -> Label:
    """What grading found more than chance, or that this cannot be told yet."""
    gain: Gain | NoBase = rates.gain
    if isinstance(gain, NoBase):
        return Label("还不能比较：有一组没有检查结果", "nothing to compare yet: one arm has no result")
    size, low, high = (f"{value * 100:+.1f}" for value in (gain.difference, gain.low, gain.high))
    if min(rates.graded.denominator, rates.control.denominator) < LEAST:
        return Label(
            f"按等级 {rates.graded.label.zh}，随机 {rates.control.label.zh}；每组不到 {LEAST} 项次，还不能比较",
            f"by grade {rates.graded.label.en}, by chance {rates.control.label.en}: too few to compare, each arm needs {LEAST}",
        )
    told = Label(f"按等级比随机高 {size} 个百分点（{low} 至 {high}）", f"by grade {size} points against chance ({low} to {high})")
    if gain.is_certain:
        return told
    return Label(f"{told.zh}；区间含零，数量不够，还不能说分级有用", f"{told.en}; nought lies within: too few to say that grading helps")


def days_words(days: DaysEarlier | NoBase) -> Label:
    """How many days earlier hits would have been found by grade."""
    if isinstance(days, NoBase):
        return Label(f"提前天数：{days.why.zh}，不计算", f"days earlier: {days.why.en}, not reckoned")
    more = days.mean - days.floor
    if abs(more) <= 2 * days.floor_error:
        zh, en = f"{more:.1f} 天，在偶然范围内", f"{more:.1f} days, which may be luck"
    else:
        zh, en = f"{more:.1f} 天", f"{more:.1f} days"
    base_zh, base_en = f"对照组 {days.inspections} 次检查、{days.hits} 次发现", f"{days.hits} hits of {days.inspections} of the control arm"
    return Label(f"如按等级排先后，问题可提前发现 {zh}（{base_zh}）", f"in order of grade hits come {en} earlier ({base_en})")


def effect_words(effect: InspectorEffect | NoBase) -> Label:
    """How much of the gain is who inspects."""
    if isinstance(effect, NoBase):
        return Label("检查人员的影响：没有人在两组都查过，不能比较", "effect of inspectors: nobody inspected in both arms")
    apparent, within = f"{effect.apparent * 100:+.1f}", f"{effect.within * 100:+.1f}"
    if isinstance(effect.explained, NoBase):
        return Label(f"同一批人比较相差 {within} 个百分点；没有可解释的增益", f"{within} points within inspectors; no gain to explain")
    return Label(
        f"表面增益 {apparent} 个百分点，同一人比较 {within}；其中 {effect.explained:.0%} 来自谁去查",
        f"an apparent gain of {apparent} points, {within} within inspectors: {effect.explained:.0%} of it is who inspects",
    )


def strict_table(strict: Mapping[str, Strictness], names: Mapping[str, str]) -> Table:
    """Hits of each who inspects beside what the grades let expect."""
    heads = (
        Heading(Label("检查人员", "Inspector")),
        Heading(Label("发现问题", "Found"), is_number=True),
        Heading(Label("按等级预期", "Expected by grade"), is_number=True),
        Heading(Label("宽严", "Ratio"), is_number=True),
    )
    body: list[list[Cell | Label | str]] = [
        [Cell(names.get(key, key), qualifier=key), each.rate.label, f"{each.expected:.1f}", _ratio(each)] for key, each in strict.items()
    ]
    note = Label("1 为与大家相同；几个人同去的一次检查每人都计", "1 is as everybody; an inspection counts for each who was there")
    table = plain_table(Label("检查人员宽严", "How strict inspectors are"), heads, body)
    return Table(table.title, table.heads, table.rows, notes=(note,))


def _ratio(each: Strictness) -> Label | str:
    return each.ratio.why if isinstance(each.ratio, NoBase) else f"{each.ratio:.2f}"


def visits_a_year_table(counts: Mapping[str, int], over: Sequence[OverCap]) -> Table:
    """How many firms had how many visits, with those above their number."""
    heads = (Heading(Label("一年内的次数", "Visits in the year")), Heading(Label("企业", "Firms"), is_number=True))
    spread: dict[int, int] = {}
    for many in counts.values():
        spread[many] = spread.get(many, 0) + 1
    body: list[list[Cell | Label | str]] = [[Label(f"{many} 次", f"{many}"), f"{firms:,}"] for many, firms in sorted(spread.items())]
    body.append([Label("超过年度次数", "above the yearly number"), f"{len(over):,}"])
    return plain_table(Label("入企次数", "Visits of each firm"), heads, body)


def over_table(over: Sequence[OverCap], names: Mapping[str, str]) -> Table:
    """Who was visited too often."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("次数", "Visits"), is_number=True),
        Heading(Label("上限", "Number"), is_number=True),
    )
    body = [[names.get(each.firm, each.firm), str(each.visits), str(each.cap)] for each in over if each.firm in names]
    return plain_table(Label("超过年度次数的企业", "Firms above their yearly number"), heads, body)


def repeats_table(found: Sequence[SoonAgain], names: Mapping[str, str], fields: Names) -> Table:
    """Visits that followed soon on one another."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("前一次", "First")),
        Heading(Label("后一次", "Again")),
        Heading(Label("相隔（天）", "Days between"), is_number=True),
        Heading(Label("重复的领域", "Fields looked at twice")),
    )
    body: list[list[Cell | Label | str]] = [
        [
            names[each.firm],
            str(each.first_on),
            str(each.again_on),
            str(each.days),
            "、".join(str(fields[key].label) if key in fields else key for key in each.both) or "—",
        ]
        for each in found
        if each.firm in names
    ]
    return plain_table(Label("短期内重复的检查", "Visits repeated soon"), heads, body)


def public_table(shown: Shown[str, str], fields: Names) -> Table:
    """What the public reads: inspections by field with what they found; small counts kept back."""
    heads = (
        Heading(Label("领域", "Field")),
        Heading(Label("检查（项次）", "Inspections"), is_number=True),
        Heading(Label("发现问题", "Found something"), is_number=True),
        Heading(Label("未发现问题", "Found nothing"), is_number=True),
    )
    rows = [
        Row(
            (
                Cell(fields[key].label if key in fields else key),
                count_cell(total),
                count_cell(shown.cells[key, HIT]),
                count_cell(shown.cells[key, CLEAN]),
            )
        )
        for key, total in shown.rows.items()
    ]
    last = Row(
        (Cell(Label("合计", "All")), count_cell(shown.total), count_cell(shown.columns[HIT]), count_cell(shown.columns[CLEAN])), is_sum=True
    )
    note = Label("数少的不公布；为防推算，有的相邻数也不公布", "small counts are kept back, with others from which they would follow")
    return Table(Label("检查统计", "Statistics of inspections"), (heads,), (*rows, last), notes=(note,))
