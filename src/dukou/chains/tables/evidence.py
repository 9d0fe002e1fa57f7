"""Reference files, back-tests and other regions as tables."""

from __future__ import annotations

from collections.abc import Sequence

from dukou.chains.core.backtest.results import BackTest
from dukou.chains.core.backtest.words import HELD, held, notes
from dukou.chains.core.kinds import ReferenceKind
from dukou.chains.core.regions import Region
from dukou.chains.core.words import NONE
from dukou.chains.queries.regions import Comparison
from dukou.chains.queries.working import ReferenceTold
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table

METHODS = {
    "ease": Label("EASE（本系统所用）", "EASE (what this house uses)"),
    "density": Label("密度（Hidalgo 等 2007）", "density (Hidalgo et al. 2007)"),
    "knn": Label("近邻 50 密度", "density of the 50 nearest"),
    "svd": Label("RCA 对数的 24 维分解", "SVD-24 of log RCA"),
    "diversity_popularity": Label("多样性×普遍性", "diversity × popularity"),
    "popularity": Label("普遍性", "popularity"),
    "autocorrelation": Label("原有水平", "what is there already"),
    "random": Label("随机", "at random"),
}
_RANKS_ONLY = Label(
    "面板上的命中率用来比较方法的好坏；面板不是本区，它的绝对数不是对本区的承诺。",
    "Hit rates on a panel rank methods; the panel is not this district, and its absolute figures promise nothing here.",
)
_METRICS = ("ap", "f1", "p1000", "mp10", "hit10", "auc")
_MADE_UP = Label(
    "面板是合成的：这些数只说明算得出来，不是任何证据。",
    "The panel is made up: these figures show that it runs, no more.",
)


def reference_table(found: Sequence[ReferenceTold]) -> Table:
    """Reference files, each with its source and day."""
    heads = (
        Heading(Label("参照资料", "Reference")),
        Heading(Label("种类", "Kind")),
        Heading(Label("内容", "Holds")),
        Heading(Label("资料日", "Known on")),
        Heading(Label("使用", "Used")),
    )
    rows = tuple(
        Row(
            (
                Cell(each.label, qualifier=each.sha256[:12]),
                Cell(each.kind.label),
                Cell(_holds(each)),
                Cell(str(each.known_on)),
                Cell(Label("是", "yes") if each.is_used else Label("已有更新的", "a newer one is")),
            )
        )
        for each in found
    )
    return Table(Label("参照资料", "References"), (heads,), rows)


def _holds(each: ReferenceTold) -> Label:
    about = each.about
    if each.kind is ReferenceKind.IO_TABLE:
        return Label(f"{about['sectors']} 个部门", f"{about['sectors']} sectors")
    periods = "、".join(map(str, about["periods"]))
    return Label(
        f"{about['regions']} 个地区、{about['industries']} 个行业，{periods} 年",
        f"{about['regions']} regions, {about['industries']} industries, {', '.join(map(str, about['periods']))}",
    )


def method_table(test: BackTest) -> Table:
    """Every method on the same cells; the baselines are always there."""
    heads = (
        Heading(Label("方法", "Method")),
        Heading(Label("平均精度 AP", "AP"), is_number=True),
        Heading(Label("最佳 F1", "best F1"), is_number=True),
        Heading(Label("前 1000 精度", "P@1000"), is_number=True),
        Heading(Label("各地前 10 精度", "mP@10"), is_number=True),
        Heading(Label("各地前 10 命中", "hit@10"), is_number=True),
        Heading(Label("AUC", "AUC"), is_number=True),
    )
    told = {name: each.plain() for name, each in test.methods.items()}
    order = sorted(told, key=lambda name: -told[name]["ap"])
    rows = tuple(
        Row(
            (
                Cell(METHODS[name]),
                *(Cell(f"{told[name][key]:.4f}", is_number=True) for key in _METRICS),
            )
        )
        for name in order
    )
    notes = (
        Label(
            f"学 {test.learnt_base}→{test.base}，试 {test.base}→{test.label}；{test.n:,} 个格，{test.events:,} 个应验。",
            f"Learnt on {test.learnt_base}→{test.base}, tried on {test.base}→{test.label}; {test.n:,} cells, {test.events:,} came true.",
        ),
        _MADE_UP if test.is_synthetic else _RANKS_ONLY,
    )
    return Table(Label("方法比较：{task}", "Methods: {task}").filled(task=test.task.label), (heads,), rows, notes=notes)


def hit_table(test: BackTest) -> Table:
    """The stored table of hit rates: of so many suggestions with such a chance, how many came true."""
    heads = (
        Heading(Label("预告的概率", "Chance told")),
        Heading(Label("建议数", "Suggestions"), is_number=True),
        Heading(Label("应验", "Came true"), is_number=True),
        Heading(Label("应验率", "Share"), is_number=True),
        Heading(Label("90% 区间", "90 % interval"), is_number=True),
        Heading(Label("平均预告", "Mean chance told"), is_number=True),
        Heading(Label("准不准", "Did it hold")),
    )
    rows = tuple(
        Row(
            (
                Cell(f"{band.low * 100:g}%–{band.high * 100:g}%"),
                Cell(f"{band.n:,}", is_number=True),
                Cell(f"{band.hits:,}", is_number=True),
                Cell(f"{band.rate * 100:.1f}%", is_number=True),
                Cell(f"{band.rate_low * 100:.1f}%–{band.rate_high * 100:.1f}%", is_number=True),
                Cell(f"{band.told * 100:.1f}%", is_number=True),
                Cell(held(band), light=Light.GREEN.value if held(band) is HELD else Light.YELLOW.value),
            )
        )
        for band in test.hit_rates
    )
    return Table(Label("命中率表：{task}", "Hit rates: {task}").filled(task=test.task.label), (heads,), rows, notes=notes(test))


def region_table(found: Comparison) -> Table:
    """This district beside others."""
    heads = (
        Heading(Label("地区", "Region")),
        Heading(Label("链上企业", "Firms of the chain"), is_number=True),
        Heading(Label("占全部企业", "Share of all firms"), is_number=True),
        Heading(Label("区位商", "Location quotient"), is_number=True),
        Heading(Label("规模名次", "Rank by size"), is_number=True),
    )
    many = found.many
    return Table(Label("地区比较", "Beside other regions"), (heads,), tuple(_region_row(each, many) for each in found.regions))


def _region_row(each: Region, many: int) -> Row:
    name: Label | str = Label("本区（按名录）", "this district (by its register)") if not each.code else each.code
    return Row(
        (
            Cell(name),
            Cell(f"{each.count:.0f}", is_number=True),
            Cell(f"{each.focus * 100:.2f}%", is_number=True),
            Cell(NONE if each.quotient is None else f"{each.quotient:.2f}", is_number=True),
            Cell(f"{each.rank} / {many}", is_number=True),
        ),
        is_sum=not each.code,
    )
