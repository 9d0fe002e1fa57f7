"""The facts that the register states about firms; rule books, products and measures name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries import facts
from dukou.enterprises.queries.statements import statement_state
from dukou.enterprises.queries.together import COLUMN, firm_facts
from dukou.kit.core.labels import Label
from dukou.rules.core.facts import FACTS, Fact, FactType, State, Stated, SubjectKind, Together, YearlyState
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries.catalogue import FIGURE, FIGURES, STATEMENTS, TOGETHER

_REGISTER = Label("企业名录", "the register of enterprises")
_LISTS = Label("各部门报送的名单和报表", "lists and sheets that offices hand in")
# 企业信息公示暂行条例 of 2014, article 6: registration data are public; 统计法 and the offices' own duties for what firms report
_PUBLIC = Label(
    "登记信息依《企业信息公示暂行条例》公示", "registration data are published under the Interim Regulations on enterprise information"
)
_DUTY = Label("报送部门履行职责所取得，仅限政府内部使用", "gathered by the office in its duty; for use within the administration")


def _of_register(column: str) -> State:
    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        return facts.registered(column, viewer, keys)

    return state


def _add(
    name: str,
    label: Label,
    holds: FactType,
    state: State,
    *,
    unit: str = "",
    is_figure: bool = False,
    yearly: YearlyState | None = None,
    is_of_day: bool = False,
    many: tuple[Together, object] | None = None,
) -> None:
    FACTS.add(
        f"enterprise.{name}",
        Fact(
            name=f"enterprise.{name}",
            label=label,
            kind=SubjectKind.ENTERPRISE,
            holds=holds,
            source=_LISTS if is_figure else _REGISTER,
            legal_ground=_DUTY if is_figure else _PUBLIC,
            visibility=Visibility.INTERNAL if is_figure else Visibility.PUBLIC,
            state=state,
            unit=unit,
            yearly=yearly,
            is_of_day=is_of_day,
            many=many,
        ),
    )


_add("industry", Label("行业代码", "industry code"), FactType.TEXT, _of_register("industry"), many=(firm_facts, (COLUMN, "industry")))
_add("division", Label("区划代码", "division code"), FactType.TEXT, _of_register("division"), many=(firm_facts, (COLUMN, "division")))
_add("status", Label("登记状态", "status"), FactType.TEXT, _of_register("status"), many=(firm_facts, (COLUMN, "status")))
_add("unit_kind", Label("单位类型", "kind of unit"), FactType.TEXT, _of_register("unit_kind"), many=(firm_facts, (COLUMN, "unit_kind")))
_add("founded_on", Label("成立日期", "founded on"), FactType.DATE, _of_register("founded_on"), many=(firm_facts, (COLUMN, "founded_on")))
_add(
    "age",
    Label("成立满几年", "full years since its founding"),
    FactType.QUANTITY,
    facts.ages,
    unit="年",
    is_of_day=True,
    many=(firm_facts, (COLUMN, facts.AGE)),
)
_add("tags", Label("所属细分领域", "segments it belongs to"), FactType.LIST, facts.tagged, is_figure=True)
_YEAR = (  # what is told of the last closed calendar year: name, words, indicator, unit
    ("revenue", Label("上年营收", "revenue of the last year"), "revenue", "万元"),
    ("staff", Label("上年从业人员", "staff of the last year"), "staff", "人"),
    ("assets", Label("上年资产总额", "total assets of the last year"), "assets", "万元"),
)
for _name, _label, _indicator, _unit in _YEAR:
    _add(
        _name,
        _label,
        FactType.QUANTITY,
        facts.last_year(_indicator, _unit),
        unit=_unit,
        is_figure=True,
        yearly=facts.yearly(_indicator, _unit),
        many=(firm_facts, (FIGURE, _indicator, _unit)),
    )
FIGURES.add("enterprise", facts.yearly)
STATEMENTS.add("enterprise", statement_state)
TOGETHER.add("enterprise", firm_facts)
