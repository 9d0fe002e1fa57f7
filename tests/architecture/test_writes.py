"""Only acts write, and the few that house rule 3 names beside them; a planted write is refused by name, what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reading import HOUSE, Tree
from .writes import entered_by_others, idle_exceptions, written_elsewhere

HEAD = '"""Cakes."""\nfrom django.core.cache import cache\nfrom django.db import connection\nfrom dukou.gossip.models import Cake\n'
HEAD += "from dukou.gossip.queries import visible_cakes\n"
QUERIES = '"""Reads."""\ndef visible_cakes() -> QuerySet[Cake]:\n    return Cake.objects.all()\n'


def test_only_the_places_that_may_write_do() -> None:
    assert written_elsewhere(HOUSE) == []


def test_nobody_writes_past_the_act() -> None:
    assert entered_by_others(HOUSE) == []


def test_every_exception_is_needed() -> None:
    assert idle_exceptions(HOUSE) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Cake(name='x').save()", "Cake(name='x').save(…)"),
        ("row = _held()\n    row.save(update_fields=['name'])", "row.save(…)"),
        ("for row in Cake.objects.all():\n        row.delete()", "row.delete(…)"),
        ("Cake.objects.create(name='x')", "Cake.objects.create(…)"),
        ("await Cake.objects.acreate(name='x')", "Cake.objects.acreate(…)"),
        ("giver.cakes.create(name='x')", "giver.cakes.create(…)"),
        ("_rows().bulk_create([])", "_rows().bulk_create(…)"),
        ("Cake.objects.filter(pk=1).update(name='x')", "Cake.objects.filter(pk=1).update(…)"),
        ("old = Cake.objects.all()\n    old.update(name='x')", "old.update(…)"),
        ("old, seen = Cake.objects.all(), {}\n    old.update(name='x')\n    seen.update(a=1)", "old.update(…)"),
        ("rows.update(name='x')", "rows.update(…)"),
        ("visible_cakes().update(name='x')", "visible_cakes().update(…)"),
        ("_given().update(name='x')", "_given().update(…)"),
        ("with connection.cursor() as cursor:\n        cursor.execute('DELETE FROM gossip_cake')", "DELETE FROM"),
        ("cursor.executemany(f'INSERT INTO {TABLE} VALUES (%s)', rows)", "INSERT INTO"),
        ("sql = f'UPDATE {TABLE} SET name = %s'", "UPDATE _ SET"),
        ("def within() -> None:\n        Cake.objects.get_or_create(name='x')", "Cake.objects.get_or_create(…)"),
    ],
)
def test_a_planted_write_is_refused_by_name(tmp_path: Path, body: str, said: str) -> None:
    tree = _planted(tmp_path, "views", body)
    (found,) = written_elsewhere(tree)
    assert found.startswith("src/dukou/gossip/views.py:") and found.endswith(f": {said}")


@pytest.mark.parametrize(
    "body",
    [
        "seen = {}\n    seen.update(a=1)",
        "digest = sha256()\n    digest.update(b'x')",
        "rows = Cake.objects.all()\n    rows = {row.pk for row in rows}\n    rows.update({1})",
        "keys = set()\n    keys.update(Cake.objects.values_list('pk', flat=True))",
        "cache.delete('progress')",
        "book.save(path)",
        "cursor.execute('SELECT id FROM gossip_cake FOR UPDATE')",
        "said = 'BEFORE UPDATE OR DELETE ON gossip_cake'",
    ],
)
def test_what_only_looks_like_a_write_passes(tmp_path: Path, body: str) -> None:
    assert written_elsewhere(_planted(tmp_path, "views", body)) == []


@pytest.mark.parametrize("part", ["actions", "register", "ledger", "packs", "tests"])
def test_who_may_write_passes(tmp_path: Path, part: str) -> None:
    assert written_elsewhere(_planted(tmp_path, f"{part}/cakes", "Cake.objects.create(name='x')")) == []


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("views", ["src/dukou/gossip/views.py:2: views enters dukou.gossip.register.add"]),
        ("queries/cakes", ["src/dukou/gossip/queries/cakes.py:2: queries enters dukou.gossip.register.add"]),
        ("actions/cakes", []),
        ("packs", []),
    ],
)
def test_a_page_that_would_write_past_the_act_is_refused_by_name(tmp_path: Path, part: str, found: list[str]) -> None:
    _file(tmp_path, part, '"""Cakes."""\nfrom dukou.gossip.register import add\n')
    assert entered_by_others(Tree(tmp_path / "src")) == found


def _planted(folder: Path, part: str, body: str) -> Tree:
    """A room `gossip` with one function of this body in one of its parts."""
    _file(folder, "queries", QUERIES)
    given = "def _given() -> QuerySet[Cake]:\n    return visible_cakes()\n"
    _file(folder, part, f"{HEAD}{given}async def give(rows: QuerySet[Cake], giver: Giver) -> None:\n    {body}\n")
    return Tree(folder / "src")


def _file(folder: Path, part: str, text: str) -> None:
    path = folder / "src" / "dukou" / "gossip" / f"{part}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
