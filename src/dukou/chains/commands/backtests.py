"""`dukou chains backtest`: how often would such advice have come true, in a panel whose later years are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings
from rich.console import Group, RenderableType

from dukou.accounts.queries.callers import caller_viewer
from dukou.chains.actions.back_tests import run
from dukou.chains.core.backtest.choices import Task
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, Step, emit, note, progress, table_of

if TYPE_CHECKING:
    from dukou.chains.core.backtest.results import BackTest

app = typer.Typer()
LEAST = 500.0  # jobs at the base, as the published protocol has it
StoredPanel = Annotated[
    Path | None, typer.Option("--panel", metavar="FILE", help="面板：parquet 或 csv 长表 · Panel: a long table in parquet or csv")
]
StoreOption = Annotated[
    bool, typer.Option("--store", help="回测本区登记的面板并保存应验率 · Back-test the panel kept in the home, and keep its hit rates")
]
PanelOption = Annotated[
    Path, typer.Option("--panel", metavar="FILE", help="面板：parquet 或 csv 长表 · Panel: a long table in parquet or csv")
]
ColumnsOption = Annotated[
    str,
    typer.Option("--columns", metavar="NAME=COLUMN,…", help="列名：region、industry、period、value、count · Names of the columns"),
]
TaskOption = Annotated[Task, typer.Option("--task", help="arrival 新行业进驻，activation 专业化形成 · What counts as coming true")]
BaseOption = Annotated[
    int | None, typer.Option("--base", metavar="PERIOD", help="从哪一期预测，默认最晚的可核对的一期 · Forecast from; default: the latest")
]
HorizonOption = Annotated[
    int | None, typer.Option("--horizon", metavar="YEARS", help="预测几年后，默认时间跨度的一半 · How far ahead; default: half the span")
]
LeastOption = Annotated[
    float,
    typer.Option("--least", metavar="AMOUNT", help="基期从业人数低于此数的地区不参加 · Leave out regions smaller"),
]


class HomeNeeded(Refusal):
    """Hit rates are kept in the home of a district."""

    code = "chains.home_needed"
    what = Label("没有回测", "no back-test was made")
    why = Label("“{home}”里还没有建立数据目录，无处保存", "there is no home in “{home}” to keep it in")
    cure = Label("先运行 dukou init，或用 --panel 只看不存", "build one with dukou init, or look without keeping: --panel")


@app.command(
    epilog="示例 · Examples:  dukou chains backtest --panel panel.parquet --task arrival --format json  ·  dukou chains backtest --store"
)
def backtest(
    panel: StoredPanel = None,
    task: TaskOption = Task.ARRIVAL,
    base: BaseOption = None,
    horizon: HorizonOption = None,
    least: LeastOption = LEAST,
    columns: ColumnsOption = "",
    store: StoreOption = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """回测：只用过去，看后来应验多少，各基准并列 · Back-test: from the past alone, beside every baseline

    外地面板只说明哪种方法更好，其命中率不是对本区的承诺 · A foreign panel ranks methods; its hit rates promise nothing for this district.
    """
    if store == (panel is not None):
        raise typer.BadParameter("--panel 和 --store 用其中一个 · give either --panel or --store")
    if store and (base, horizon, least, columns) != (None, None, LEAST, ""):
        raise typer.BadParameter(
            "--store 用登记时的列名和默认口径 · --store takes the columns as kept and the usual terms: only --task goes with it"
        )
    with progress(Label("回测", "back-test"), format) as step:
        step("", 0, 1)
        found = _of_file(panel, task, Wanted(base, horizon, least, columns), step) if panel else _stored(task, step)
    emit(found.plain(), format, lambda: Group(*_tables(found)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a panel in a file is to be tested."""

    base: int | None
    horizon: int | None
    least: float
    columns: str


def _of_file(panel: Path, task: Task, wanted: Wanted, step: Step) -> BackTest:
    # numpy and scipy are loaded by who reckons: most commands do not
    from dukou.chains.core.backtest.tasks import Terms
    from dukou.chains.core.backtest.trial import back_test
    from dukou.chains.sheets.panels import columns_told, read_panel

    terms = Terms(horizon=wanted.horizon, least_amount=wanted.least)
    return back_test(read_panel(panel, columns_told(wanted.columns)), task, terms, wanted.base, step)


