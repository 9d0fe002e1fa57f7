"""GLOSSARY.md and the code use the same words: enumerations, rooms, models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.conf import settings

from dukou.kit.core.labels import LabelledEnum

from .glossary import enumerated, import_everything, missing, pairs_in, words_of
from .models import house_models
from .reading import PROJECT

PAIRS = pairs_in(PROJECT / "GLOSSARY.md")


def test_every_word_of_an_enumeration_stands_in_the_glossary() -> None:
    import_everything()
    assert missing(enumerated(LabelledEnum), PAIRS) == []


def test_every_room_stands_in_the_glossary() -> None:
    assert [room for room in settings.ROOMS if room not in {english for english, _ in PAIRS}] == []


def test_every_model_stands_in_the_glossary() -> None:
    english = {english.replace("-", " ") for english, _ in PAIRS}
    names = [model.__name__ for model in house_models() if not model._meta.auto_created]
    assert [f"{name}: | {words_of(name)} |" for name in names if words_of(name) not in english] == []


def test_no_pair_stands_twice() -> None:
    assert [pair for pair, times in Counter(PAIRS).items() if times > 1] == []


def test_a_missing_or_differing_word_is_named(tmp_path: Path) -> None:
    page = tmp_path / "GLOSSARY.md"
    page.write_text("| English | 中文 | meaning |\n|---|---|---|\n| done | 完成 | over |\n| idle | 空闲 | rests |\n", encoding="utf-8")
    assert pairs_in(page) == [("done", "完成"), ("idle", "空闲")]
    wanted = [("A.DONE", ("done", "完成")), ("A.IDLE", ("idle", "闲置")), ("A.LOST", ("lost", "遗失"))]
    assert missing(wanted, pairs_in(page)) == ["A.IDLE: | idle | 闲置 |", "A.LOST: | lost | 遗失 |"]


def test_class_names_are_read_as_words() -> None:
    assert [words_of("PackVersion"), words_of("Job")] == ["pack version", "job"]
