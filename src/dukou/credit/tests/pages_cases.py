"""The pages of repairs, disputes and lists of records for tests of the whole house."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from dukou.accounts.core.demo import OFFICE
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.accounts.tests.visits import OF_FIRM, Foreign, Gate, Has, Visit, those
from dukou.credit.actions import credit_records, disputes, record_lists, repairs
from dukou.credit.core.entering import Entered
from dukou.credit.models import AsideRow
from dukou.enterprises.models import Enterprise

_KEEPERS, _AGENTS = those(Role.DEPARTMENT_OFFICER), those(Role.ENTERPRISE_AGENT)
_BOTH, _ITS = _KEEPERS | _AGENTS, frozenset({OF_FIRM})
_HEAD, _ROW = "企业名称,文书号,记录种类,决定日期,内容", "示例市无人知虚构有限公司,演示-9,paid-late,2024-06-03,演示"

GATES = [
    Gate("credit:cases", _BOTH),
    Gate("credit:case", _BOTH, found_by=_KEEPERS | _ITS, changes=_KEEPERS, sent={"step": "accept"}),
    Gate("credit:ask_repair", _AGENTS, found_by=_ITS, changes=_ITS, sent={"words": "演示", "promise": "演示"}),
    Gate("credit:ask_dispute", _AGENTS, found_by=_ITS, changes=_ITS, sent={"words": "演示"}),
    Gate("credit:record_lists", _KEEPERS, changes=_KEEPERS, sent={"field": "tax"}),
    Gate("credit:record_list", _KEEPERS),
    Gate("credit:waiting_row", _KEEPERS, changes=_KEEPERS, sent={"step": "dismiss", "dismiss-reason": "演示"}),
]


def prepare(keeper: Viewer, own: str, other: str) -> dict[str, str]:
    """A record of the demo firm that it disputes, one that it wants repaired, one of another firm's, and a list with a row that waits."""
    agent = viewer_of(person_of("demo-enterprise"), timezone.localdate())
    quiet, wanted, disputed = (_record(keeper, own, number) for number in ("演示-5", "演示-6", "演示-7"))
    case = repairs.ask(by=agent, record=wanted, words="演示", promise="演示", evidence="演示", done_on=date(2024, 6, 4))
    other_case = disputes.ask(by=agent, record=disputed, words="演示")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(f"{_HEAD}\n{_ROW}\n", encoding="utf-8")
        given = {unit: record_lists.take_in(by=keeper, path=path, name="演示清单.csv", field="tax", unit=unit) for unit in (OFFICE.key, "")}
    own_list, foreign_list = (each.delivery for each in given.values())
    return {
        "credit_quiet": str(quiet),
        "credit_case": str(case.pk),
        "credit_dispute": str(other_case.pk),
        "credit_list": str(own_list),
        "credit_row": str(AsideRow.objects.get(delivery=own_list).pk),
        "credit_foreign_list": str(foreign_list),
        "credit_foreign_row": str(AsideRow.objects.get(delivery=foreign_list).pk),
        "credit_foreign_case": str(_theirs(keeper, other)),
    }


def _record(keeper: Viewer, firm: str, number: str) -> int:
    told = Entered("paid-late", number, date(2024, 6, 3), "演示", "演示", unit=OFFICE.key)
    return credit_records.enter(by=keeper, enterprise=firm, field="tax", entered=told).pk


def _theirs(keeper: Viewer, other: str) -> int:
    """A case of another firm about a record of the tax unit's."""
    cast.agent("credit-agent", "credit-firm")
    Enterprise.objects.filter(key=other).update(organisation=Organisation.objects.get(key="credit-firm"))
    told = Entered("paid-late", "演示-8", date(2024, 6, 3), "演示", "演示")
    row = credit_records.enter(by=keeper, enterprise=other, field="tax", entered=told)
    number: int = disputes.ask(by=viewer_of(person_of("credit-agent"), timezone.localdate()), record=row.pk, words="演示").pk
    return number


def visits(has: Has) -> list[Visit]:
    """Every page."""
    case, quiet = f"/credit/cases/{has['credit_case']}/", has["credit_quiet"]
    return [
        *(Visit("credit:cases", who, "/credit/cases/") for who in ("department", "enterprise")),
        *(Visit("credit:case", who, case) for who in ("department", "enterprise")),
        Visit("credit:ask_repair", "enterprise", f"/credit/cases/repair/{quiet}/"),
        Visit("credit:ask_dispute", "enterprise", f"/credit/cases/dispute/{quiet}/"),
        Visit("credit:record_lists", "department", "/credit/lists/"),
        Visit("credit:record_list", "department", f"/credit/lists/{has['credit_list']}/"),
        Visit("credit:waiting_row", "department", f"/credit/lists/rows/{has['credit_row']}/"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A record of another firm, and a list of another unit."""
    foreign, given, row = has["credit_foreign"], has["credit_foreign_list"], has["credit_foreign_row"]
    case = f"/credit/cases/{has['credit_foreign_case']}/"
    return [
        *(Foreign("credit:case", role, case, {"step": "accept"}) for role in ("enterprise", "department")),
        Foreign("credit:ask_repair", "enterprise", f"/credit/cases/repair/{foreign}/", {"words": "演示", "promise": "演示"}),
        Foreign("credit:ask_dispute", "enterprise", f"/credit/cases/dispute/{foreign}/", {"words": "演示"}),
        Foreign("credit:record_list", "department", f"/credit/lists/{given}/"),
        Foreign("credit:waiting_row", "department", f"/credit/lists/rows/{row}/", {"step": "dismiss", "dismiss-reason": "演示"}),
    ]
