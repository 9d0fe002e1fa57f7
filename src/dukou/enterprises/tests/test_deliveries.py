"""Lists received, taken in and discarded: all rows or none, a second time nothing, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions import deliveries
from dukou.enterprises.actions.delivery_refusals import DayAhead, FileGone, NoSuchDelivery, NotWaiting, ReasonMissing, RowsRefused
from dukou.enterprises.core.kinds import DeliveryState, Fate
from dukou.enterprises.models import Amendment, Delivery, Enterprise, EnterpriseName
from dukou.enterprises.queries.deliveries import Progress, delivery, remark_counts
from dukou.enterprises.queries.name_index import name_index
from dukou.enterprises.register import suspects
from dukou.enterprises.tasks import telling
from dukou.enterprises.tests.lists_made import (
    FIRMS,
    HEADS,
    KEEPER,
    KNOWN,
    NOW,
    A,
    B,
    C,
    as_csv,
    everything,
    hand_in,
    load_national,
    register,
    said,
    take,
)
from dukou.figures.core.claims import ClaimKind
from dukou.figures.models import Claim, Finding
from dukou.figures.queries import trace_of
from dukou.kit.core.labels import Label
from dukou.kit.jobs.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def national_pack(rows_of_module: None) -> None:
    load_national()


def test_a_list_becomes_entries_and_figures_that_name_the_row_they_stand_in() -> None:
    counts = take(as_csv([HEADS, *FIRMS], "gb18030"), "重点企业.csv")
    assert (counts.rows, counts.added, counts.figures_added) == (3, 3, 2)
    assert register() == {code: name for name, code, *_ in FIRMS}
    found = Delivery.objects.get()
    assert (found.state, found.name, found.imported_at) == (DeliveryState.IMPORTED, "重点企业.csv", NOW)
    assert list(Enterprise.objects.order_by("pk").values_list("row", "delivery")) == [(2, found.pk), (3, found.pk), (4, found.pk)]
    claims = Claim.objects.order_by("pk")
    assert [(each.ref, each.operator, each.value, each.unit, each.place, each.visibility) for each in claims] == [
        ("e1.revenue.2023.reported", "=", "1500", "万元", "2", "internal"),
        ("e3.revenue.2023.reported", "≥", "80", "万元", "4", "internal"),
    ]
    trace = trace_of(viewer=KEEPER, ref="e3.revenue.2023.reported", known_on=KNOWN)
    assert trace is not None and trace.place is not None
    assert (trace.source.zh, trace.place.zh, trace.subject.zh) == ("重点企业.csv", "第 4 行", "示例市山泉食品厂")
    assert EnterpriseName.objects.filter(pk__in=name_index().find(["白帆"], 9)).get().enterprise.code == B


def test_one_event_tells_of_the_whole_list() -> None:
    number = hand_in(as_csv([HEADS, *FIRMS]))
    before = AuditEvent.objects.count()
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    event = AuditEvent.objects.latest("pk")
    assert AuditEvent.objects.count() == before + 1
    assert (event.act, event.actor, event.subject_kind, event.subject_key) == ("deliveries.take_in", "cli:keeper", "delivery", str(number))
    found, after = Delivery.objects.get(), event.after
    assert counts is not None and after == {"name": "名单.csv", "sha256": found.sha256, "size": found.size} | counts.as_dict()


def test_a_list_taken_in_twice_changes_nothing() -> None:
    content = as_csv([HEADS, *FIRMS])
    take(content)
    number = hand_in(content)
    seen = delivery(KEEPER, number)
    assert seen is not None and seen.imported_before == (number - 1,)
    before = everything()
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and (counts.unchanged, counts.is_changing) == (3, False)
    assert everything() == before
    assert Delivery.objects.get(pk=number).state == DeliveryState.IMPORTED


def test_a_later_list_amends_and_corrects_and_says_where_from() -> None:
    take(as_csv([HEADS, *FIRMS]))
    changed = [["示例市青禾玻纤有限公司", A, "样本路 9 号", "1600"], FIRMS[1], ["示例市山泉食品厂", C, "样本路 3 号", "≥80"]]
    later = NOW + timedelta(days=30)
    counts = take(as_csv([HEADS, *changed]), "八月.csv", now=later, known_on=later.date())
    assert (counts.changed, counts.unchanged, counts.figures_added, counts.figures_corrected) == (2, 1, 0, 1)
    amended = Amendment.objects.order_by("pk").values_list("enterprise__code", "field", "before", "after", "row")
    assert list(amended) == [(A, "address", "样本路 1 号", "样本路 9 号", 2), (C, "address", "", "样本路 3 号", 4)]
    trace = trace_of(viewer=KEEPER, ref="e1.revenue.2023.reported", known_on=later.date())
    assert trace is not None
    assert [(str(each.claim.value), each.reason) for each in trace.revisions] == [("1500万元", ""), ("1600万元", "清单“八月.csv”")]


def test_a_list_older_than_what_stands_corrects_nothing() -> None:
    take(as_csv([HEADS, *FIRMS]))
    number = hand_in(as_csv([HEADS, ["示例市青禾玻纤有限公司", A, "", "900"]]), known_on=date(2024, 7, 1))
    assert said(number) == [(2, "figure_older", "营收：900万元 不再录入：已有更晚得知的数")]
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and (counts.figures, counts.is_changing) == (1, False)
    assert Claim.objects.count() == 2


def test_what_breaks_in_the_middle_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"示例市样品{place}厂", "", f"样本路 {place} 号", place] for place in range(1200)]
    number = hand_in(as_csv([HEADS, *rows]))
    before = everything()

    def breaks(*_: object) -> int:
        assert Enterprise.objects.count() == 1200  # all was written by then
        raise OSError("made to fail")

    monkeypatch.setattr(suspects, "note_alike", breaks)
    with pytest.raises(OSError, match="made to fail"):
        deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert everything() == before
    assert Delivery.objects.get().state == DeliveryState.PREVIEWED


def test_a_register_that_changed_since_the_preview_is_looked_at_anew() -> None:
    number = hand_in(as_csv([HEADS, ["示例市晚霞服饰有限公司", A, "", ""]]))
    take(as_csv([HEADS, FIRMS[0], ["示例市红枫纸业有限公司", A, "", ""]]))
    before = everything()
    with pytest.raises(RowsRefused) as caught:
        deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert caught.value.said_why.zh.startswith("有 1 行被拒绝，第一处：第 2 行：“示例市晚霞服饰有限公司”：名录里有几家用这个代码")
    assert everything() == before


def test_who_keeps_no_register_neither_hands_in_nor_sees_a_list() -> None:
    number = hand_in(as_csv([HEADS, *FIRMS]))
    reader = replace(KEEPER, permissions=frozenset({Permission.SEE_REGISTER}))
    with pytest.raises(NotPermitted):
        hand_in(as_csv([HEADS, *FIRMS]), by=reader)
    for act in (deliveries.take_in, deliveries.examine):
        with pytest.raises(NotPermitted):
            act(by=reader, number=number, now=NOW)
    with pytest.raises(NotPermitted):
        deliveries.discard(by=reader, number=number, reason="不要", now=NOW)
    assert (delivery(reader, number), remark_counts(reader, number)) == (None, {})


def test_figures_are_taken_in_only_by_those_who_record_figures() -> None:
    keeper = replace(KEEPER, permissions=frozenset({Permission.KEEP_REGISTER}))
    number, without = hand_in(as_csv([HEADS, *FIRMS]), by=keeper), hand_in(as_csv([HEADS[:2], FIRMS[0][:2]]), by=keeper)
    with pytest.raises(NotPermitted):
        deliveries.take_in(by=keeper, number=number, now=NOW)
    assert Enterprise.objects.count() == 0
    deliveries.take_in(by=keeper, number=without, now=NOW)
    assert Enterprise.objects.count() == 1


def test_a_list_is_decided_upon_once() -> None:
    number = hand_in(as_csv([HEADS, *FIRMS]))
    with pytest.raises(ReasonMissing):
        deliveries.discard(by=KEEPER, number=number, reason=" ", now=NOW)
    deliveries.discard(by=KEEPER, number=number, reason="发错了", now=NOW)
    event = AuditEvent.objects.latest("pk")
    assert (event.act, event.reason, Delivery.objects.get().state) == ("deliveries.discard", "发错了", DeliveryState.DISCARDED)
    with pytest.raises(NotWaiting):
        deliveries.take_in(by=KEEPER, number=number, now=NOW)
    with pytest.raises(NoSuchDelivery):
        deliveries.discard(by=KEEPER, number=number + 1, reason="x", now=NOW)


def test_nothing_is_known_before_its_day_and_a_removed_file_is_missed() -> None:
    with pytest.raises(DayAhead):
        hand_in(as_csv([HEADS, *FIRMS]), known_on=KNOWN + timedelta(days=1))
    number = hand_in(as_csv([HEADS, ["示例市只此一次厂", "", "", ""]]))
    found = Delivery.objects.get()
    (Path(settings.HOME.uploads) / found.sha256[:2] / found.sha256).unlink()
    with pytest.raises(FileGone):
        deliveries.take_in(by=KEEPER, number=number, now=NOW)


def test_the_preview_shows_what_each_column_and_each_of_the_first_rows_would_do() -> None:
    take(as_csv([HEADS, *FIRMS]))
    rows = [["示例市青禾玻纤有限公司", A, "样本路 9 号", ""], FIRMS[1], ["合计"], ["示例市新来厂", "", "", ""]]
    seen = delivery(KEEPER, hand_in(as_csv([[*HEADS, "联系人"], *rows])))
    assert seen is not None
    assert [(each.heading, each.meaning.zh) for each in seen.columns] == [
        ("企业名称", "企业名称"),
        ("统一社会信用代码", "统一社会信用代码"),
        ("地址", "地址"),
        ("2023年营业收入（万元）", "营收 2023年 万元"),
    ]
    assert [(each.row, each.fate, each.changes) for each in seen.first_rows] == [
        (2, Fate.CHANGED, (("address", "样本路 1 号", "样本路 9 号"),)),
        (3, Fate.UNCHANGED, ()),
        (4, Fate.PASSED_OVER, ()),
        (5, Fate.ADDED, ()),
    ]


def test_a_large_list_is_examined_and_taken_in_by_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "AT_ONCE", 100)
    worker = Worker(clock=lambda: NOW + timedelta(minutes=1))
    number = hand_in(as_csv([HEADS, *FIRMS]), at_once=False)
    assert Delivery.objects.get().state == DeliveryState.READING
    assert worker.run_until_empty() == 1
    assert Delivery.objects.get().state == DeliveryState.PREVIEWED
    assert deliveries.take_in(by=KEEPER, number=number, now=NOW) is None
    assert (Delivery.objects.get().state, Enterprise.objects.count()) == (DeliveryState.TAKING_IN, 0)
    assert worker.run_until_empty() == 1
    assert (Delivery.objects.get().state, Enterprise.objects.count()) == (DeliveryState.IMPORTED, 3)


def test_what_a_worker_cannot_read_or_take_in_is_told_on_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "AT_ONCE", 10)
    worker = Worker(clock=lambda: NOW + timedelta(minutes=1))
    bad = hand_in(as_csv([["电话", "网址"], ["1", "2"]]), at_once=False)
    late = hand_in(as_csv([HEADS, ["示例市晚霞服饰有限公司", A, "", ""]]), at_once=False)
    assert worker.run_until_empty() == 2
    seen = delivery(KEEPER, bad)
    assert seen is not None and (seen.state, seen.refusal["what"].zh) == (DeliveryState.REFUSED, "没有读“名单.csv”")
    deliveries.take_in(by=KEEPER, number=late, now=NOW)
    take(as_csv([HEADS, FIRMS[0], ["示例市红枫纸业有限公司", A, "", ""]]))
    assert worker.run_until_empty() == 2  # the late list, and the look for names near those of the other
    seen = delivery(KEEPER, late)
    assert seen is not None and (seen.state, seen.refusal["what"].zh) == (DeliveryState.PREVIEWED, "没有导入")


def test_how_far_a_worker_is_can_be_seen_while_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "AT_ONCE", 100)
    number = hand_in(as_csv([HEADS, *FIRMS]), at_once=False)
    with telling(number) as step:
        step(Label("通读", "reading"), 3, 9)
        seen = delivery(KEEPER, number)
        assert seen is not None and seen.progress == Progress(Label("通读", "reading"), 3, 9)
    seen = delivery(KEEPER, number)
    assert seen is not None and (seen.state, seen.progress) == (DeliveryState.READING, None)


# ── whose figures, and how firm ──


def test_figures_of_another_kind_stand_beside_one_another() -> None:
    take(as_csv([HEADS, ["示例市青禾玻纤有限公司", A, "", "1500（快报）"]]))
    take(as_csv([HEADS, ["示例市青禾玻纤有限公司", A, "", "1490"]]), kind=ClaimKind.FINAL)
    assert list(Claim.objects.order_by("pk").values_list("ref", "kind", "value")) == [
        ("e1.revenue.2023.preliminary", "preliminary", "1500"),
        ("e1.revenue.2023.final", "final", "1490"),
    ]


def test_what_two_offices_report_differently_stands_side_by_side_and_is_found() -> None:
    other = replace(KEEPER, organisations=frozenset({"tax-office"}))
    take(as_csv([HEADS, ["示例市青禾玻纤有限公司", A, "", "1500"]]))
    for value in ("1500.0", "1700"):
        number = hand_in(as_csv([HEADS, ["示例市青禾玻纤有限公司", A, "", value]]), by=other)
        deliveries.take_in(by=other, number=number, now=NOW)
    assert list(Claim.objects.order_by("pk").values_list("ref", "value")) == [
        ("e1.revenue.2023.reported", "1500"),
        ("e1.revenue.2023.reported.tax-office", "1700"),
    ]
    assert Finding.objects.get().rule == "disagreement"
