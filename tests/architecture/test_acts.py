"""Every public act of every room has the form of an act, and a planted one that has not is refused by name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from dukou.audit.models import AuditEvent
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import SYSTEM

from .acts import acts, badly_called, unaudited, undocumented, without_transaction
from .reading import HOUSE, Tree, copied

HEAD = '"""Deeds."""\nfrom django.db import transaction\nfrom dukou.audit.actions import record\nfrom dukou.kit.core.actors import Actor\n'


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house for all tests of the module; each plants a room of its own there and takes it away."""
    return copied(tmp_path_factory.mktemp("house"))


@pytest.fixture
def source(copy: Path) -> Iterator[Path]:
    """The copy, in which nothing is planted."""
    yield copy
    shutil.rmtree(copy / "dukou" / "gossip")


def test_there_are_acts() -> None:
    assert {"load_pack"} <= {act.name for _, act in acts(HOUSE)}


@pytest.mark.parametrize("rule", [badly_called, undocumented, unaudited, without_transaction])
def test_every_act_has_the_form_of_an_act(rule: Callable[[Tree], list[str]]) -> None:
    assert _of_the_house(rule) == []


@pytest.mark.parametrize(
    ("rule", "deed", "said"),
    [
        (badly_called, "def give(cake: str, *, by: Actor) -> None: ...", "give takes arguments by position"),
        (badly_called, "def give(*, cake: str) -> None: ...", "give has no keyword `by: Actor`"),
        (badly_called, "def give(*, by: str) -> None: ...", "give has no keyword `by: Actor`"),
        (undocumented, "def give(*, by: Actor) -> None: ...", "give has no docstring"),
        (unaudited, "def give(*, by: Actor) -> None:\n    _write()\ndef _write() -> None: ...", "give writes no audit event"),
        (without_transaction, "def give(*, by: Actor) -> None:\n    record(by=by)", "give opens no transaction"),
    ],
)
def test_a_planted_act_is_refused_by_name(source: Path, rule: Callable[[Tree], list[str]], deed: str, said: str) -> None:
    _plant(source, deed)
    assert [each.split(": ", 1)[1] for each in rule(Tree(source)) if each not in _of_the_house(rule)] == [said]


@pytest.mark.parametrize("rule", [badly_called, undocumented, unaudited, without_transaction])
def test_a_good_act_passes_even_when_a_helper_does_the_writing(source: Path, rule: Callable[[Tree], list[str]]) -> None:
    _plant(
        source,
        'def give(*, by: Actor) -> None:\n    """Give."""\n    _write(by)\n'
        "def _write(by: Actor) -> None:\n    with transaction.atomic():\n        record(by=by)",
    )
    assert rule(Tree(source)) == _of_the_house(rule)


@pytest.mark.django_db
def test_a_bulk_act_leaves_one_event_and_one_that_changes_nothing_leaves_none() -> None:
    pack = settings.SHIPPED_PACKS / "dadukou"
    assert load_pack(by=SYSTEM, path=pack) is not None
    assert list(AuditEvent.objects.values_list("act", "subject_key")) == [("packs.load", "dadukou")]
    assert load_pack(by=SYSTEM, path=pack) is None
    assert AuditEvent.objects.count() == 1


@cache
def _of_the_house(rule: Callable[[Tree], list[str]]) -> list[str]:
    return rule(HOUSE)


def _plant(source: Path, deed: str) -> None:
    room = source / "dukou" / "gossip"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "actions.py").write_text(f"{HEAD}\n\n{deed}\n", encoding="utf-8")
