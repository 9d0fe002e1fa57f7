"""Days as lists and spreadsheets write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.days import parse_day
from dukou.kit.core.refusals import Malformed

DAY = date(2019, 3, 5)

WRITTEN = [
    "2019-3-5",
    "2019-03-05",
    "2019/03/05",
    "2019/3/5",
    "2019.3.5",
    "20190305",
    "2019年3月5日",
    "2019年03月05日",
    "2019年3月5",
    " 2019 年 3 月 5 日 ",
    "２０１９年３月５日",
    "２０１９－０３－０５",
    "2019-03-05 00:00:00",
    "2019-03-05 00:00:00.000",
    "2019-03-05T08:30",
    "2019/3/5 0:00",
    "2019年3月5日 12:00",
    "二〇一九年三月五日",
    "二零一九年三月五日",
    "二○一九年三月五日",
    43529,
    43529.0,
    43529.75,
    20190305,
    20190305.0,
    DAY,
    datetime(2019, 3, 5, 23, 59),
    datetime(2019, 3, 5, 23, 59, tzinfo=timezone(timedelta(hours=8))),
]


@pytest.mark.parametrize("value", WRITTEN, ids=str)
def test_a_day_is_read(value: object) -> None:
    assert parse_day(value) == DAY


@pytest.mark.parametrize(
    ("value", "cure"),
    [
        ("19-3-5", "年份写四位，如 2019-03-05"),
        ("19/03/05", "年份写四位，如 2019-03-05"),
        ("19年3月5日", "年份写四位，如 2019-03-05"),
        ("03/05/2019", "月和日分不清：把年写在最前面，如 2019-03-05"),
        ("3-5-2019 08:00", "月和日分不清：把年写在最前面，如 2019-03-05"),
        ("2019-02-31", "写成 2019-03-05 或 2019年3月5日"),
        ("20190231", "写成 2019-03-05 或 2019年3月5日"),
        ("2019-13-01", "写成 2019-03-05 或 2019年3月5日"),
        ("0000-00-00", "写成 2019-03-05 或 2019年3月5日"),
        ("2019", "写成 2019-03-05 或 2019年3月5日"),
        ("2019年3月", "写成 2019-03-05 或 2019年3月5日"),
        ("2019-3/5", "写成 2019-03-05 或 2019年3月5日"),
        ("43529", "写成 2019-03-05 或 2019年3月5日"),
        ("2019-03-05 08:30 左右", "写成 2019-03-05 或 2019年3月5日"),
        ("二〇一九年十十月五日", "写成 2019-03-05 或 2019年3月5日"),
        ("٢٠١٩-٠٣-٠٥", "写成 2019-03-05 或 2019年3月5日"),
        ("", "写成 2019-03-05 或 2019年3月5日"),
        ("2019-03-05" + "\u00a0" * 60 + "9", "写成 2019-03-05 或 2019年3月5日"),
        (None, "写成 2019-03-05 或 2019年3月5日"),
        (True, "写成 2019-03-05 或 2019年3月5日"),
        ("1799-12-31", "改正年份"),
        (date(1799, 12, 31), "改正年份"),
        (datetime(1, 1, 1), "改正年份"),
        (2019, "把这一列设为日期格式，或写成 2019-03-05"),
        (1800, "把这一列设为日期格式，或写成 2019-03-05"),
        (60, "把这一列设为日期格式，或写成 2019-03-05"),
        (0, "把这一列设为日期格式，或写成 2019-03-05"),
        (0.5, "把这一列设为日期格式，或写成 2019-03-05"),
        (-1, "把这一列设为日期格式，或写成 2019-03-05"),
        (80_001, "把这一列设为日期格式，或写成 2019-03-05"),
        (201903, "把这一列设为日期格式，或写成 2019-03-05"),
        (20190305.5, "把这一列设为日期格式，或写成 2019-03-05"),
        (10**400, "把这一列设为日期格式，或写成 2019-03-05"),
        (float("inf"), "把这一列设为日期格式，或写成 2019-03-05"),
        (float("nan"), "把这一列设为日期格式，或写成 2019-03-05"),
    ],
    ids=lambda told: str(told)[:20],
)
def test_what_is_no_day_or_two_days_is_refused_with_its_cure(value: object, cure: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse_day(value)
    assert refused.value.cure.zh == cure


@pytest.mark.parametrize(("serial", "day"), [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (80_000, "2119-01-11")])
def test_day_numbers_are_those_of_the_1900_system(serial: int, day: str) -> None:
    assert parse_day(serial).isoformat() == day


CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def spelled(number: int) -> str:
    """A number below 40 as a date spells it: 五, 十, 十二, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    return ("十" if tens == 1 else f"{tens}十".translate(CHINESE) if tens else "") + (str(ones).translate(CHINESE) if ones else "")


@given(st.dates(min_value=date(1800, 1, 1)))
def test_every_day_is_read_back_from_every_spelling(day: date) -> None:
    loose = f"{day.year}{{0}}{day.month}{{0}}{day.day}"
    chinese = f"{str(day.year).translate(CHINESE)}年{spelled(day.month)}月{spelled(day.day)}日"
    for text in (day.isoformat(), *map(loose.format, "-/."), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", chinese):
        assert parse_day(text) == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.text(st.sampled_from("0123456789-/.年月日一二三十: T"))))
def test_anything_is_a_credible_day_or_malformed(value: object) -> None:
    try:
        assert parse_day(value).year >= 1800
    except Malformed as refused:
        whole = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)  # as a sheet shows it
        assert refused.what.zh in (f"“{str(value)[:40]}”不是日期", f"“{whole[:40]}”不是日期")
