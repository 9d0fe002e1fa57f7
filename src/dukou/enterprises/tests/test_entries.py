"""Registering and amending by hand: what is written, what is refused, what the trail says."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, command_line_viewer
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions import entries
from dukou.enterprises.actions._holding import CodeRefused, NameUnfit, NoSuchEnterprise
from dukou.enterprises.core.codes import check_character, inner_check
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import NameKind, Status, UnitKind
from dukou.enterprises.models import Amendment, Enterprise, EnterpriseName
from dukou.enterprises.queries.search import search
from dukou.enterprises.tests.made_up import NOW, viewer

pytestmark = pytest.mark.django_db
KEEPER = command_line_viewer("tester")
ORGANISATION = "XX12345" + "6"


def code_of(start: str) -> str:
    """A code with both check characters right; its organisation part is a made-up one."""
    first = start + ORGANISATION + inner_check(ORGANISATION)
    return first + check_character(first)


def test_what_follows_from_name_code_and_capital_is_stored_beside_what_was_typed() -> None:
    written = code_of("91500104").lower()
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆智能装备有限公司", code=written, capital="1,500(万美元)"), now=NOW)
    row = Enterprise.objects.get(key=key)
    assert (row.code, row.code_written, row.code_faults) == (written.upper(), written, "")
    assert (row.capital_written, row.capital_amount, row.capital_currency) == ("1,500(万美元)", 1500 * 10**4 * 100, "USD")
    assert (row.unit_kind, row.sort_key[:5], row.status) == (UnitKind.COMPANY, "slsyf", Status.UNSTATED)


@pytest.mark.parametrize(
    ("name", "start", "kind"),
    [
        ("示例市云帆有限公司", "91500104", UnitKind.COMPANY),
        ("示例市云帆有限公司大渡口分公司", "91500104", UnitKind.BRANCH),
        ("示例市云帆小吃店", "92500104", UnitKind.SELF_EMPLOYED),
        ("示例市云帆种植专业合作社", "93500104", UnitKind.COOPERATIVE),
        ("示例市云帆研究院", "12500104", UnitKind.OTHER),
        ("示例市云帆有限公司", "", UnitKind.COMPANY),
    ],
)
def test_what_sort_of_unit_it_is_shows_in_code_and_name(name: str, start: str, kind: UnitKind) -> None:
    key = entries.register(by=KEEPER, entry=Entry(name=name, code=code_of(start) if start else ""), now=NOW)
    assert Enterprise.objects.get(key=key).unit_kind == kind


def test_a_doubtful_code_is_kept_with_its_doubt() -> None:
    good = code_of("91500104")
    bad = good[:-1] + ("0" if good[-1] != "0" else "1")
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", code=bad), now=NOW)
    assert Enterprise.objects.get(key=key).code_faults == "check_character"


@pytest.mark.parametrize("code", ["9150010412345678", "91500104XX123456IO"])
def test_what_cannot_be_a_code_is_refused(code: str) -> None:
    with pytest.raises(CodeRefused):
        entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", code=code), now=NOW)
    assert Enterprise.objects.count() == 0


@pytest.mark.parametrize("name", ["", "云" * 121])
def test_a_name_has_a_sensible_length(name: str) -> None:
    with pytest.raises(NameUnfit):
        entries.register(by=KEEPER, entry=Entry(name=name), now=NOW)


def test_the_same_firm_is_not_entered_twice_without_a_reason() -> None:
    first = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", code=code_of("91500104")), now=NOW)
    with pytest.raises(entries.AlreadyRegistered) as refused:
        entries.register(by=KEEPER, entry=Entry(name="示例市云帆（有限公司）"), now=NOW)
    assert refused.value.details["key"] == first
    second = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司"), reason="同名两家，已核对执照", now=NOW)
    assert second != first


def test_a_new_name_leaves_the_old_one_behind_and_both_are_found() -> None:
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", short_names=("云帆",)), now=NOW)
    entries.amend(by=KEEPER, key=key, entry=Entry(name="示例市长风有限公司"), reason="执照变更", now=NOW)
    names = EnterpriseName.objects.filter(enterprise__key=key).order_by("kind").values_list("kind", "text", "until_on")
    assert list(names) == [
        (NameKind.CURRENT, "示例市长风有限公司", None),
        (NameKind.FORMER, "示例市云帆有限公司", NOW.date()),
        (NameKind.SHORT, "云帆", None),
    ]
    assert [len(search(KEEPER, text)) for text in ("长风", "云帆有限", "云帆")] == [1, 1, 1]


def test_a_name_taken_back_up_stands_once() -> None:
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司"), now=NOW)
    for name in ("示例市长风有限公司", "示例市云帆有限公司", "示例市长风有限公司"):
        entries.amend(by=KEEPER, key=key, entry=Entry(name=name), reason="执照变更", now=NOW)
    names = EnterpriseName.objects.filter(enterprise__key=key).values_list("kind", "text")
    assert sorted(names) == [
        (NameKind.CURRENT, "示例市长风有限公司"),
        (NameKind.FORMER, "示例市云帆有限公司"),
        (NameKind.FORMER, "示例市长风有限公司"),
    ]


def test_each_amended_field_is_kept_with_before_after_and_reason() -> None:
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", address="甲街 1 号"), now=NOW)
    count = entries.amend(by=KEEPER, key=key, entry=Entry(address="乙街 2 号", founded_on=date(2019, 3, 5)), reason="现场核实", now=NOW)
    rows = Amendment.objects.order_by("field").values_list("field", "before", "after", "reason")
    assert (count, list(rows)) == (
        2,
        [("address", "甲街 1 号", "乙街 2 号", "现场核实"), ("founded_on", "", "2019-03-05", "现场核实")],
    )
    event = AuditEvent.objects.order_by("-id")[0]
    assert (event.act, event.before, event.after) == (
        "enterprises.amend",
        {"address": "甲街 1 号", "founded_on": ""},
        {"address": "乙街 2 号", "founded_on": "2019-03-05"},
    )


@pytest.mark.parametrize(("address", "reason"), [("甲街 1 号", "现场核实"), ("乙街 2 号", " ")])
def test_an_amendment_changes_something_and_says_why(address: str, reason: str) -> None:
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", address="甲街 1 号"), now=NOW)
    with pytest.raises(entries.NothingAmended):
        entries.amend(by=KEEPER, key=key, entry=Entry(address=address), reason=reason, now=NOW)
    assert (Amendment.objects.count(), Enterprise.objects.get(key=key).address) == (0, "甲街 1 号")


def test_what_is_not_stated_erases_nothing() -> None:
    key = entries.register(by=KEEPER, entry=Entry(name="示例市云帆有限公司", address="甲街 1 号", capital="500万元"), now=NOW)
    entries.amend(by=KEEPER, key=key, entry=Entry(division="500104"), reason="补充", now=NOW)
    row = Enterprise.objects.get(key=key)
    assert (row.address, row.capital_written, row.division) == ("甲街 1 号", "500万元", "500104")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INDUSTRY_OFFICER])
def test_only_the_industry_office_keeps_the_register(role: Role) -> None:
    with pytest.raises(NotPermitted):
        entries.register(by=viewer("somebody", role), entry=Entry(name="示例市云帆有限公司"), now=NOW)
    assert Enterprise.objects.count() == 0


def test_what_one_may_not_see_one_cannot_amend() -> None:
    officer = viewer("officer", Role.INDUSTRY_OFFICER)
    with pytest.raises(NoSuchEnterprise):
        entries.amend(by=officer, key="e404", entry=Entry(address="乙街 2 号"), reason="现场核实", now=NOW)
