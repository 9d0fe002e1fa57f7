"""Whom the rows of a list speak of: one firm or two, a firm renamed, a code filled in, an entry merged away."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dukou.enterprises.actions import deliveries, doubles
from dukou.enterprises.core.kinds import DeliveryState, Fate
from dukou.enterprises.models import Delivery, Double, Enterprise, EnterpriseName
from dukou.enterprises.queries.deliveries import delivery
from dukou.enterprises.tests.lists_made import (
    FIRMS,
    HEADS,
    KEEPER,
    NOW,
    A,
    B,
    as_csv,
    hand_in,
    load_national,
    register,
    said,
    take,
)
from dukou.figures.models import Claim

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def national_pack(rows_of_module: None) -> None:
    load_national()


def test_a_row_that_comes_again_is_taken_once_and_its_differing_cells_are_named() -> None:
    again = [FIRMS[0][0], A.lower(), "样本路 8 号", "1,500"]
    number = hand_in(as_csv([HEADS, *FIRMS, again, ["示例市山泉食品厂", "", "样本路 7 号", ""]]))
    assert said(number) == [
        (5, "repeated", "与第 2 行是同一家，只取那一行；不同的格子：统一社会信用代码、地址"),
        (6, "no_code", "统一社会信用代码：没有填，只按名称对照"),
        (6, "repeated", "与第 4 行是同一家，只取那一行；不同的格子：统一社会信用代码、地址、2023年营业收入（万元）"),
    ]
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and (counts.rows, counts.added, counts.repeated) == (5, 3, 2)
    assert Enterprise.objects.get(code=A).address == "样本路 1 号"


def test_one_code_under_two_names_is_taken_twice_warned_and_left_to_people() -> None:
    content = as_csv([HEADS, FIRMS[0], ["示例市红枫纸业有限公司", A, "", ""]])
    number = hand_in(content)
    assert [each[:2] for each in said(number)] == [(2, "same_code"), (3, "same_code")]
    assert "与第 3 行代码相同" in said(number)[0][2]
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and (counts.added, counts.doubles) == (2, 1)
    assert "same_code" in Double.objects.get().grounds
    assert not take(content).is_changing


def test_one_name_under_two_codes_is_taken_twice_and_warned() -> None:
    number = hand_in(as_csv([HEADS, FIRMS[0], [FIRMS[0][0], B, "", ""], [FIRMS[0][0], "", "", ""]]))
    assert [each[:2] for each in said(number) if each[1] != "no_code"] == [(2, "same_name"), (3, "same_name"), (4, "same_name")]
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and counts.added == 3


def test_the_same_code_under_a_new_name_renames_and_the_old_name_leads_on() -> None:
    take(as_csv([HEADS, *FIRMS]))
    number = hand_in(as_csv([HEADS, ["示例市青禾新材料股份有限公司", A, "", ""]]))
    assert said(number) == [
        (2, "renamed", "“示例市青禾新材料股份有限公司”：名录里这个代码叫“示例市青禾玻纤有限公司”（e1）；改用新名，原名作曾用名"),
    ]
    deliveries.take_in(by=KEEPER, number=number, now=NOW)
    names = EnterpriseName.objects.filter(enterprise__code=A).order_by("pk").values_list("kind", "text")
    assert sorted(names) == [("current", "示例市青禾新材料股份有限公司"), ("former", "示例市青禾玻纤有限公司")]
    old = hand_in(as_csv([HEADS, FIRMS[0]]))
    assert [each[1] for each in said(old)] == ["earlier_name"]
    deliveries.take_in(by=KEEPER, number=old, now=NOW)
    assert register()[A] == "示例市青禾新材料股份有限公司"


def test_a_former_name_in_the_list_itself_is_kept_once() -> None:
    take(as_csv([HEADS, *FIRMS]))
    take(as_csv([["企业名称", "信用代码", "曾用名"], ["示例市青禾新材料股份有限公司", A, "示例市青禾玻纤有限公司、示例市老厂"]]))
    names = EnterpriseName.objects.filter(enterprise__code=A, kind="former").values_list("text", flat=True)
    assert sorted(names) == ["示例市老厂", "示例市青禾玻纤有限公司"]


def test_a_row_without_a_code_is_matched_by_its_name_and_a_missing_code_is_filled_in() -> None:
    take(as_csv([HEADS, FIRMS[0], ["示例市白帆软件有限公司", "", "", ""]]))
    number = hand_in(as_csv([HEADS, [FIRMS[0][0], "", "样本路 5 号", ""], FIRMS[1]]))
    assert [each[:2] for each in said(number)] == [(2, "no_code"), (2, "matched_by_name"), (3, "code_added")]
    counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert counts is not None and (counts.added, counts.changed) == (0, 2)
    assert register() == {A: FIRMS[0][0], B: FIRMS[1][0]}
    assert not take(as_csv([HEADS, [FIRMS[0][0], "", "样本路 5 号", ""], FIRMS[1]])).is_changing


def test_a_name_written_otherwise_is_matched_where_that_is_safe_and_keeps_its_name() -> None:
    take(as_csv([HEADS, ["示例市青禾玻纤有限公司", "", "", ""]]))
    number = hand_in(as_csv([HEADS, ["示例市青禾玻纤有限责任公司", A, "", ""], ["示例市青禾玻璃有限公司", B, "", ""]]))
    assert [each[:2] for each in said(number)] == [(2, "matched_by_likeness")]
    deliveries.take_in(by=KEEPER, number=number, now=NOW)
    assert register() == {A: "示例市青禾玻纤有限公司", B: "示例市青禾玻璃有限公司"}


def test_a_code_of_several_entries_and_none_of_the_name_is_refused_until_they_are_merged() -> None:
    take(as_csv([HEADS, FIRMS[0], ["示例市红枫纸业有限公司", A, "", ""]]))
    content = as_csv([HEADS, ["示例市晚霞服饰有限公司", A, "", ""]])
    number = hand_in(content)
    assert [each[:2] for each in said(number)] == [(2, "code_of_several")]
    assert Delivery.objects.get(pk=number).state == DeliveryState.REFUSED
    doubles.merge(by=KEEPER, number=Double.objects.get().pk, keep="e1", reason="同一家", now=NOW)
    assert take(content).changed == 1
    assert register() == {A: "示例市晚霞服饰有限公司"}


def test_what_is_said_of_a_merged_entry_is_written_to_the_one_that_stands() -> None:
    take(as_csv([HEADS, FIRMS[0], ["示例市红枫纸业有限公司", A, "", ""]]))
    doubles.merge(by=KEEPER, number=Double.objects.get().pk, keep="e1", reason="同一家", now=NOW)
    number = hand_in(as_csv([HEADS, ["示例市红枫纸业有限公司", A, "样本路 6 号", "7"]]))
    assert [each[1] for each in said(number)] == ["earlier_name"]
    deliveries.take_in(by=KEEPER, number=number, now=NOW)
    kept = Enterprise.objects.get(key="e1")
    assert (kept.name, kept.address, Enterprise.objects.get(key="e2").address) == (FIRMS[0][0], "样本路 6 号", "")
    assert Claim.objects.filter(ref="e1.revenue.2023.reported").count() == 2


def test_what_the_list_tells_apart_is_not_brought_together_by_likeness() -> None:
    take(as_csv([HEADS, ["示例市青禾玻纤有限公司", "", "", ""]]))
    rows = [["示例市青禾玻纤有限责任公司", "", "甲路", ""], ["示例市青禾玻纤有限公司", "", "乙路", ""]]
    counts = take(as_csv([HEADS, *rows]))
    assert (counts.added, counts.changed, counts.doubles) == (1, 1, 1)
    assert Enterprise.objects.get(key="e1").address == "乙路"
    assert not take(as_csv([HEADS, *rows])).is_changing


def test_an_entry_into_which_others_were_merged_is_written_to_by_one_row_alone() -> None:
    rows = [FIRMS[0], ["示例市红枫纸业有限公司", A, "丙路", ""]]
    take(as_csv([HEADS, *rows]))
    doubles.merge(by=KEEPER, number=Double.objects.get().pk, keep="e1", reason="同一家", now=NOW)
    number = hand_in(as_csv([HEADS, *rows]))
    assert [each[:2] for each in said(number)] == [(2, "same_code"), (3, "repeated")]


NAMES = ["示例市青禾玻纤有限公司", "示例市青禾玻纤有限责任公司", "示例市青禾玻璃有限公司", "示例市青禾厂", "示例市白帆软件有限公司", ""]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from([A, B, A.lower(), "915001046789012", ""]),
        st.sampled_from(["", "甲路", "乙路"]),
        st.sampled_from(["", "1", "2"]),
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(ROWS, min_size=1, max_size=3))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_lists_come_each_row_has_one_fate_and_a_second_time_nothing_changes(lists: list[list[tuple[str, ...]]]) -> None:
    with transaction.atomic():
        for rows in lists:
            content = as_csv([HEADS, *rows])
            number = hand_in(content)
            seen = delivery(KEEPER, number)
            assert seen is not None
            fates = [each.fate for each in seen.first_rows]
            assert seen.counts.rows == len(fates) == sum(getattr(seen.counts, fate.value) for fate in Fate)
            if seen.counts.refused:
                continue
            before = Enterprise.objects.count()
            counts = deliveries.take_in(by=KEEPER, number=number, now=NOW)
            assert counts is not None and Enterprise.objects.count() == before + fates.count(Fate.ADDED)
            assert counts.as_dict() == seen.counts.as_dict() | {"doubles": counts.doubles}
            assert not take(content).is_changing
        transaction.set_rollback(True)
