"""The room's lists as people take them home: firms as the register's file names them, money in yuan as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from dukou.enterprises.queries.lists import Listed
from dukou.enterprises.queries.tables import division_names
from dukou.kit.core.labels import Label
from dukou.kit.sheets.writing import Written
from dukou.policies.core.benefits import Amount
from dukou.policies.core.switching import Switched
from dukou.policies.queries.claims import ShownClaim
from dukou.policies.queries.runs import Matched
from dukou.policies.queries.unpaid import Unpaid
from dukou.policies.tables.office import SYNTHETIC
from dukou.policies.tables.policies import NONE
from dukou.policies.tables.switches import lines_of
from dukou.rules.core.nearness import Near

_FIRM = (
    Label("编号", "Key"),
    Label("企业名称", "Name"),
    Label("统一社会信用代码", "Credit code"),
    Label("区划代码", "Division code"),
    Label("区划名称", "Division"),
)
_MEASURE = (Label("措施代号", "Key of the measure"), Label("措施", "Measure"))
_AMOUNT = (Label("至少（元）", "At least (yuan)"), Label("至多（元）", "At most (yuan)"))
_STAGE = (Label("申请编号", "Claim"), Label("申请状态", "Stage"))
_MISSED = (
    Label("条款", "Clause"),
    Label("差的一条", "The one condition"),
    Label("现有", "There is"),
    Label("要求", "Wanted"),
    Label("差多少", "By how much"),
    Label("由谁掌握", "Held by"),
    Label("提示", "Hint"),
)
READY = (*_FIRM, *_AMOUNT, Label("告知", "Told"), *_STAGE, SYNTHETIC)
NEAR = (*_FIRM, *_MISSED, SYNTHETIC)
_DUE = (Label("应付至少（元）", "Due, at least (yuan)"), Label("应付至多（元）", "Due, at most (yuan)"))
_ALONE = (Label("单独可得至少（元）", "Alone, at least (yuan)"), Label("单独可得至多（元）", "Alone, at most (yuan)"))
UNPAID = (*_FIRM, *_MEASURE, *_DUE, *_ALONE, Label("原因", "Reason"), *_STAGE[:1], SYNTHETIC)
CLAIMS = (
    *_STAGE,
    *_FIRM,
    *_MEASURE,
    Label("年度", "Year"),
    Label("发起", "Begun by"),
    Label("按规则可得（元）", "By the rules (yuan)"),
    Label("核定金额（元）", "Amount decided (yuan)"),
    Label("提出日期", "Filed on"),
    Label("付款日期", "Paid on"),
    SYNTHETIC,
)
SWITCH = (*_FIRM, Label("变化", "Change"), Label("哪一条", "Which sentence"), *_MISSED[2:5], SYNTHETIC)


def ready_rows(found: Iterable[Matched], told: frozenset[int], claims: Mapping[int, ShownClaim]) -> Iterator[list[Written]]:
    """Beneath `READY`."""
    some = list(found)
    names = division_names({each.division for each in some})
    for each in some:
        claim = claims.get(each.firm_id)
        stage: list[Written] = [claim.number, str(claim.stage.label)] if claim else [None, ""]
        was_told = str(Label("已告知", "told") if each.firm_id in told else Label("未告知", "not told"))
        yield [*_firm(each, names), *_yuan(each.amount), was_told, *stage, _mark(each.is_synthetic)]


def near_rows(found: Iterable[Matched]) -> Iterator[list[Written]]:
    """Beneath `NEAR`."""
    some = list(found)
    names = division_names({each.division for each in some})
    for each in some:
        if each.near is not None:
            yield [*_firm(each, names), *_missed(each.near), _mark(each.is_synthetic)]


def unpaid_rows(found: Iterable[Unpaid]) -> Iterator[list[Written]]:
    """Beneath `UNPAID`: what is due, empty where nothing is, so that the column adds up; beside it what the measure gives alone."""
    some = list(found)
    names = division_names({each.matched.division for each in some})
    for each in some:
        one = each.matched
        measure = one.standing.measure
        own: list[Written] = [measure.key, str(measure.label), *_yuan(each.due), *_yuan(one.amount)]
        own += [str(each.reason.label), each.claim or None]
        yield [*_firm(one, names), *own, _mark(one.is_synthetic)]


def claim_rows(found: Iterable[ShownClaim]) -> Iterator[list[Written]]:
    """Beneath `CLAIMS`."""
    some = list(found)
    names = division_names({each.row.enterprise.division for each in some})
    for each in some:
        row, firm, measure = each.row, each.row.enterprise, each.standing.measure
        place: list[Written] = [firm.division, names.get(firm.division, "")]
        begun: list[Written] = [each.round, str(each.origin.label), _fen(row.asked), _fen(row.amount), row.filed_on, row.paid_on]
        stage: list[Written] = [each.number, str(each.stage.label)]
        yield [*stage, each.firm, each.firm_name, firm.code, *place, measure.key, str(measure.label), *begun, _mark(firm.is_synthetic)]


def switch_rows(found: Iterable[tuple[Listed, Switched]]) -> Iterator[list[Written]]:
    """Beneath `SWITCH`: a row for each sentence that tells why, and one for a firm without any."""
    for firm, each in found:
        own: list[Written] = [firm.key, firm.name, firm.code, firm.division, firm.division_name, str(each.move.label)]
        for line in lines_of(each):
            yield [*own, *("" if cell == NONE else str(cell) for cell in line), _mark(firm.is_synthetic)]


def _firm(each: Matched, names: Mapping[str, str]) -> list[Written]:
    return [each.firm, each.firm_name, each.code, each.division, names.get(each.division, "")]


def _missed(near: Near) -> list[Written]:
    return [near.clause, *(str(each or "") for each in (near.text, near.have, near.need, near.told, near.holder, near.hint))]


def _yuan(amount: Amount | None) -> list[Written]:
    return [None, None] if amount is None else [_fen(amount.least), _fen(amount.most)]


def _fen(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen).scaleb(-2)


def _mark(is_synthetic: bool) -> str:
    return str(SYNTHETIC) if is_synthetic else ""
