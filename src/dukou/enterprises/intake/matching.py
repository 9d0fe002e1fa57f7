"""Which entry of the register a row speaks of. Many rows are looked up together; no question is asked of the database for one row.

The order is that of certainty: code and name, the code alone, the name where one of the two has no code, and a name that can only be meant
so. A row that is merely alike becomes an entry of its own, and people decide later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dukou.enterprises.core.codes import judge
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import NameKind, UnitKind
from dukou.enterprises.core.matching import Known, Sameness, decide, likeness
from dukou.enterprises.core.names import core_of, normal
from dukou.enterprises.core.remarks import Remark, RemarkKind
from dukou.enterprises.intake.survey import Identity, Survey
from dukou.enterprises.models import Enterprise, EnterpriseName
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.register.suspects import CROWD, known
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A row that states a firm, with the identity under which the list knows it."""

    number: int
    entry: Entry
    identity: Identity


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a row. `target`: the entry that stands for the firm, None for a new one; `states_name` and `states_code`:
    whether the row's name and code are news to that entry. A remark that refuses keeps the list out."""

    target: Enterprise | None = None
    states_name: bool = False
    states_code: bool = False
    remarks: tuple[Remark, ...] = ()

    def stated(self, entry: Entry) -> Entry:
        """The entry as it is written to the target: a name or code that is known in another writing changes nothing."""
        if self.target is None:
            return entry
        name = entry.name if self.states_name else ""
        if self.states_code:
            return replace(entry, name=name)
        # a new name alone would let the kind of unit be read off it anew
        kind = entry.unit_kind or (UnitKind.of(self.target.unit_kind) if name else None)
        return replace(entry, name=name, code="", unit_kind=kind)


class Matcher:
    """Looks up a batch of rows."""

    def __init__(self, newcomers: Sequence[Newcomer], survey: Survey) -> None:
        self._survey = survey
        codes = {each.identity[0] for each in newcomers} - {""}
        with_code = Enterprise.objects.filter(code__in=codes).order_by("pk").values_list("pk", "code")
        named = EnterpriseName.objects.filter(kind=NameKind.CURRENT, normal__in={each.identity[1] for each in newcomers})
        self._by_code = _grouped((code, pk) for pk, code in with_code)
        names = list(named.order_by("enterprise").values_list("normal", "enterprise_id", "enterprise__code"))
        self._by_name = _grouped((name, pk) for name, pk, _ in names)
        self._exact = _grouped(((code, name), pk) for name, pk, code in names)
        found = {pk for pks in (*self._by_code.values(), *self._by_name.values()) for pk in pks}
        self._stands = standing_for(found)
        self._rows = _held(self._stands.values())
        self._alike = self._near(newcomers)

    def match(self, newcomer: Newcomer) -> Match:
        """The entry the row speaks of, and what there is to remark about it."""
        code = newcomer.identity[0]
        if exact := self._exact.get(newcomer.identity):
            return self._same(newcomer, self._rows[self._stands[exact[0]]])
        if code and code in self._by_code:
            is_shared = self._survey.others_with_code(newcomer.identity)
            return Match() if is_shared else self._of_code(newcomer, self._standing(self._by_code[code]))
        found = self._of_name(newcomer)
        # what the list itself tells apart is not brought together: such a row becomes an entry, and people decide
        return Match() if found.target and self._survey.speaks_of(identity_of_row(found.target)) else found

    def _of_name(self, newcomer: Newcomer) -> Match:
        """An entry of this name, where the row or the entry has no code; or one whose name can only be meant so."""
        code, name = newcomer.identity
        if name in self._by_name and self._survey.others_with_name(newcomer.identity):
            return Match()
        namesakes = self._standing(self._by_name.get(name, ()))
        without_code = [row for row in namesakes if not row.code]
        if code and len(without_code) == 1:
            return Match(without_code[0], states_code=True, remarks=(_told(newcomer, RemarkKind.CODE_ADDED, _ADDED.filled(code=code)),))
        if not code and len(namesakes) == 1:
            said = _BY_NAME.filled(key=namesakes[0].key, code=namesakes[0].code or "—")
            return Match(namesakes[0], remarks=(_told(newcomer, RemarkKind.MATCHED_BY_NAME, said),))
        return Match() if self._survey.is_told_apart(newcomer.identity) else self._of_likeness(newcomer)

    def _same(self, newcomer: Newcomer, target: Enterprise) -> Match:
        """Code and name are those of an entry; one that was merged away speaks for the entry it was merged into, under its name."""
        remarks = () if normal(target.name) == newcomer.identity[1] else (_told(newcomer, RemarkKind.EARLIER_NAME, _earlier(target)),)
        return Match(target, remarks=remarks)

    def _of_code(self, newcomer: Newcomer, holders: list[Enterprise]) -> Match:
        """The only entry with the code, under another name: a firm renamed, told by a name it had, or merely written otherwise."""
        is_proof = judge(newcomer.entry.code).is_valid
        if len(holders) > 1 and not is_proof:
            return Match()
        if len(holders) > 1:
            said = _SEVERAL.filled(those="、".join(f"{row.name}（{row.key}）" for row in holders[:5]))
            return Match(remarks=(_told(newcomer, RemarkKind.CODE_OF_SEVERAL, said),))
        target = holders[0]
        if target.code != newcomer.identity[0] or any(each.normal == newcomer.identity[1] for each in target.names.all()):
            return Match(target, remarks=(_told(newcomer, RemarkKind.EARLIER_NAME, _earlier(target)),))
        if decide([likeness(Known("", newcomer.entry.name), Known("", target.name))]) is Sameness.SAME:
            return Match(target, remarks=(_written_otherwise(newcomer, target),))
        if not is_proof:  # a code that fails its check, or an old number, does not make one firm of two names: people decide
            return Match()
        said = _RENAMED.filled(before=target.name, key=target.key)
        return Match(target, states_name=True, remarks=(_told(newcomer, RemarkKind.RENAMED, said),))

    def _of_likeness(self, newcomer: Newcomer) -> Match:
        """An entry that can only be meant, written otherwise; its name stays, for a list is no licence."""
        code, _ = newcomer.identity
        candidates = self._alike.get(core_of(newcomer.entry.name), [])
        one = Known("", newcomer.entry.name, code if judge(newcomer.entry.code).is_valid else "")
        scored = sorted(((likeness(one, known(row)), row) for row in candidates), key=lambda pair: -pair[0].score)
        if decide([each for each, _ in scored]) is not Sameness.SAME:
            return Match()
        target = scored[0][1]
        return Match(target, states_code=bool(code) and code != target.code, remarks=(_written_otherwise(newcomer, target),))

    def _standing(self, pks: Iterable[int]) -> list[Enterprise]:
        """The entries that stand for these, each once."""
        return [self._rows[pk] for pk in dict.fromkeys(self._stands[pk] for pk in pks)]

    def _near(self, newcomers: Sequence[Newcomer]) -> dict[str, list[Enterprise]]:
        """Entries by the core of their names, for rows that neither code nor name leads to. A core of a crowd is no firm's own."""
        unknown = [each for each in newcomers if each.identity not in self._exact and each.identity[0] not in self._by_code]
        cores = {core_of(each.entry.name) for each in unknown}
        rows = Enterprise.objects.filter(core__in=cores, merged_into__isnull=True).order_by("pk").prefetch_related("names")
        groups: dict[str, list[Enterprise]] = {}
        for row in rows:
            groups.setdefault(row.core, []).append(row)
        return {core: group for core, group in groups.items() if len(group) <= CROWD}


