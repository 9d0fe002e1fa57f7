"""Who brought whom: a leader and its twelve suppliers, their own suppliers beneath them, and circles told once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dukou.projects.core.families import Brought, Family, families

LEADER, NAMES = 1, {1: "示例市虚构龙头厂", 2: "虚构配套厂02"}
SUPPLIERS = [
    Brought(f"p{number:02d}", f"项目{number:02d}", number, f"虚构配套厂{number:02d}", LEADER, 100 * number) for number in range(2, 14)
]


def drawn(family: Family) -> list[tuple[int, str, bool]]:
    """A family as lines."""
    return [(each.depth, each.brought.project, each.is_again) for each in family.members]


def test_one_leader_and_its_twelve_suppliers() -> None:
    (family,) = families(SUPPLIERS, NAMES)
    assert (family.head_name, len(family.members), family.total, family.unknown) == ("示例市虚构龙头厂", 12, 9000, 0)
    assert drawn(family) == [(1, f"p{number:02d}", False) for number in range(2, 14)]


def test_a_supplier_that_brings_one_itself_stands_with_it_in_the_tree() -> None:
    own = Brought("p99", "项目99", None, "未登记的虚构厂", 3)
    (family,) = families([*SUPPLIERS[:3], own], NAMES)
    assert drawn(family) == [(1, "p02", False), (1, "p03", False), (2, "p99", False), (1, "p04", False)]
    assert (family.total, family.unknown) == (900, 1)


def test_a_circle_is_told_once_and_marked() -> None:
    circle = [Brought("a", "甲", 2, "乙厂", 1), Brought("b", "乙", 1, "甲厂", 2)]
    (family,) = families(circle, NAMES)
    assert (family.head, drawn(family), family.total) == (1, [(1, "a", False), (2, "b", True)], None)


_FIRMS = st.integers(1, 6)


@given(st.lists(st.tuples(st.none() | _FIRMS, _FIRMS), max_size=20))
def test_every_project_stands_in_exactly_one_family_once(pairs: list[tuple[int | None, int]]) -> None:
    rows = [Brought(f"p{number:02d}", "", firm, "", by) for number, (firm, by) in enumerate(pairs)]
    told = [each.brought.project for family in families(rows, {}) for each in family.members]
    assert sorted(told) == [row.project for row in rows]
