"""`dukou finance portrait | limit | whitelist`: what is known of a firm, what products would lend it, whether it is on the white list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.callers import caller_viewer
from dukou.enterprises.queries.own import acts_for, firm_named
from dukou.enterprises.queries.the_one import key_of_firm_named
from dukou.finance.actions.refusals import NotYourFirm
from dukou.finance.commands.group import app
from dukou.finance.queries.limits import limits_of, listed
from dukou.finance.queries.portraits import portrait as portrait_of
from dukou.finance.queries.portraits import value_label
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.money import money_text
from dukou.kit.output import Column, Format, FormatOption, emit_rows
from dukou.kit.pages.known import usual_day
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation

FirmArgument = Annotated[str, typer.Argument(metavar="USCC", help="统一社会信用代码、名录代号或全名 · Credit code, key or whole name")]
DayOption = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="截至哪一天 · As of a day")]
_NOTHING = same("—")


@app.command(epilog="示例 · Examples:  dukou finance portrait 91500104XXC4N0JJ8R")
def portrait(firm: FirmArgument, as_of: DayOption = None, format: FormatOption = Format.TABLE) -> None:
    """企业画像：每项的值、来源和银行看到什么 · Every item of a portrait, its source, and what a bank is told"""
    viewer = caller_viewer()
    key = _firm(viewer, firm)
    if not viewer.is_at_the_machine and not acts_for(viewer, key):
        raise NotYourFirm()  # values are for the firm itself; the office reads answers
    rows = [
        {
            "group": group.group.name,
            "item": each.item.name,
            "value": value_label(each),
            "ground": each.item.ground.label,
            "known_on": each.stated.known_on if each.stated else None,
            "bank": each.answer.label if each.answer else _NOTHING,
        }
        for group in portrait_of(key, _days(as_of)[1])
        for each in group.items
    ]
    emit_rows(rows, PORTRAIT, format)


@app.command(epilog="示例 · Examples:  dukou finance limit 91500104XXC4N0JJ8R --format json")
def limit(firm: FirmArgument, as_of: DayOption = None, format: FormatOption = Format.TABLE) -> None:
    """预授信：各产品按规则算的上限和理由，不是银行的答复 · What each product's rules would lend; no bank's answer"""
    key, rows = _firm(caller_viewer(), firm), list[dict[str, Any]]()
    for told in limits_of(key, *_days(as_of)):
        wanting = [each for book in told.behind for each in _wanting(book)]
        rows.append(
            {
                "product": told.product.key,
                "name": told.product.name,
                "version": told.version.version,
                "answer": told.answer.label,
                "limit": told.amount
                if format is Format.JSON
                else (money_text(told.amount, "万元") if told.amount is not None else _NOTHING),
                "wanting": joined(wanting) if wanting else _NOTHING,
            }
        )
    emit_rows(rows, LIMITS, format)


@app.command(epilog="示例 · Examples:  dukou finance whitelist 91500104XXC4N0JJ8R")
def whitelist(firm: FirmArgument, as_of: DayOption = None, format: FormatOption = Format.TABLE) -> None:
    """白名单：按规则在不在、还差什么 · Whether a firm is on the white list by its rule book, and what is wanting"""
    told = listed(_firm(caller_viewer(), firm), *_days(as_of))
    rows = [{"sentence": each.condition.text, "answer": each.answer.label} for each in told.reasons if each.condition.text]
    emit_rows([{"sentence": Label("白名单", "white list"), "answer": told.answer.label}, *rows], LISTED, format)


def _wanting(told: Explanation) -> list[Label]:
    return [each.condition.text for each in told.reasons if each.answer is not Answer.YES and each.condition.text]


def _firm(viewer: Viewer, text: str) -> str:
    found = firm_named(viewer, text)
    if found is None or not acts_for(viewer, found.key):
        viewer.require(Permission.SEE_FINANCE)
    return found.key if found else key_of_firm_named(viewer, text)


def _days(as_of: datetime | None) -> tuple[date, date]:
    """The day whose rules are asked, and as of which facts are: the one that is said, else today and the usual day of knowledge."""
    return (as_of.date(), as_of.date()) if as_of else (timezone.localdate(), usual_day())


PORTRAIT = (
    Column("group", Label("类别", "Group")),
    Column("item", Label("项目", "Item")),
    Column("value", Label("值", "Value")),
    Column("ground", Label("依据", "Ground")),
    Column("known_on", Label("得知日", "Known on")),
    Column("bank", Label("银行看到", "A bank is told")),
)
LIMITS = (
    Column("product", Label("产品", "Product")),
    Column("name", Label("名称", "Name")),
    Column("version", Label("版本", "Version")),
    Column("answer", Label("条件", "Conditions")),
    Column("limit", Label("上限", "Limit")),
    Column("wanting", Label("还差", "Wanting")),
)
LISTED = (
    Column("sentence", Label("条件", "Sentence")),
    Column("answer", Label("结果", "Answer")),
)
