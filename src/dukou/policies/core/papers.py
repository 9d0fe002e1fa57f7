"""The smallest set of papers that a firm has to hand in for everything it claims, exactly.

What an office holds is not asked for. A paper may stand in for another, and one paper may prove several facts, so the question is which
papers meet every requirement with as few as possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: `holder` is the key of the office that holds it (empty: the firm hands it in); `proves`: names of facts."""

    key: str
    label: Label
    holder: str = ""
    proves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one measure asks for: a paper or one that stands in for it, or any paper that proves a fact."""

    measure: str
    papers: tuple[str, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement with the papers that meet it."""

    requirement: Requirement
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class PaperSet:
    """`hand_in`: paper → requirements it meets. `held`: requirements met by what offices hold. `unmet`: those that no paper meets."""

    hand_in: Mapping[str, tuple[Requirement, ...]]
    held: tuple[tuple[Requirement, str], ...]
    unmet: tuple[Requirement, ...]


def smallest_set(requirements: Sequence[Requirement], papers: Iterable[Paper], has: Collection[str] = ()) -> PaperSet:
    """The fewest papers that meet every requirement; of equals the one whose keys come first. `has`: papers handed in already."""
    known = {paper.key: paper for paper in papers}
    held: list[tuple[Requirement, str]] = []
    wanted: list[Wanted] = []
    unmet: list[Requirement] = []
    for each in requirements:
        options = options_of(each, known)
        there = sorted(key for key in options if known[key].holder or key in has)
        if there:
            held.append((each, there[0]))
        elif options:
            wanted.append(Wanted(each, options))
        else:
            unmet.append(each)
    chosen = _fewest([each.options for each in wanted])
    met: dict[str, tuple[Requirement, ...]] = {}
    for paper in sorted(chosen):
        met[paper] = tuple(each.requirement for each in wanted if paper in each.options)
    return PaperSet(met, tuple(held), tuple(unmet))


def options_of(requirement: Requirement, papers: Mapping[str, Paper]) -> frozenset[str]:
    """The papers that meet a requirement."""
    if requirement.fact:
        return frozenset(key for key, paper in papers.items() if requirement.fact in paper.proves)
    return frozenset(key for key in requirement.papers if key in papers)


def _fewest(wanted: Sequence[frozenset[str]]) -> frozenset[str]:
    """A smallest set that meets each of the sets. What has one option is forced, what holds another whole is met with it."""
    least = [one for one in set(wanted) if not any(other < one for other in wanted)]
    best: list[tuple[str, ...]] = []

    def walk(open_: list[frozenset[str]], chosen: tuple[str, ...]) -> None:
        if best and len(chosen) + _apart(open_) > len(best[0]):
            return
        if not open_:
            found = tuple(sorted(chosen))
            if not best or (len(found), found) < (len(best[0]), best[0]):
                best[:] = [found]
            return
        narrow = min(open_, key=lambda each: (len(each), sorted(each)))
        for paper in sorted(narrow):
            walk([each for each in open_ if paper not in each], (*chosen, paper))

    walk(least, ())
    return frozenset(best[0])


def _apart(open_: Sequence[frozenset[str]]) -> int:
    """How many papers are surely needed still: requirements that share no paper need one each."""
    seen: set[str] = set()
    count = 0
    for each in sorted(open_, key=len):
        if not each & seen:
            seen |= each
            count += 1
    return count
