"""The facts that this room states about firms: lines that run, what is owed, drawn and overdue, and interest on start-up loans."""

from __future__ import annotations

from dukou.finance.queries import facts
from dukou.kit.core.labels import Label
from dukou.rules.core.facts import FACTS, Fact, FactType, State, SubjectKind, YearlyState
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries.naming import SOURCES, one_source

_BANKS = Label("经办银行（本平台台账）", "the lending banks, by their ledgers here")
_GROUND = Label(
    "银行依授信合同登记，企业授权、政府部门依职责使用，仅限政府内部",
    "entered by the banks of the firms that consented, for the duties of the offices; for use within the administration",
)
_PROOF = Label("银行付息凭证", "the bank's proof of interest paid")
_QUANTITY, _TRUTH = FactType.QUANTITY, FactType.TRUTH


def _add(
    name: str,
    label: Label,
    holds: FactType,
    state: State,
    *,
    unit: str = "",
    yearly: YearlyState | None = None,
    paper: Label | None = None,
) -> None:
    FACTS.add(
        f"enterprise.{name}",
        Fact(
            name=f"enterprise.{name}",
            label=label,
            kind=SubjectKind.ENTERPRISE,
            holds=holds,
            source=_BANKS,
            legal_ground=_GROUND,
            visibility=Visibility.INTERNAL,
            state=state,
            unit=unit,
            yearly=yearly,
            paper=paper,
        ),
    )


def _add_yearly(name: str, label: Label, reckon: facts.ReckonYear, paper: Label | None = None) -> None:
    yearly = facts.of_year(reckon, "元", facts.STARTUP)
    _add(name, label, _QUANTITY, lambda viewer, keys, on: yearly(viewer, keys, on, 0), unit="元", yearly=yearly, paper=paper)


_GRANTED = Label("平台授信额度（有效的）", "lines granted here that run")
_add("finance-lines-granted", _GRANTED, _QUANTITY, facts.of_lines(facts.granted, "万元"), unit="万元")
_add("loan-balance", Label("平台贷款余额", "balance of loans here"), _QUANTITY, facts.of_lines(facts.balance, "万元"), unit="万元")
_DRAWN = Label("近12个月平台放款", "drawn here in the last twelve months")
_add("loans-drawn-12m", _DRAWN, _QUANTITY, facts.of_lines(facts.drawn_within_a_year, "万元"), unit="万元")
_add("has-overdue-loan", Label("平台贷款有逾期", "a loan here is overdue"), _TRUTH, facts.of_lines(facts.has_overdue))
_INTEREST = Label("上年实付创业担保贷款利息", "interest paid in the last year on start-up loans")
_add_yearly("startup-loan-interest", _INTEREST, facts.interest_of_year, _PROOF)
_MEAN = Label("上年创业担保贷款日均余额", "mean daily balance of start-up loans in the last year")
_add_yearly("startup-loan-balance", _MEAN, facts.mean_balance)
_LATE = Label("上年以来创业担保贷款有过逾期", "a start-up loan was overdue since the last year began")
_add("startup-loan-overdue", _LATE, _TRUTH, facts.of_lines(facts.overdue_since_last_year, product=facts.STARTUP))
_LONGER = Label("上年以来创业担保贷款有过展期", "a start-up loan was extended since the last year began")
_add("startup-loan-extended", _LONGER, _TRUTH, facts.of_lines(facts.extended_since_last_year, product=facts.STARTUP))
SOURCES.add("finance lines", one_source(facts.SOURCE, Label("融资服务的授信和贷款台账", "ledger of lines and loans")))