_ADDED = Label("名录里同名的企业没有代码，补上 {code}", "the entry of this name has no code; {code} is added")
_BY_NAME = Label("这一行没有代码，按名称对上 {key}（代码 {code}）", "the row has no code; its name is that of {key} (code {code})")
_SEVERAL = Label("名录里有几家用这个代码：{those}；先合并，再导入", "several entries have this code: {those}; merge them first")
_RENAMED = Label(
    "名录里这个代码叫“{before}”（{key}）；改用新名，原名作曾用名",
    "the code is “{before}” ({key}) so far; the old name becomes a former one",
)
_ALIKE = Label(
    "与“{name}”（{key}）是同一家，只是写法不同；名录里的名称不变", "the same firm as “{name}” ({key}) written otherwise; its name stays"
)


def _earlier(target: Enterprise) -> Label:
    return Label(f"现名是“{target.name}”（{target.key}），名称不变", f"now called “{target.name}” ({target.key}); that name stays")


def _written_otherwise(newcomer: Newcomer, target: Enterprise) -> Remark:
    return _told(newcomer, RemarkKind.MATCHED_BY_LIKENESS, _ALIKE.filled(name=target.name, key=target.key))


def _told(newcomer: Newcomer, kind: RemarkKind, label: Label) -> Remark:
    shown = newcomer.entry.name
    return Remark(kind, Label(f"“{shown}”：{label.zh}", f"“{shown}”: {label.en}"), newcomer.number)


def _held(pks: Iterable[int]) -> dict[int, Enterprise]:
    return {row.pk: row for row in Enterprise.objects.filter(pk__in=set(pks)).prefetch_related("names")}


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, int]]) -> dict[K, list[int]]:
    groups: dict[K, list[int]] = {}
    for key, pk in pairs:
        groups.setdefault(key, []).append(pk)
    return groups


def identity_of_row(row: Enterprise) -> Identity:
    """Code and name of a stored entry as they are compared."""
    return (row.code, normal(row.name))


def identity_of(entry: Entry) -> Identity:
    """Code and name of an entry as they are compared."""
    return (judge(entry.code).code if entry.code else "", normal(entry.name))
