"""One rule book against another over the register: who stays, who drops out and why, who comes in, who is close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.lists import Listed
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.policies.core.kinds import Move
from dukou.policies.core.switching import Switched
from dukou.policies.queries.matching import firms_matched
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Book
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import explain
from dukou.rules.core.linking import Linked
from dukou.rules.core.nearness import close_call, missed
from dukou.rules.core.needs import needs_of
from dukou.rules.core.verdicts import Verdict
from dukou.rules.queries import Sieve, Sifted, library, linked_for

UNMOVED = (Move.STAYS_OUT, Move.STAYS_UNKNOWN)


class NotNewer(Refusal):
    """A switch goes from an earlier version of a rule book to a later one."""

    code = "policies.not_newer"
    what = Label("没有比较“{old}”和“{new}”", "“{old}” and “{new}” were not compared")
    why = Label(
        "换版是从旧到新：“{old}”自 {since_old} 起，“{new}”自 {since_new} 起，不比它新",
        "a switch goes from old to new: “{old}” is of {since_old}, “{new}” of {since_new}, which is no later",
    )
    cure = Label("把旧版本写在前，新版本写在后", "name the older version first and the newer one second")


class NotOfMeasure(Refusal):
    """Under a measure's address its own conditions are compared, so that nobody reads another book's effect as this measure's."""

    code = "policies.not_of_measure"
    what = Label("没有比较版本", "no versions were compared")
    why = Label(
        "{given} 不是本措施条件“{conditions}”的版本，有：{versions}",
        "{given}: no version of the measure's conditions “{conditions}”, which has {versions}",
    )
    cure = Label("从列出的版本中选", "choose from those versions")


class NoSuchMark(Refusal):
    """A list that changed since has no place to read on from; to begin again unasked would turn its pages for ever."""

    code = "policies.no_such_mark"
    what = Label("没有给出下一页", "no further page was given")
    why = Label("名单里没有标记“{after}”，名单可能变了", "the list has no mark “{after}”; it may have changed")
    cure = Label("从第一页重新读", "read again from the first page")


@dataclass(frozen=True, slots=True)
class Switch:
    """Both versions, and every firm that is not simply out or unknown under both; who loses first, the nearest first.

    `close`: by move, how many stand near the edge of the new version, on whichever side.
    """

    old: Book
    new: Book
    as_of: date
    counts: Mapping[Move, int]
    close: Mapping[Move, int]
    firms: tuple[tuple[Listed, Switched], ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        return self.head() | {"firms": [firm_told(firm, each) for firm, each in self.firms]}

    def head(self) -> dict[str, Any]:
        """What is told of all firms together."""
        return {
            "old": self.old.key,
            "new": self.new.key,
            "as_of": self.as_of.isoformat(),
            "counts": {move.value: count for move, count in self.counts.items()},
            "close": {move.value: self.close.get(move, 0) for move in self.counts},
        }


def firm_told(firm: Listed, each: Switched) -> dict[str, Any]:
    """One firm as JSON doors speak it."""
    return {"firm": firm.key, "name": firm.name, "synthetic": firm.is_synthetic} | each.as_dict()


def switch_of(viewer: Viewer, old: str, new: str, as_of: date, place: str = "", **how: int) -> Switch:
    """Both books (`slug` or `slug/version`) over the firms in sight, on the same facts of the same day. `how`: as the sieve takes it."""
    shelf = library()
    first, second = linked_for(old, as_of, place, books=shelf), linked_for(new, as_of, place, books=shelf)
    _must_be_newer(first.book, second.book)
    counts = dict.fromkeys(Move, 0)
    close: Counter[Move] = Counter()
    found: list[tuple[Listed, Switched]] = []
    firms = firms_matched(viewer, as_of)
    sieve = Sieve([first, second], viewer, as_of, _is_looked_at)
    for firm, sifted in zip(firms, sieve.sifted([firm.key for firm in firms], **how), strict=True):
        each = _switched(sifted, second, as_of)
        counts[each.move] += 1
        close[each.move] += each.is_close
        if each.move not in UNMOVED or each.is_close:
            found.append((firm, each))
    return Switch(first.book, second.book, as_of, counts, close, tuple(sorted(found, key=lambda pair: pair[1].rank)))


def must_be_versions(conditions: str, *given: str) -> None:
    """Refuse what is no version of the rule book."""
    keys = [book.key for book in versions_of(conditions)]
    if others := [each for each in given if each not in keys]:
        raise NotOfMeasure(given="、".join(others), conditions=conditions, versions="、".join(keys) or "—")


def _must_be_newer(old: Book, new: Book) -> None:
    """Versions of different places begin on whatever day; of two books no order is known."""
    if old.slug == new.slug and (old.key == new.key or new.since < old.since):
        raise NotNewer(old=old.key, new=new.key, since_old=old.since, since_new=new.since)


def _is_looked_at(verdict: Verdict) -> bool:
    """Who is entitled or may be by either version, and who is one sentence short: of these the facts are kept at hand."""
    return verdict.answer is not False or verdict.is_near


def _switched(sifted: Sifted, new: Linked, as_of: date) -> Switched:
    """One firm; reasons are asked only where it moves or stands near the edge of the new version."""
    before, after = sifted.verdicts
    bare = Switched(sifted.key, Answer.told(before.answer), Answer.told(after.answer))
    if sifted.sheet is None or (bare.move in UNMOVED and not after.is_near):
        return bare
    told = explain(Evaluation(new, sifted.sheet.within(needs_of([new])), as_of), sifted.sheet.sources)
    short = tuple(missed(reason) for reason in told.failed)
    return Switched(bare.firm, bare.old, bare.new, short, tuple(told.missing), close_call(told))


def versions_of(slug: str) -> list[Book]:
    """The versions of a rule book, the oldest first."""
    return sorted(library().books.get(slug, ()), key=lambda book: (book.since, book.version))
