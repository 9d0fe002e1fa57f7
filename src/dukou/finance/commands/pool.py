"""`dukou finance pool`: a compensation pool played through from options, or from a file with its loans one by one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.table import Table

from dukou.finance.commands import pooling
from dukou.finance.commands.group import app
from dukou.finance.core.pools import RUNS, Breaker, Outlook, PoolLoan, PoolPolicy, faults_of, outlook, played
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.money import money_text, parse_money
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.core.units import PERCENT
from dukou.kit.output import Column, Format, FormatOption, emit, note, table_of

Read = TypeVar("Read")
_TEN_THOUSANDTH = 100  # millionths
_LOANS = 100


class PoolWrong(Refusal):
    """The policy or the loans make no pool."""

    code = "finance.pool_wrong"
    what = Label("补偿池无法测算", "the pool cannot be played through")
    why = Label("{faults}", "{faults}")
    cure = Label("改正后再试", "mend this and try again")


def _percent(name: str, help: str) -> Any:
    return typer.Option(name, metavar="%", help=help)


@app.command(
    epilog="示例 · Examples:  dukou finance pool --loans 200 --amount 100万元 --chance 3% --together 10%"
    "  ·  dukou finance pool --file loans.json --breaker 5% --format json"
    "  ·  dukou finance pool --product commercial-value --share 50% --city 4 --district 6"
)
def pool(
    product: Annotated[str, typer.Option(metavar="PRODUCT", help="按产品现行版本和在贷贷款测算 · By a product as it stands")] = "",
    loans: Annotated[int | None, typer.Option(min=0, max=100_000, help="贷款笔数，缺省 100 · Number of loans, 100 by default")] = None,
    amount: Annotated[str, typer.Option(metavar="AMOUNT", help="每笔金额，写明单位 · Amount of each, with its unit")] = "100万元",
    chance: Annotated[str, _percent("--chance", "每笔违约概率（示例值） · Chance of default of each (an example)")] = "3%",
    recovered: Annotated[str, _percent("--recovered", "违约后收回的比例 · Share recovered after default")] = "0%",
    banks: Annotated[int, typer.Option(min=1, help="分属几家银行 · Over how many banks")] = 1,
    file: Annotated[Path | None, typer.Option("--file", metavar="PATH", help="逐笔列出贷款的 JSON · JSON with loans one by one")] = None,
    paid_in: Annotated[str, _percent("--paid-in", "每笔贷款计入资金池的比例，缺省 2% · Paid in of each loan, 2% by default")] = "",
    cap: Annotated[str, _percent("--cap", "对一家银行代偿的上限，占其余额，缺省 4% · Most paid to a bank, of its balance, 4%")] = "",
    share: Annotated[str, _percent("--share", "代偿逾期本金的比例，缺省 80% · Share of overdue principal that is paid, 80%")] = "",
    breaker: Annotated[str, _percent("--breaker", "熔断线，占余额，缺省为无 · Breaker at this share overdue; none by default")] = "",
    stops: Annotated[Breaker, typer.Option(help="熔断后停什么 · What the breaker stops")] = Breaker.PAYING,
    city: Annotated[int | None, typer.Option(help="市级分担几份，缺省 4 · Parts of the city, 4")] = None,
    district: Annotated[int | None, typer.Option(help="区级分担几份，缺省 6 · Parts of the district, 6")] = None,
    opening: Annotated[str, typer.Option(metavar="AMOUNT", help="期初资金，缺省 0元 · Opening sum, 0元")] = "",
    together: Annotated[str, _percent("--together", "共同因素的比重 · How far loans fall together")] = "0%",
    runs: Annotated[int, typer.Option(help="模拟次数 · Number of runs")] = RUNS,
    seed: Annotated[int, typer.Option(min=0, help="随机种子，同一种子结果相同 · Seed: the same seed, the same result")] = 1,
    format: FormatOption = Format.TABLE,
) -> None:
    """测算风险补偿池：预期和极端代偿、枯竭和熔断次数 · A compensation pool played through: expected and tail payment"""
    shares = {"paid_in": paid_in, "cap": cap, "share": share, "breaker": breaker}
    given = {name: _said(_share, text) if text else None for name, text in shares.items()} | {"city": city, "district": district}
    given["opening"] = _said(parse_money, opening) if opening else None
    found = pooling.told(given, product)
    policy = PoolPolicy(**found.numbers, stops=stops)  # type: ignore[arg-type]
    each = _said(parse_money, amount), _said(_share, chance), _said(_share, recovered)
    held = _said(_loans, file) if file else _standing(product, loans, banks, each)
    common = _said(_share, together)
    if faults := faults_of(policy, held, together=common, runs=runs):
        raise PoolWrong(faults=joined([Label(f"{each.field}：{each.what.zh}", f"{each.field}: {each.what.en}") for each in faults]))
    told = outlook(played(policy, held, seed=seed, together=common, runs=runs))
    for word in found.said:
        note(word)
    emit({"seed": seed, "policy": asdict(policy), "loans": len(held)} | dict(found.of or {}) | asdict(told), format, lambda: _drawn(told))


def _standing(product: str, loans: int | None, banks: int, each: tuple[int, int, int]) -> list[PoolLoan]:
    """So many loans of one size, or, of a product, those that stand; chance and recovery are as they were told."""
    if product and loans is None:
        return [PoolLoan(bank, fen, *each[1:]) for bank, fen in pooling.owed(product)]
    return [PoolLoan(f"{at % banks + 1}", *each) for at in range(_LOANS if loans is None else loans)]


def _said(read: Callable[[Any], Read], said: object) -> Read:
    try:
        return read(said)
    except Malformed as fault:
        raise PoolWrong(faults=Label(f"{fault.what.zh}（{fault.cure.zh}）", f"{fault.what.en} ({fault.cure.en})")) from fault


def _share(text: str) -> int:
    """A percentage such as `2%` or `0.5 %` in whole ten-thousandths."""
    try:
        millionths = PERCENT.to_base(Decimal(text.strip().removesuffix("%").strip()))
    except InvalidOperation:
        millionths = 1
    if millionths % _TEN_THOUSANDTH:
        raise Malformed(
            Label(f"“{text}”不是百分比，或超过两位小数", f"“{text}” is no percentage, or finer than two decimals"),
            Label("写成 2%", "write e.g. 2%"),
        )
    return millionths // _TEN_THOUSANDTH


def _loans(file: Path) -> list[PoolLoan]:
    """`[{"bank": "A", "amount": "100万元", "chance": "3%", "recovered": "20%"}, …]`; `recovered` may be left out."""
    shape = Label("写成 [{“bank”, “amount”, “chance”, “recovered”}]", "write [{“bank”, “amount”, “chance”, “recovered”}]")
    try:
        rows = json.loads(file.read_text(encoding="utf-8-sig"))
        said = [(str(row["bank"]), str(row["amount"]), str(row["chance"]), str(row.get("recovered", "0%"))) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Malformed(Label(f"读不出 {file} 里的贷款", f"no loans can be read from {file}"), shape) from fault
    return [PoolLoan(bank, parse_money(amount), _share(chance), _share(recovered)) for bank, amount, chance, recovered in said]


def _drawn(told: Outlook) -> Table:
    money = {
        Label("池内资金", "in the pool"): told.pool,
        Label("预期代偿", "expected payment"): told.expected,
        Label("其中市级", "of it the city"): told.city,
        Label("其中区级", "of it the district"): told.district,
        Label("95% 情形内不超过", "not passed in 95 of 100 runs"): told.at_risk_95,
        Label("99% 情形内不超过", "not passed in 99 of 100 runs"): told.at_risk_99,
        Label("最坏 5% 的平均", "mean of the worst 5 of 100"): told.shortfall_95,
        Label("最坏 1% 的平均", "mean of the worst 1 of 100"): told.shortfall_99,
    } | {Label("银行 {bank}", "bank {bank}").filled(bank=bank): paid for bank, paid in told.by_bank.items()}
    rows = [{"what": what, "told": money_text(fen, "万元")} for what, fen in money.items()]
    counts = {Label("资金池枯竭", "the pool ran dry"): told.runs_dry, Label("触发熔断", "the breaker tripped"): told.runs_tripped}
    rows += [{"what": what, "told": same(f"{count:,}/{told.runs:,}")} for what, count in counts.items()]
    return table_of(rows, COLUMNS)


COLUMNS = (Column("what", Label("项目", "What")), Column("told", Label("测算", "Played"), "right"))
