"""The register page by page: the right firms in the right order, each once, and never by sorting the register."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.tests import cast
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import PartKind, Status, UnitKind
from dukou.enterprises.core.pinyin import initials
from dukou.enterprises.models import Edition, Enterprise, Industry, Part
from dukou.enterprises.queries.lists import Asked, exported, listed, shown_by_id
from dukou.enterprises.tests.made_up import CLERK, NOW, TODAY, register

pytestmark = pytest.mark.django_db
KEEPER = command_line_viewer("tester")
INDUSTRIES = ("", "C", "37", "375", "3752", "3751", "6513")
DIVISIONS = ("", "50", "500104", "500104001", "500104001002", "500105")
FILTERS = [
    Asked(),
    *(Asked(industry=code, edition="made-up") for code in INDUSTRIES[1:]),
    *(Asked(division=code) for code in (*DIVISIONS[1:], "5001", "50010400")),
    Asked(status="active"),
    Asked(unit_kind="branch"),
    Asked(part="key_firm"),
    Asked(industry="C", edition="made-up", status="active", division="500104001"),
    Asked(industry="375", unit_kind="company", status="suspended"),
    Asked(part="key_firm", industry="C", edition="made-up"),
]


def pages(asked: Asked, by: Viewer = KEEPER, size: int = 3) -> list[str]:
    """The keys of a list, read page by page."""
    rows, after = listed(by, asked, known_on=TODAY, size=size)
    found = [row.key for row in rows]
    while after:
        assert len(rows) == size
        rows, after = listed(by, asked, after=after, known_on=TODAY, size=size)
        found += [row.key for row in rows]
    return found


def read(asked: Asked, rows: list[Enterprise]) -> list[str]:
    """The same, read off the firms one by one."""
    key_firms = set(Part.objects.values_list("enterprise_id", flat=True))
    tests: list[Callable[[Enterprise], bool]] = [
        lambda row: row.merged_into_id is None,
        lambda row: row.industry.startswith(asked.industry) or (asked.industry == "C" and row.industry[:2] in ("37", "38")),
        lambda row: row.division.startswith(asked.division),
        lambda row: asked.status in ("", row.status),
        lambda row: asked.unit_kind in ("", row.unit_kind),
        lambda row: not asked.part or row.pk in key_firms,
    ]
    kept = [row for row in rows if all(test(row) for test in tests)]
    return [row.key for row in sorted(kept, key=lambda row: (initials(row.name), row.pk))]


def register_all(names: list[str]) -> list[Enterprise]:
    """Firms of every industry, division, status and kind in turn, every fifth a key firm and one of them merged."""
    edition = Edition.objects.create(key="made-up", source="虚构", imported_at=NOW, imported_by="cli:tester")
    Industry.objects.bulk_create(Industry(edition=edition, section="C", level=2, code=code, parent="C", name=code) for code in ("37", "38"))
    kinds = list(product((UnitKind.COMPANY, UnitKind.BRANCH), (Status.ACTIVE, Status.SUSPENDED), INDUSTRIES, DIVISIONS))
    rows = register(
        *(
            Entry(name=name, unit_kind=kind, status=status, industry=industry, division=division)
            for name, (kind, status, industry, division) in zip(names, kinds * (len(names) // len(kinds) + 1), strict=False)
        )
    )
    Part.objects.bulk_create(
        Part(enterprise=row, kind=PartKind.KEY_FIRM, of="cluster/made-up", evidence="虚构", recorded_at=NOW, recorded_by=str(CLERK))
        for row in rows[::5]
    )
    rows[1].merged_into = rows[0]
    rows[1].save()
    return rows


@pytest.mark.parametrize("asked", FILTERS)
def test_every_firm_asked_for_stands_once_and_in_order(asked: Asked) -> None:
    rows = register_all([f"示例市{'云凡风长'[number % 4]}{number % 7}有限公司" for number in range(180)])
    expected = read(asked, rows)
    assert len(expected) > 0 and pages(asked) == expected
    assert [row.key for row in exported(KEEPER, asked, known_on=TODAY)] == expected


@pytest.mark.parametrize("asked", FILTERS)
def test_who_sees_few_firms_sees_the_same_of_these(asked: Asked) -> None:
    rows = register_all([f"示例市云帆{number}有限公司" for number in range(180)])
    mine = rows[::2]
    Enterprise.objects.filter(pk__in=[row.pk for row in mine]).update(organisation=cast.organisation("firm"))
    assert pages(asked, Viewer("person:owner", organisations=frozenset({"firm"}))) == read(asked, mine)


# What a request can bring; NUL is refused at the door of PostgreSQL (kit.unstorable_text), and nothing is found by it on SQLite.
TYPED = st.characters(codec="utf-8", exclude_characters="\0")


class Marks(TestCase):
    @given(st.lists(st.text("云帆长风ab1~", min_size=1, max_size=4), min_size=2, max_size=9), st.integers(1, 4))
    def test_pages_of_any_size_hold_every_firm_once(self, names: list[str], size: int) -> None:
        assert pages(Asked(), size=size) == []
        rows = register_all(names)
        assert pages(Asked(), size=size) == read(Asked(), rows)

    @given(st.text(TYPED, max_size=20))
    def test_a_mark_that_is_none_does_no_harm(self, mark: str) -> None:
        register("示例市云帆有限公司")
        assert len(listed(KEEPER, Asked(), after=mark, known_on=TODAY)[0]) <= 1

    @given(st.builds(Asked, industry=st.text(TYPED, max_size=6), division=st.text(TYPED, max_size=12), status=st.text(TYPED, max_size=3)))
    def test_whatever_is_asked_for_is_only_looked_up(self, asked: Asked) -> None:
        row = register("示例市云帆有限公司")[0]
        assert pages(asked) == read(asked, [row])


@pytest.mark.sqlite
@pytest.mark.parametrize("asked", [asked for asked in FILTERS if not asked.part])
@pytest.mark.parametrize("after", ["", "slsyf~5"])
def test_no_page_is_made_by_sorting(asked: Asked, after: str) -> None:
    register_all([f"示例市云帆{number}有限公司" for number in range(8)])
    with CaptureQueriesContext(connection) as asked_of_it:
        listed(KEEPER, asked, after=after, known_on=TODAY)
    pages_read = [query["sql"] for query in asked_of_it.captured_queries if "LIMIT" in query["sql"] and '"sort_key"' in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {pages_read[0]}")
        plan = [line[3] for line in cursor.fetchall()]
    assert len(pages_read) == 1 and any("USING INDEX enterprises_" in line for line in plan)
    assert [line for line in plan if "TEMP B-TREE" in line] == []


def test_firms_are_shown_in_the_order_given() -> None:
    one, other = register("示例市云帆有限公司", "示例市长风有限公司")
    assert [row.id for row in shown_by_id(KEEPER, [other.pk, one.pk, 0])] == [other.pk, one.pk]
