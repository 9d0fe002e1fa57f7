"""The facts that this room states about firms: the composite evaluation, a severe breach in use, and the grade in each field."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.credit.queries import facts
from dukou.credit.queries.fields import fields
from dukou.kit.core.labels import Label
from dukou.kit.packfiles.reading import Contents
from dukou.rules.core.facts import FACTS, Fact, FactType, State, SubjectKind
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries.catalogue import FACT_SETS, FactSet

_OFFICE = Label("信用监管部门", "units of credit-graded supervision")
_GROUND = Label("监管部门依职责评定，仅限政府内部使用", "graded by the units in their duty; for use within the administration")


def _fact(name: str, label: Label, holds: FactType, state: State, unit: str = "", asks: tuple[str, ...] = ()) -> Fact:
    return Fact(
        name=f"enterprise.{name}",
        label=label,
        kind=SubjectKind.ENTERPRISE,
        holds=holds,
        source=_OFFICE,
        legal_ground=_GROUND,
        visibility=Visibility.INTERNAL,
        state=state,
        unit=unit,
        asks=asks,
    )


def _of_field(key: str, label: Label, asks: Iterable[str]) -> Fact:
    name = Label(f"信用等级（{label.zh}）", f"credit grade: {label.en}")
    return _fact(f"credit-grade-{key}", name, FactType.TEXT, facts.grade_state(key), asks=tuple(asks))


def _stored() -> Iterable[Fact]:
    """One for each field that stands."""
    return [_of_field(each.key, each.label, {book for scheme in each.schemes for book in scheme.books}) for each in fields()]


def _of_pack(contents: Contents) -> Iterable[Fact]:
    """The same as a pack would have them."""
    found = []
    for key, entry in contents.of("fields").items():
        clauses = [each for version in entry.data.versions for each in (*version.items, *version.direct, *version.bounds)]
        found.append(_of_field(key, entry.data.name.label, {each.book for each in clauses if each.book}))
    return found


for _each in (
    _fact("credit-grade", Label("公共信用综合评价等级", "grade of the public composite evaluation"), FactType.TEXT, facts.composite_grade),
    _fact("credit-points", Label("公共信用综合评价分", "points of it"), FactType.QUANTITY, facts.composite_points, unit="分"),
    _fact("has-unrepaired-breach", Label("有未修复的一般或严重失信", "a breach not repaired"), FactType.TRUTH, facts.unrepaired_breach),
    _fact("has-severe-credit-record", Label("有未修复的严重失信记录", "a severe breach not repaired"), FactType.TRUTH, facts.severe_record),
):
    FACTS.add(_each.name, _each)
FACT_SETS.add("credit", FactSet(_stored, _of_pack))
