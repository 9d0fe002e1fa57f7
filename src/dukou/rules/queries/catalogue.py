"""The facts that can be named: those that rooms state, and those that packs declare and a room supplies."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label, same
from dukou.kit.core.registry import Registry
from dukou.kit.packfiles.reading import Contents
from dukou.rules.core.facts import FACTS, Fact, FactFace, FactType, State, Stated, SubjectKind, Together, YearlyState, room_of
from dukou.rules.core.visibility import Visibility
from dukou.rules.models import DeclaredFact

# How a room tells what packs declare about its kind of subject: figures by indicator and unit, statements by the fact's key.
FigureSupplier = Callable[[str, str], YearlyState]
StatementSupplier = Callable[[str, Visibility], State]
FIGURES: Registry[FigureSupplier] = Registry("supplier of figures")
STATEMENTS: Registry[StatementSupplier] = Registry("supplier of statements")
# How it tells several of both at once: figures as (FIGURE, indicator, unit), statements as (STATEMENT, key, visibility, unit).
FIGURE, STATEMENT = "figure", "statement"
TOGETHER: Registry[Together] = Registry("supplier of several facts at once")


@dataclass(frozen=True, slots=True)
class FactSet:
    """Facts of a room whose names hang on the pack: as they stand in this home, and as a pack that is only read would have them."""

    stored: Callable[[], Iterable[Fact]]
    of_pack: Callable[[Contents], Iterable[Fact]]


FACT_SETS: Registry[FactSet] = Registry("set of facts")


def catalogue() -> dict[str, Fact]:
    """Every fact, by name; those that rooms state first. What a room has come to state is no longer what a pack once declared."""
    stated = {fact.name: fact for fact in FACTS} | {fact.name: fact for some in FACT_SETS for fact in some.stored()}
    return stated | {row.key: declared(row) for row in DeclaredFact.objects.order_by("key") if row.key not in stated}


def faces() -> dict[str, FactFace]:
    """Every fact without the way to it, by name."""
    return {name: fact.face for name, fact in catalogue().items()}


def declared_statement(name: str) -> FactFace | None:
    """A fact that is stated for each subject, not told by figures; None where no pack declares one of that name."""
    row = DeclaredFact.objects.filter(key=name, indicator="").first()
    return declared(row).face if row else None


def statable_facts(kind: str) -> list[tuple[str, Label]]:
    """The declared facts that are stated for each subject of a kind, with their names."""
    return [(row.key, row.label) for row in DeclaredFact.objects.filter(kind=kind, indicator="").order_by("key")]


def near_facts(name: str) -> Label:
    """Declared facts whose names are near to one that is not there."""
    known = list(DeclaredFact.objects.filter(indicator="").order_by("key").values_list("key", flat=True))
    near = difflib.get_close_matches(name, known, n=3) or known
    return same("、".join(near)) if near else Label("（无）", "(none)")


def statements_seen(viewer: Viewer, *, is_own: bool) -> list[str]:
    """The declared facts of which a viewer may know what is stated; of one's own firm all of them."""
    rows = DeclaredFact.objects.filter(indicator="")
    if not is_own:
        seen = [Visibility.PUBLIC, *([Visibility.INTERNAL] if viewer.may(Permission.SEE_FIGURES_INTERNAL) else [])]
        rows = rows.filter(visibility__in=seen)
    return list(rows.values_list("key", flat=True))


def faces_of_pack(contents: Contents) -> dict[str, FactFace]:
    """What can be named in a pack's rule books; no database is asked."""
    stated = {fact.name: fact.face for fact in FACTS}
    stated |= {fact.name: fact.face for some in FACT_SETS for fact in some.of_pack(contents)}
    return stated | {key: _face(key, entry.data) for key, entry in contents.of("facts").items()}


def declared(row: DeclaredFact) -> Fact:
    """A declared fact with the way to it, as far as a room supplies one; otherwise it is always unknown."""
    visibility = Visibility.of(row.visibility)
    yearly: YearlyState | None = None
    state: State = _unknown
    if row.indicator and row.kind in FIGURES:
        yearly = FIGURES[row.kind](row.indicator, row.unit)
        state = _this_year(yearly)
    elif not row.indicator and row.kind in STATEMENTS:
        state = STATEMENTS[row.kind](row.key, visibility)
    many: tuple[Together, object] | None = None
    if row.kind in TOGETHER:
        called = (FIGURE, row.indicator, row.unit) if row.indicator else (STATEMENT, row.key, visibility, row.unit)
        many = TOGETHER[row.kind], called
    return Fact(
        name=row.key,
        label=row.label,
        kind=SubjectKind.of(row.kind),
        holds=FactType.of(row.holds),
        source=Label(row.holder_zh, row.holder_en),
        legal_ground=Label(row.ground_zh, row.ground_en),
        visibility=visibility,
        state=state,
        unit=row.unit,
        yearly=yearly,
        paper=Label(row.paper_zh, row.paper_en) if row.paper_zh else None,
        many=many,
    )


def _face(key: str, data: object) -> FactFace:
    kind, holds = SubjectKind.of(key.partition(".")[0]), getattr(data, "holds", FactType.TRUTH)
    words = {name: getattr(data, name) for name in ("name", "holder", "paper")}
    is_yearly = bool(getattr(data, "indicator", ""))
    supplier: Callable[..., object] | None = FIGURES[kind] if is_yearly and kind in FIGURES else None
    if not is_yearly and kind in STATEMENTS:
        supplier = STATEMENTS[kind]
    paper = words["paper"].label if words["paper"] else None
    return FactFace(
        key,
        words["name"].label,
        kind,
        holds,
        getattr(data, "unit", ""),
        is_yearly,
        words["holder"].label,
        paper,
        getattr(data, "visibility", Visibility.INTERNAL),
        room_of(supplier) if supplier else "",
    )


def _unknown(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """No room tells such facts about such subjects yet."""
    return {}


def _this_year(yearly: YearlyState) -> State:
    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        return yearly(viewer, keys, as_of, 0)

    return state
