"""Finding a firm as people look for it: two characters, a fragment, a short name, initials of the readings, a code, a name mistyped.

Whoever sees the whole register asks the index, which gives some of the hits of a frequent fragment and never all. Whoever sees a few firms
has their names read and compared one by one: nothing hidden can crowd out what he may see, and nothing hidden is ever looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from django.db.models import Q, QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.grams import grams, rarest
from dukou.enterprises.core.kinds import NameKind, Status
from dukou.enterprises.core.names import normal
from dukou.enterprises.core.pinyin import initials
from dukou.enterprises.models import Enterprise, EnterpriseName
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.name_index import name_index, rarity, wholes
from dukou.enterprises.queries.visibility import sees_all, visible_enterprises
from dukou.kit.core.labels import LabelledEnum

SIZE = 20
TYPED = 200  # characters that are read of what was typed: no name is longer
CANDIDATES = 100  # ranked in Python; a frequent fragment has more hits than anybody reads
NEAR_CANDIDATES = 200  # for each bigram
RARE = 3  # bigrams asked for (field/stack.md 4.6)
NEAR_ENOUGH = 0.5
OVER = frozenset(status.value for status in Status if status.is_over)
CODE_LENGTH = 4  # typed at least this much of a code before it is taken for one


class Hit(LabelledEnum):
    """How a firm was found."""

    WHOLE = "whole", "全名", "whole name"
    CODE = "code", "代码", "code"
    PART = "part", "名称片段", "part of a name"
    INITIALS = "initials", "拼音首字母", "initials of the readings"
    NEAR = "near", "相近名称", "similar name"


@dataclass(frozen=True, slots=True)
class Found:
    """A firm that was found: by which of its names, and how. `id` is the entry that stands for it, if entries were merged."""

    id: int
    name: str
    hit: Hit


class _Name(NamedTuple):
    """A name, the code of its entry, and the firm it leads to: the entry that stands, if entries were merged."""

    key: int
    normal: str
    text: str
    code: str
    firm: int
    is_over: bool


def search(viewer: Viewer, text: str, size: int = SIZE) -> list[Found]:
    """The firms that `text` may mean and the viewer may see, the likeliest first. Nothing is looked for where nothing readable is typed."""
    terms = [term for term in (normal(word) for word in text[:TYPED].split()) if term]
    if not terms:
        return []
    whole = "".join(terms)
    if sees_all(viewer):
        return _meant(*_indexed(terms, whole), terms, size) or _near(_alike(whole, size), whole, size)
    names = _seen_by(viewer)
    return _meant(names, {name.key for name in names if whole in wholes(name.text)}, terms, size) or _near(names, whole, size)


def _meant(names: Iterable[_Name], known: Collection[int], terms: Sequence[str], size: int) -> list[Found]:
    """The names that hold what was typed. `known`: those of which it is the brand, or another of their wholes.

    A whole name stands first, then codes, then firms that are known by it, then the rest: firms that are over last, and the shorter
    name before the longer.
    """
    whole = "".join(terms)
    hits = [(how, name) for name in names if (how := _how(name, terms, whole))]
    order = list(Hit)

    def rank(hit: tuple[Hit, _Name]) -> tuple[object, ...]:
        how, name = hit
        is_first = order.index(how) if how in (Hit.WHOLE, Hit.CODE) else len(order)
        begins = name.normal.startswith(whole)
        return is_first, name.is_over, name.key not in known, how is Hit.INITIALS, not begins, len(name.normal), name.firm, name.key

    return _once(sorted(hits, key=rank), size)


def _how(name: _Name, terms: Sequence[str], whole: str) -> Hit | None:
    """How the terms mean this name; None where they do not."""
    if whole == name.normal:
        return Hit.WHOLE
    if _is_code(whole) and name.code.startswith(whole.upper()):
        return Hit.CODE
    strange = [term for term in terms if term not in name.normal]
    if not strange:
        return Hit.PART
    spoken = initials(name.normal) if "".join(strange).isascii() else ""
    return Hit.INITIALS if all(term in spoken for term in strange) else None


def _is_code(whole: str) -> bool:
    """Whether it may be the beginning of a code: codes of firms begin with digits, six of them and more."""
    return len(whole) >= CODE_LENGTH and whole.isascii() and sum(map(str.isdecimal, whole)) >= CODE_LENGTH


def _near(names: Iterable[_Name], whole: str, size: int) -> list[Found]:
    """The names that hold most of what was typed, two neighbours of it at least; of equals the shorter."""
    pairs, pieces = grams(whole), _pieces(whole)
    close = (name for name in names if any(pair in name.normal for pair in pairs))
    scored = sorted((-sum(map(name.normal.__contains__, pieces)), len(name.normal), name.firm, name.key, name) for name in close)
    return _once([(Hit.NEAR, name) for held, *_, name in scored if -held >= NEAR_ENOUGH * len(pieces)], size)


def _pieces(whole: str) -> list[str]:
    """What a mistyped name is recognised by: its bigrams, and its characters, which count twice.

    Two characters exchanged cost three bigrams and no character. How many of the pieces a name holds is asked, not how much the two have
    in common, for one mistypes parts of names as well as whole ones.
    """
    return [*set(grams(whole)), *set(whole), *set(whole)]


def _once(hits: Iterable[tuple[Hit, _Name]], size: int) -> list[Found]:
    """Each firm by the first of its names."""
    found: dict[int, Found] = {}
    for how, name in hits:
        found.setdefault(name.firm, Found(name.firm, name.text, how))
    return list(found.values())[:size]


def _indexed(terms: Sequence[str], whole: str) -> tuple[list[_Name], set[int]]:
    """Candidates of the whole register, and those among them that are known by what was typed."""
    names, index = EnterpriseName.objects, name_index()
    known = set(index.known_as(whole, CANDIDATES))
    keys = known.union(index.find(terms, CANDIDATES))
    if _is_code(whole):
        codes = Q(enterprise__code__gte=whole.upper(), enterprise__code__lt=whole.upper() + "~") & ~Q(enterprise__code="")
        keys.update(names.filter(codes, kind=NameKind.CURRENT).order_by("enterprise__code").values_list("pk", flat=True)[:CANDIDATES])
    return _names(names.filter(pk__in=keys)) if keys else [], known


def _alike(whole: str, size: int) -> list[_Name]:
    """Names of the whole register that share rare bigrams: of many, those that hold most of what was typed.

    A slip makes bigrams that no name holds. These are the rarest of all, cost nothing and do not count.
    """
    some = dict.fromkeys(grams(whole))
    held: dict[int, str] = {}
    counted = 0
    for gram in rarest(some, rarity.frequency(), len(some)):
        rows = name_index().holding(gram, NEAR_CANDIDATES)
        held.update(rows)
        counted += bool(rows)
        if counted == RARE:
            break
    characters, pieces = set(whole), _pieces(whole)
    close = sorted(held, key=lambda key: len(characters.intersection(held[key])), reverse=True)[:CANDIDATES]
    best = nlargest(2 * size, close, key=lambda key: (sum(map(held[key].__contains__, pieces)), -len(held[key])))
    return _names(EnterpriseName.objects.filter(pk__in=best)) if best else []


def _seen_by(viewer: Viewer) -> list[_Name]:
    """Every name that leads to a firm which the viewer may see, the names of entries merged into it as well."""
    standing = visible_enterprises.filter(viewer, Enterprise.objects.filter(merged_into__isnull=True)).values("pk")
    merged: set[int] = set()
    ends = set(Enterprise.objects.filter(merged_into__in=standing).values_list("pk", flat=True))
    while ends:
        merged |= ends
        ends = set(Enterprise.objects.filter(merged_into__in=ends).values_list("pk", flat=True))
    return _names(EnterpriseName.objects.filter(Q(enterprise__in=standing) | Q(enterprise__in=merged)))


def _names(rows: QuerySet[EnterpriseName]) -> list[_Name]:
    """A merged entry's name leads to the entry that stands for it, and is over if that one is."""
    columns = ("pk", "normal", "text", "enterprise__code", "enterprise_id", "enterprise__status", "enterprise__merged_into_id")
    found = list(rows.values_list(*columns))
    stands = standing_for({row[4] for row in found if row[6]})
    states = dict(Enterprise.objects.filter(pk__in=set(stands.values())).values_list("pk", "status")) if stands else {}
    return [
        _Name(key, name, text, code, stands.get(firm, firm), states.get(stands.get(firm, firm), status) in OVER)
        for key, name, text, code, firm, status, _ in found
    ]
