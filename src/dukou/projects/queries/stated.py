"""Which facts of projects offices may state, what is stated of one, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dukou.kit.core.labels import Label, same
from dukou.projects.core.replays import Rung
from dukou.projects.models import Project
from dukou.projects.queries.facts import PLANNED, TOTAL, facts_stated
from dukou.rules.core.facts import FactFace, FactType, SubjectKind
from dukou.rules.core.records import exact
from dukou.rules.core.shown import value_words
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries import declared_statement, statable_facts

OFFICE = Label("招商部门", "investment promotion office")
_OWN = {
    PLANNED: Label("固定资产投资（计划）", "fixed-asset investment (planned)"),
    TOTAL: Label("项目总投资", "total investment"),
}


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One statement as pages show it."""

    number: int
    label: Label
    value: Label
    is_plan: bool
    source: str
    known_on: date
    recorded_by: str


def statable(fact: str) -> FactFace | None:
    """The face of a fact of projects that may be stated: one that a pack declares, or one of the room's own; None where there is none."""
    if fact in _OWN:
        paper = Rung.CONTRACT.label
        return FactFace(
            fact, _OWN[fact], SubjectKind.PROJECT, FactType.QUANTITY, "万元", False, OFFICE, paper, Visibility.INTERNAL, "projects"
        )
    face = declared_statement(fact)
    return face if face is not None and face.kind is SubjectKind.PROJECT else None


def statable_choices() -> list[tuple[str, Label]]:
    """All of them with their names, the room's own first."""
    return [*_OWN.items(), *(each for each in statable_facts("project") if each[0] not in _OWN)]


def stated_of(project: Project) -> Sequence[StatedFact]:
    """What was stated of a project and not withdrawn, by fact, the newest first."""
    found = []
    for row in facts_stated(project):
        face = statable(row.fact)
        label, unit = (face.label, face.unit) if face else (same(row.fact), "")
        words = value_words(exact(row.value), unit)
        found.append(StatedFact(row.pk, label, words, row.is_plan, row.source, row.known_on, row.recorded_by))
    return found
