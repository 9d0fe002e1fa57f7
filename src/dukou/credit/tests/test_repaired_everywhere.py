"""The repair test: after the grant nothing of the record is shown or used anywhere, by whoever looks.

It walks every route of the room that can be looked at, as every role, so that a route that comes later is walked too: what stands open in
an address is filled with every key of this district that may stand there. First everything is shown to have been there before.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.routes import routes
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.models import CaseEvent, Message, RunningClock
from dukou.credit.actions import disputes, grades, record_lists, repairs
from dukou.credit.commands import app
from dukou.credit.core.entering import Entered
from dukou.credit.models import CreditCase, CreditRecord, GradeChange, RecordDelivery
from dukou.credit.queries.lists import aside_rows
from dukou.credit.queries.records import held_of, held_of_many
from dukou.credit.tests.cases_made import PROMISE, agent, load
from dukou.credit.tests.credit_made import officer
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.rules.queries.catalogue import catalogue
from dukou.warehouse.queries.declared import TABLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
BACKEND = "dukou.accounts.auth.PasswordSignIn"
MARKS = ("荧惑", "太白号")  # stand in what the record says, and in its number: nowhere else
BESIDE = ("/", "/casework/inbox/", "/enterprises/{firm}/")
ROLES = {
    "leader": Role.LEADER,
    "industry": Role.INDUSTRY_OFFICER,
    "window": Role.WINDOW_CLERK,
    "banker": Role.BANK_OFFICER,
    "auditor": Role.AUDITOR,
    "steward": Role.STEWARD,
    "force": Role.TASK_FORCE_MEMBER,
}
SEE_IT = {"tax-officer", "lead-officer"}  # and the firm's own agent


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    load(tmp_path / "pack")
    row, other = made_up.register("虚构青禾玻璃厂", "虚构白帆软件公司")
    agent(row, "own-agent")
    agent(other, "other-agent")
    for unit in ("tax", "lead", "health"):
        officer(unit)
    for name, role in ROLES.items():
        cast.person(name, role, at="somewhere")
    return row


@pytest.mark.once  # what is filtered is tried on both databases where the predicates are
def test_nothing_of_it_is_shown_or_used_anywhere_any_more(firm: Enterprise, tmp_path: Path) -> None:
    tax = _viewer("tax-officer")
    row = _from_a_list(firm, tmp_path)
    for field, unit in (("tax", tax), ("overall", _viewer("lead-officer"))):
        grades.run(by=unit, field=field)
    case = _asked_for_the_second_time(row)
    keys = _keys(firm, row)
    before = _shown(keys)
    assert {who for who, _ in before} == {*SEE_IT, "own-agent"}
    assert {"credit:case", "credit:ask_repair", "credit:record", "credit:records", "credit:records_download"} <= {at for _, at in before}
    used = _used(firm, row)
    assert (used["held"], used["of many"], used["reasons"]) == ([row.pk], [row.pk], {"tax": [row.pk], "overall": [row.pk]})
    told = _told_elsewhere(firm)

    repairs.grant(by=tax, number=case.pk, confirms_duty=True, words=f"{MARKS[0]}可以修复")

    assert _shown(keys) == set()
    used = _used(firm, row)
    assert (used["held"], used["of many"], used["reasons"]) == ([], [], {"tax": [], "overall": []})
    assert _marked(_told_elsewhere(firm)) == []
    after = _told_elsewhere(firm)
    assert [name for name in told if name.startswith(("fact", "verb")) and told[name] != after[name]] != []
    assert _page("own-agent", f"/credit/cases/{case.pk}/").count("不再计入") == 1  # its receipt is what is left


def test_a_record_that_was_corrected_is_shown_and_used_no_more_either(firm: Enterprise, tmp_path: Path) -> None:
    tax, own = _viewer("tax-officer"), _viewer("own-agent")
    row = _from_a_list(firm, tmp_path)
    case = disputes.ask(by=own, record=row.pk, words=f"{MARKS[0]}不对")
    keys = _keys(firm, row)
    assert {route for _, route in _shown(keys)} >= {"credit:case", "credit:ask_dispute"}
    right = Entered("fine", "更正后的号", row.decided_on, text="更正后的内容", evidence="更正决定")
    new = disputes.correct(by=tax, number=case.pk, reason=f"{MARKS[0]}有误", right=right).replaced_by
    assert new is not None
    assert (_shown(keys | {"record": [row.pk, new.pk]}), [each.id for each in held_of(firm.pk, timezone.localdate())]) == (set(), [new.pk])


def _from_a_list(firm: Enterprise, folder: Path) -> CreditRecord:
    """The record comes by the longest way: in a list under a name that nobody knows, and then matched."""
    tax, path = _viewer("tax-officer"), folder / "清单.csv"
    day = timezone.localdate().replace(day=1)
    decided = day.replace(year=day.year - 1)
    head, cells = "企业名称,文书号,记录种类,决定日期,内容,公示起", f"虚构无人知厂,{MARKS[1]},fine,{decided},{MARKS[0]}漏报,{decided}"
    path.write_text(f"{head}\n{cells}\n", encoding="utf-8")
    record_lists.take_in(by=tax, path=path, name=path.name, field="tax")
    (waiting,), _ = aside_rows(tax)
    assert set(MARKS) == {mark for mark in MARKS if mark in _page("tax-officer", f"/credit/lists/rows/{waiting.pk}/")}
    return record_lists.match(by=tax, row=waiting.pk, enterprise=firm.key)


def _asked_for_the_second_time(row: CreditRecord) -> CreditCase:
    """The firm and the unit both wrote of the record in their own words, and were refused once."""
    tax, own, today = _viewer("tax-officer"), _viewer("own-agent"), timezone.localdate()
    told: dict[str, Any] = {"words": f"{MARKS[0]}已整改", "promise": f"{PROMISE}，{MARKS[0]}不再", "evidence": MARKS[1], "done_on": today}
    refused = repairs.ask(by=own, record=row.pk, **told)
    repairs.refuse(by=tax, number=refused.pk, reason=f"{MARKS[0]}的材料不全")
    case = repairs.ask(by=own, record=row.pk, **told)
    return repairs.accept(by=tax, number=case.pk)


def _keys(firm: Enterprise, row: CreditRecord) -> dict[str, Sequence[object]]:
    """What may stand open in an address, by its name; a name that nobody thought of is tried with all of them."""
    numbers = [*CreditCase.objects.values_list("pk", flat=True), *RecordDelivery.objects.values_list("pk", flat=True), row.pk, firm.pk]
    named: dict[str, Sequence[object]] = {"record": [row.pk], "key": [firm.key], "slug": ["tax", "overall"], "ending": ["csv", "xlsx"]}
    return named | {"int": sorted(set(numbers)), "str": [firm.key, "tax", "overall", "csv", "xlsx"]}


def _addresses(keys: Mapping[str, Sequence[object]]) -> Iterator[tuple[str, str]]:
    for route in routes():
        address = route.address
        if not (route.name.startswith("credit:") or address.startswith("/api/v1/credit")) or route.method not in ("", "GET"):
            continue
        open_ones = re.findall(r"<(?:(\w+):)?(\w+)>", address)
        choices = [keys.get(name) or (keys["int"] if kind == "int" else keys["str"]) for kind, name in open_ones]
        for chosen in itertools.product(*choices):
            yield route.title, re.sub(r"<[^>]+>", "{}", address).format(*chosen)
    yield from ((each, each.format(firm=keys["key"][0])) for each in BESIDE)
    yield from (("casework:clock", f"/casework/clocks/{each.pk}/") for each in RunningClock.objects.all())


def _shown(keys: Mapping[str, Sequence[object]]) -> set[tuple[str, str]]:
    """By whom and at which route a mark is read."""
    found = set()
    addresses = list(_addresses(keys))
    assert len({route for route, _ in addresses}) > 7
    for name in ("", *Person.objects.order_by("pk").values_list("username", flat=True)):
        client = _client(name)
        found |= {(name, route) for route, address in addresses if any(mark in _text(client.get(address)) for mark in MARKS)}
    return found


def _used(firm: Enterprise, row: CreditRecord) -> dict[str, Any]:
    """Where the record is counted: what is in use, and the reasons of the grades that stand."""
    on = timezone.localdate()
    rows = GradeChange.objects.filter(enterprise=firm, is_last=True)
    reasons = {each.field: sorted({number for reason in each.reasons for number in reason["records"]}) for each in rows}
    return {
        "held": [each.id for each in held_of(firm.pk, on)],
        "of many": [each.id for some in held_of_many(on).values() for each in some],
        "reasons": reasons,
    }


def _told_elsewhere(firm: Enterprise) -> dict[str, str]:
    """Every fact about firms that this room states, every table that it lends, its verbs, and what people were told."""
    on, lead = timezone.localdate(), _viewer("lead-officer")
    facts = {key: fact for key, fact in catalogue().items() if fact.state.__module__.startswith("dukou.credit.")}
    assert len(facts) > 4
    told = {f"fact {key}": str(fact.state(lead, [firm.key], on)) for key, fact in facts.items()}
    lent = [name for name in list(TABLES.keys()) if name.startswith("credit")]
    told |= {f"table {name}": str(list(TABLES[name].lent(on))) for name in lent}
    for verb in (["grade", firm.key], ["what-if", firm.key], ["grade", firm.key, "--as-of", str(on)]):
        told[f"verb {verb}"] = CliRunner().invoke(app, [*verb, "--format", "json"]).output
    told["messages"] = str(list(Message.objects.values_list("zh", "en")))
    told["trail"] = str(list(AuditEvent.objects.values_list("after", "reason")))
    told["events of cases"] = str(list(CaseEvent.objects.values_list("data", flat=True)))
    return told


def _marked(told: Mapping[str, str]) -> list[str]:
    return [name for name, text in told.items() if any(mark in text for mark in MARKS)]


def _viewer(name: str) -> Viewer:
    return viewer_of(Person.objects.get(username=name), timezone.localdate())


def _client(name: str) -> Client:
    client = Client()
    if name:
        client.force_login(Person.objects.get(username=name), backend=BACKEND)
    return client


def _page(name: str, address: str) -> str:
    return _text(_client(name).get(address))


def _text(answer: Any) -> str:
    """All text of an answer: of a workbook what stands in it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return str(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(each).decode(errors="replace") for each in packed.namelist())
