"""Labels: both languages always, the spoken one when printed."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import Label, LabelledEnum, joined, language_of, same, speaking, spoken

HELLO = Label("你好，{name}", "hello, {name}")
Words = st.text(min_size=1).filter(str.strip)


class Colour(LabelledEnum):
    """An enumeration for the tests."""

    RED = "red", "红", "red"
    GREEN = "green", "绿", "green"


@given(Words, Words)
def test_a_label_says_what_was_written(zh: str, en: str) -> None:
    label = Label(zh, en)
    assert (label.within("zh"), label.within("en"), label.as_dict()) == (zh, en, {"zh": zh, "en": en})


@pytest.mark.parametrize(("zh", "en"), [("", "x"), ("好", ""), (" ", "x"), ("好", "\t")])
def test_a_label_without_one_of_its_languages_is_refused(zh: str, en: str) -> None:
    with pytest.raises(ValueError, match="needs both languages"):
        Label(zh, en)


def test_labels_speak_the_language_of_the_block_and_return_to_the_one_before() -> None:
    said = [str(Colour.RED.label)]
    with speaking("en"):
        said.append(str(Colour.RED.label))
        with speaking("zh"):
            said.append(str(Colour.RED.label))
        said.append(str(Colour.RED.label))
    assert [*said, spoken()] == ["红", "red", "红", "red", "zh"]


def test_the_language_returns_even_where_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), speaking("en"):
        raise ZeroDivisionError
    assert spoken() == "zh"


def test_one_threads_language_does_not_leak_into_another() -> None:
    heard: list[str] = []
    with speaking("en"):
        thread = threading.Thread(target=lambda: heard.append(spoken()))
        thread.start()
        thread.join()
        heard.append(spoken())
    assert heard == ["zh", "en"]


def test_filling_speaks_each_language_in_turn() -> None:
    filled = HELLO.filled(name=Colour.RED.label)
    assert (filled.zh, filled.en) == ("你好，红", "hello, red")


@given(st.text())
def test_whatever_is_filled_in_is_not_read_as_a_place(value: str) -> None:
    assert HELLO.filled(name=value).en == f"hello, {value}"


def test_labels_joined_with_the_stop_of_each_language() -> None:
    label = joined([Colour.RED.label, Colour.GREEN.label, same(3)])
    assert (label.zh, label.en) == ("红；绿；3", "red; green; 3")


@pytest.mark.parametrize(
    ("code", "language"), {"en": "en", "EN-gb": "en", "zh": "zh", "zh-hans": "zh", "": "zh", None: "zh", "fr": "zh"}.items()
)
def test_the_language_of_a_code(code: str | None, language: str) -> None:
    assert language_of(code) == language


def test_a_labelled_member_is_its_code_and_carries_its_words() -> None:
    assert (Colour.RED, str(Colour.RED), f"{Colour.RED}", Colour.of("green")) == ("red", "red", "red", Colour.GREEN)
    assert Colour.choices() == [("red", "红"), ("green", "绿")]


def test_a_moment_is_not_shown_as_it_is_stored() -> None:
    """It is stored in UTC: a page would say 16:00 of the day before for midnight."""
    said = Label("{at} 前", "before {at}")
    with pytest.raises(TypeError, match=r"\{at\}: a moment is not shown as it is stored"):
        said.filled(at=datetime(2026, 10, 12, 16, tzinfo=UTC))
    assert said.filled(at=date(2026, 10, 13)).en == "before 2026-10-13"
