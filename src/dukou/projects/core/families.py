"""Who brought whom (以商招商): a firm, the projects it brought, the firms of these, and what they brought in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brought:
    """A project that a firm brought. `firm`: number of the investor in the register (None: not in it); `amount` in fen, None: unknown."""

    project: str
    project_name: str
    firm: int | None
    firm_name: str
    by: int
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a family: a project with its firm, so many steps beneath the head. `is_again`: its own firms stand further above."""

    depth: int
    brought: Brought
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """The head of a family with all that came by it. `total` in fen of those whose amount is known; `unknown`: of the rest."""

    head: int
    head_name: str
    members: tuple[Member, ...]

    @property
    def total(self) -> int | None:
        """The sum of the amounts known; None where none is."""
        known = [each.brought.amount for each in self.members if each.brought.amount is not None]
        return sum(known) if known else None

    @property
    def unknown(self) -> int:
        """The projects whose amount is not known."""
        return sum(each.brought.amount is None for each in self.members)


def families(brought: Iterable[Brought], names: Mapping[int, str]) -> list[Family]:
    """Every family, the largest first. Each project stands in it once; a circle is told from its lowest number on and closed by a mark."""
    children: dict[int, list[Brought]] = {}
    for each in sorted(brought, key=lambda each: each.project):
        children.setdefault(each.by, []).append(each)
    ones_brought = {each.firm for several in children.values() for each in several}
    heads = [firm for firm in sorted(children) if firm not in ones_brought] + sorted(set(children) & ones_brought)
    seen: set[int] = set()
    found = []
    for head in heads:
        if head not in seen:  # who was brought by somebody stands beneath him; of a circle nobody does, and its first begins
            seen.add(head)
            found.append(Family(head, names.get(head, str(head)), tuple(_beneath(head, children, seen))))
    return sorted(found, key=lambda each: (-len(each.members), each.head))


def _beneath(head: int, children: Mapping[int, list[Brought]], seen: set[int]) -> list[Member]:
    """All lines beneath a firm. Firms whose projects were told are not told again."""
    lines: list[Member] = []
    waiting = [(1, each) for each in reversed(children.get(head, []))]
    while waiting:
        depth, each = waiting.pop()
        is_again = each.firm in seen and each.firm in children
        lines.append(Member(depth, each, is_again))
        if each.firm is not None and each.firm not in seen:
            seen.add(each.firm)
            waiting += [(depth + 1, one) for one in reversed(children.get(each.firm, []))]
    return lines
