"""The facts that this room states about projects: from its ledger of money, from the pipeline, and as offices stated them."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.projects.core.replays import Rung
from dukou.projects.queries import facts
from dukou.rules.core.facts import FACTS, Fact, FactType, State, SubjectKind
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries.catalogue import STATEMENTS

_OFFICE = Label("招商部门", "investment promotion office")
_GROUND = Label("招商部门履行职责所登记，仅限政府内部使用", "recorded by the office in its duty; for use within the administration")
_CONTRACT = Label("投资合同", "investment contract")


def _add(name: str, label: Label, holds: FactType, state: State, *, unit: str = "", paper: Label | None = None) -> None:
    FACTS.add(
        f"project.{name}",
        Fact(
            name=f"project.{name}",
            label=label,
            kind=SubjectKind.PROJECT,
            holds=holds,
            source=_OFFICE,
            legal_ground=_GROUND,
            visibility=Visibility.INTERNAL,
            state=state,
            unit=unit,
            paper=paper,
        ),
    )


_QUANTITY = FactType.QUANTITY
_add("stage", Label("项目阶段", "stage of the project"), FactType.TEXT, facts.stage_told)
_add("status", Label("项目状态", "status of the project"), FactType.TEXT, facts.status_told)
_add("has-contract", Label("签订正式合同", "a formal contract is signed"), FactType.TRUTH, facts.has_contract, paper=_CONTRACT)
_add(
    "contract-amount",
    Label("合同投资额", "amount of the contract"),
    _QUANTITY,
    facts.sums_told(Rung.CONTRACT),
    unit="万元",
    paper=_CONTRACT,
)
_add(
    "funds-with-paper",
    Label("有凭证的到位资金", "funds in place that have a paper"),
    _QUANTITY,
    facts.funds_proved,
    unit="万元",
    paper=Label("土地价款收据、工程结算单、设备发票", "land receipts, works settlements, equipment invoices"),
)
_add(
    "fixed-investment",
    Label("固定资产投资", "fixed-asset investment"),
    _QUANTITY,
    facts.fixed_investment,
    unit="万元",
    paper=Label("工程结算单和设备发票", "works settlements and equipment invoices"),
)
_add(
    "total-investment",
    Label("项目总投资", "total investment"),
    _QUANTITY,
    facts.own_statement(facts.TOTAL),
    unit="万元",
    paper=_CONTRACT,
)
STATEMENTS.add("project", facts.statement_state)
