"""The pages of this room for tests of the whole house: who enters, by hand, and an address of each page."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import OFFICE
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.models import Organisation
from dukou.accounts.tests.visits import OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those
from dukou.credit.actions import credit_records, grades
from dukou.credit.core.entering import Entered
from dukou.credit.tests import pages_api, pages_cases, pages_inspections
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor

SECRET = "青瓷瓶"  # stands in the text of one record and nowhere else
_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_KEEPERS = those(Role.DEPARTMENT_OFFICER)
_OF_FIRM = _OFFICES | those(Role.ENTERPRISE_AGENT)
_ITS = frozenset({OF_FIRM})
_READERS = _KEEPERS | those(Role.ENTERPRISE_AGENT)
_FIELD = "/credit/fields/tax/"
_RECORD = {"sort": "tax/filed-late", "firm": "演示", "number": "演示", "decided_on": "2024-07-08", "text": "演示", "evidence": "演示"}
_DONE = {"on": "2024-07-08", "evidence": "演示"}
_BACK = {"reason": "演示", "evidence": "演示"}

GATES = [
    Gate("credit:list", OPEN),
    Gate("credit:field", OPEN),
    Gate("credit:grade", _KEEPERS, changes=_KEEPERS, sent={"as_of": ""}),
    Gate("credit:firms", _OFFICES),
    Gate("credit:firms_download", _OFFICES, address=f"{_FIELD}firms/download/csv/", is_page=False, told=200),
    Gate("credit:firm", _OF_FIRM, found_by=_OFFICES | _ITS),
    Gate("credit:firm_field", _OF_FIRM, found_by=_OFFICES | _ITS),
    Gate("credit:records", _KEEPERS),
    Gate("credit:records_download", _KEEPERS, address="/credit/records/download/csv/", is_page=False, told=200),
    Gate("credit:enter", _KEEPERS, changes=_KEEPERS, sent=_RECORD),
    Gate("credit:record", _READERS, found_by=_KEEPERS | _ITS),
    Gate("credit:fulfil", _KEEPERS, changes=_KEEPERS, sent=_DONE),
    Gate("credit:withdraw", _KEEPERS, changes=_KEEPERS, sent=_BACK),
    *pages_api.GATES,
    *pages_cases.GATES,
    *pages_inspections.GATES,
]
PUBLIC_KEYS: dict[str, str] = {
    **pages_inspections.PUBLIC_KEYS,
    **dict.fromkeys(("credit:field", "credit:grade"), "fields and their rules are public; whose field it is the act asks"),
    **dict.fromkeys(("credit:firms", "credit:firms_download"), "the key is a field's; grades are told to whoever may see them at all"),
    "credit:records_download": "the key is the form of the file; the records are filtered",
}


def prepared() -> dict[str, str]:
    """The demo firm with a record that the demo's department recognised, another firm with one of the tax unit's, and a grading."""
    keeper, now = command_line_viewer("keeper"), timezone.now()
    how = Circumstances(Actor("cli", "tests"), now, reason="演示", is_synthetic=True)
    with transaction.atomic():
        own, other = add([Entry(name="示例市白果虚构有限公司"), Entry(name="示例市银杏虚构有限公司")], how)
    Enterprise.objects.filter(pk=own.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    told = Entered("filed-late", "演示-1", date(2024, 6, 3), f"演示{SECRET}", "演示", unit=OFFICE.key)
    made = credit_records.enter(by=keeper, enterprise=own.key, field="tax", entered=told, now=now)
    theirs = Entered("filed-late", "演示-2", date(2024, 6, 3), "演示", "演示")
    foreign = credit_records.enter(by=keeper, enterprise=other.key, field="tax", entered=theirs, now=now)
    grades.run(by=keeper, field="tax", now=now)
    of_cases = pages_cases.prepare(keeper, own.key, other.key)
    told_of = {"credit_firm": own.key, "credit_record": str(made.pk), "credit_foreign": str(foreign.pk), "credit_other": other.key}
    return told_of | of_cases | pages_inspections.prepare(keeper, own.key)


def visits(has: Has) -> list[Visit]:
    """Every page of the room."""
    firm, record = f"/credit/firms/{has['credit_firm']}/", f"/credit/records/{has['credit_record']}/"
    return [
        Visit("credit:list", "officer", "/credit/"),
        Visit("credit:list", "", "/credit/"),
        Visit("credit:field", "officer", _FIELD),
        Visit("credit:field", "", f"{_FIELD}?version=2014"),
        Visit("credit:grade", "department", f"{_FIELD}grade/"),
        Visit("credit:firms", "officer", f"{_FIELD}firms/"),
        Visit("credit:firm", "officer", firm),
        Visit("credit:firm", "enterprise", firm),
        Visit("credit:firm_field", "officer", f"{firm}tax/"),
        Visit("credit:firm_field", "enterprise", f"{firm}tax/"),
        Visit("credit:records", "department", "/credit/records/"),
        Visit("credit:enter", "department", "/credit/records/new/"),
        Visit("credit:record", "department", record),
        Visit("credit:record", "enterprise", record),
        Visit("credit:fulfil", "department", f"{record}fulfil/"),
        Visit("credit:withdraw", "department", f"{record}withdraw/"),
        *pages_api.visits(has),
        *pages_cases.visits(has),
        *pages_inspections.visits(has),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A firm for whom one does not act, and a record that is no unit's of theirs."""
    other, record = f"/credit/firms/{has['credit_other']}/", f"/credit/records/{has['credit_foreign']}/"
    return [
        Foreign("credit:firm", "enterprise", other),
        Foreign("credit:firm_field", "enterprise", f"{other}tax/"),
        *(Foreign("credit:record", role, record) for role in ("enterprise", "department")),
        Foreign("credit:fulfil", "department", f"{record}fulfil/", _DONE),
        Foreign("credit:withdraw", "department", f"{record}withdraw/", _BACK),
        *pages_api.of_others(has),
        *pages_cases.of_others(has),
        *pages_inspections.of_others(has),
    ]
