"""What commands write: exact JSON for programs, a table for people, nothing else on stdout."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.callers import called_by, caller
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, speaking
from dukou.kit.core.periods import parse_period
from dukou.kit.models import JobState
from dukou.kit.output import Column, Format, as_json, emit_rows, note, progress

COLUMNS = (Column("name", Label("名称", "name")), Column("value", Label("数值", "value"), "right"))
Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@dataclass
class Cluster:
    """A value of the house without its own JSON form."""

    name: Label
    revenue: Decimal


@given(Json)
def test_json_is_read_back_as_it_was(value: object) -> None:
    assert json.loads(as_json(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_decimals_are_numbers_with_every_digit(value: Decimal) -> None:
    assert json.loads(as_json({"value": value}), parse_float=Decimal, parse_int=Decimal) == {"value": value}


def test_values_of_the_house() -> None:
    said = {
        "label": Label("小面", "noodles"),
        "state": JobState.DONE,
        "period": parse_period("2024H1"),
        "on": date(2024, 7, 8),
        "at": datetime(2024, 7, 8, 12, tzinfo=UTC),
        "cluster": Cluster(Label("小面", "noodles"), Decimal("24.31")),
        "set": {"b", "a"},
    }
    assert json.loads(as_json(said)) == {
        "label": {"zh": "小面", "en": "noodles"},
        "state": "done",
        "period": "2024H1",
        "on": "2024-07-08",
        "at": "2024-07-08T12:00:00+00:00",
        "cluster": {"name": {"zh": "小面", "en": "noodles"}, "revenue": 24.31},
        "set": ["a", "b"],
    }


def test_json_keeps_chinese_and_is_indented() -> None:
    assert as_json({"名": ["面", {}], "空": []}) == '{\n  "名": [\n    "面",\n    {}\n  ],\n  "空": []\n}'


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), float("nan")])
def test_what_is_no_number_is_not_written_as_one(value: object) -> None:
    with pytest.raises(ValueError, match=r"NaN|Infinity|not JSON compliant"):
        as_json(value)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_rows_as_json_are_a_list(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"name": Label("面", "noodles"), "value": Decimal(number)} for number in range(count)]
    emit_rows(rows, COLUMNS, Format.JSON)
    assert json.loads(capsys.readouterr().out) == [{"name": {"zh": "面", "en": "noodles"}, "value": number} for number in range(count)]


def test_rows_as_a_table_speak_the_language_and_leave_unknowns_empty(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, object]] = [{"name": Label("面[1]", "noodles"), "value": Decimal("24.31")}, {"name": None}]
    emit_rows(rows, COLUMNS, Format.TABLE, Label("集群", "clusters"))
    in_chinese = capsys.readouterr().out
    with speaking("en"):
        emit_rows(rows, COLUMNS, Format.TABLE)
    in_english = capsys.readouterr().out
    assert [word in in_chinese for word in ("集群", "名称", "面[1]", "24.31", "None")] == [True, True, True, True, False]
    assert [word in in_english for word in ("集群", "name", "noodles", "24.31")] == [False, True, True, True]


def test_notes_and_progress_leave_stdout_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(Label("载入", "loading")) as step:
        step("clusters", 1, 3)
    note(Label("好[了]", "done"))
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "好[了]\n")


def test_the_caller_is_the_user_of_the_machine_or_the_person_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "clerk")
    with called_by(Actor("person", "wang.fang")):
        assert str(caller()) == "person:wang.fang"
    assert str(caller()) == "cli:clerk"