def _stored(task: Task, step: Step) -> BackTest:
    from dukou.chains.core.backtest.results import BackTest

    if not settings.HOME.is_built:
        raise HomeNeeded(home=settings.HOME.path)
    row = run(by=caller_viewer(), task=task, step=step)
    note(Label(f"已保存第 {row.pk} 次回测", f"kept as back-test {row.pk}"))
    return BackTest.of(row.content)


METHODS = (
    Column("method", Label("方法", "method")),
    Column("ap", Label("AP", "AP"), "right"),
    Column("f1", Label("最优 F1", "best F1"), "right"),
    Column("p1000", Label("P@1000", "P@1000"), "right"),
    Column("mp10", Label("mP@10", "mP@10"), "right"),
    Column("hit10", Label("hit@10", "hit@10"), "right"),
    Column("auc", Label("AUC", "AUC"), "right"),
)
RATES = (
    Column("band", Label("预测概率", "chance told")),
    Column("n", Label("建议数", "suggestions"), "right"),
    Column("hits", Label("应验", "came true"), "right"),
    Column("rate", Label("应验率", "hit rate"), "right"),
    Column("interval", Label("90% 区间", "90 % interval"), "right"),
    Column("told", Label("平均预告", "mean told"), "right"),
    Column("held", Label("预告", "what was told")),
)


def _tables(found: BackTest) -> list[RenderableType]:
    from dukou.chains.core.backtest.scores import LABELS
    from dukou.chains.core.backtest.words import held, notes

    methods: list[dict[str, object]] = [
        {"method": LABELS[name]} | {key: f"{value:.4f}" for key, value in each.plain().items()} for name, each in found.methods.items()
    ]
    rates: list[dict[str, object]] = [
        {
            "band": f"{each.low:.0%}–{each.high:.0%}",
            "n": each.n,
            "hits": each.hits,
            "rate": f"{each.rate:.1%}",
            "interval": f"{each.rate_low:.1%}–{each.rate_high:.1%}",
            "told": f"{each.told:.1%}",
            "held": held(each),
        }
        for each in found.hit_rates
    ]
    return [
        table_of(methods, METHODS, _title(found)),
        str(_said_difference(found)),
        table_of(rates, RATES, Label("EASE 的建议应验多少", "how often EASE's suggestions came true")),
        str(_said_top(found)),
        *(str(each) for each in notes(found)),
    ]


def _title(found: BackTest) -> Label:
    return Label(
        "{task}：{panel}，{base}→{label}，{regions} 个地区，{n} 个格子，{events} 次；{imputed} 个未公布的数为估计",
        "{task}: {panel}, {base}→{label}, {regions} regions, {n} cells, {events} events; {imputed} withheld values are estimated",
    ).filled(
        task=found.task.label,
        panel=found.panel,
        base=found.base,
        label=found.label,
        regions=found.regions,
        n=found.n,
        events=found.events,
        imputed=found.imputed,
    )


def _said_difference(found: BackTest) -> Label:
    each = found.difference
    return Label(
        "EASE 比密度的 mP@10 高 {mean:+.4f}，95% 区间 [{low:.4f}, {high:.4f}]（对地区重抽样 {draws} 次）",
        "EASE minus density, mP@10: {mean:+.4f}, 95 % interval [{low:.4f}, {high:.4f}] ({draws} bootstrap draws of regions)",
    ).filled(mean=each.mean, low=each.low, high=each.high, draws=each.draws)


def _said_top(found: BackTest) -> Label:
    each = found.top_ten
    return Label(
        "各地区前十条建议共 {n} 条，{horizon} 年内应验 {rate:.1%}",
        "of the {n} suggestions among the ten best of each region {rate:.1%} came true within {horizon} years",
    ).filled(n=each.n, horizon=found.horizon, rate=each.rate)
