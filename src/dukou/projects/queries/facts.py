"""What is known of projects on a day, for rule books: from the ledger of money, from the pipeline, and as offices stated it.

Each fact is asked once for all projects and costs a fixed number of queries. Who may not see a project is told nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import wraps

from django.db.models import Max, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import own_entries
from dukou.projects.core.kinds import Meaning, MoveState
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement, Project, ProjectStatement
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.queries.visibility import known_projects
from dukou.rules.core.facts import FactValue, State, Stated
from dukou.rules.core.quantities import MEASURES, scale_of
from dukou.rules.core.records import exact
from dukou.rules.core.values import Exact, Number, Value
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries import declared_statement

LEDGER = "projects:money"  # sources of facts that this room's own books tell
PIPELINE = "projects:pipeline"
PLANNED = "project.fixed-investment"
TOTAL = "project.total-investment"
OWN_FACTS = {PLANNED: "万元", TOTAL: "万元"}  # what the room states and an office may state besides, with its unit
MANY = 1_000  # keys
_STANDS = MoveState.STANDS.value


def in_sight(viewer: Viewer, keys: Sequence[str]) -> QuerySet[Project]:
    """The projects among these of which the viewer is told facts; where many are asked for, every such one, which `_among` narrows."""
    return known_projects.filter(viewer, Project.objects.all() if len(keys) > MANY else Project.objects.filter(key__in=keys))


def _among(state: State) -> State:
    """A fact that tells only of the projects that were asked for. A list of thousands of keys costs more than to read all rows."""

    @wraps(state)
    def narrowed(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        told = state(viewer, keys, as_of)
        if len(keys) <= MANY:
            return told
        wanted = set(keys)
        return {key: stated for key, stated in told.items() if key in wanted}

    return narrowed


def producing_stages() -> list[str]:
    """Keys of the stages from production on."""
    found = pipeline_or_none()
    return [stage.key for stage in found.stages if stage.means.place >= Meaning.PRODUCTION.place] if found else []


def is_producing(project: Project) -> bool:
    """Whether a project came to production: from then on only what came about counts, no plan."""
    return project.stage in producing_stages()


def sums_told(rung: Rung) -> State:
    """The fact of the total that stands on a rung, in 万元."""

    @_among
    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        rows = MoneyStatement.objects.filter(
            project__in=in_sight(viewer, keys), rung=rung.value, state=_STANDS, known_on__lte=as_of, as_of__lte=as_of
        )
        told = rows.order_by("pk").values_list("project__key", "amount", "known_on", "pk")
        return {key: _in_wan(fen, known_on, f"{rung.value}/{number}") for key, fen, known_on, number in told}  # the newest is written last

    return state


@_among
def has_contract(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """Yes where a signed contract is among the papers. Without one it is not known: the paper may lie elsewhere, so it is never no."""
    rows = _papers(viewer, keys, as_of).filter(kind=PaperKind.CONTRACT.value).order_by("pk")
    told = rows.values_list("project__key", "known_on", "pk")
    return {key: Stated(True, "", None, LEDGER, known_on, f"paper/{number}") for key, known_on, number in told if known_on}


@_among
def funds_proved(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """Funds in place that have a paper. The ledger is the list of such papers, so a project without one has none: nought is known."""
    days = ((key, timezone.localdate(at)) for key, at in in_sight(viewer, keys).values_list("key", "registered_at"))
    found = {key: _in_wan(0, day, Rung.IN_PLACE.value) for key, day in days if day <= as_of}
    rows = _papers(viewer, keys, as_of).filter(rung=Rung.IN_PLACE.value).values("project__key")
    for key, fen, known_on in rows.annotate(fen=Sum("amount"), day=Max("known_on")).values_list("project__key", "fen", "day"):
        found[key] = _in_wan(fen, known_on, Rung.IN_PLACE.value)
    return found


@_among
def fixed_investment(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """Investment in fixed assets: before production the plan where one is stated, else the ledger; from production on the ledger alone."""
    planned = own_statement(PLANNED)(viewer, keys, as_of)
    producing = set(in_sight(viewer, keys).filter(stage__in=producing_stages()).values_list("key", flat=True))
    told = dict(sums_told(Rung.FIXED_ASSETS)(viewer, keys, as_of))
    return told | {key: stated for key, stated in planned.items() if key not in producing}


@_among
def stage_told(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """What the present stage means, for projects that were in it by the day; of earlier days nothing is told."""
    found = pipeline_or_none()
    means = {stage.key: stage.means.value for stage in found.stages} if found else {}
    rows = in_sight(viewer, keys).filter(stage_since__lte=as_of).values_list("key", "stage", "stage_since")
    return {key: Stated(means[stage], "", None, PIPELINE, since, key) for key, stage, since in rows if stage in means}


@_among
def status_told(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """How a project fares at present, for projects that were registered by the day."""
    rows = in_sight(viewer, keys).values_list("key", "status", "registered_at")
    days = ((key, status, timezone.localdate(at)) for key, status, at in rows)
    return {key: Stated(status, "", None, PIPELINE, day, key) for key, status, day in days if day <= as_of}


def statement_state(fact: str, visibility: Visibility) -> State:
    """The fact that tells what was last stated of each project on a day; what is for its owner alone, the firm's own agents are told."""

    @_among
    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        face = declared_statement(fact)
        rows = _statements(viewer, keys, as_of, fact)
        if visibility is Visibility.CONFIDENTIAL:
            rows = rows.filter(project__enterprise__in=own_entries(viewer))
        return _told(rows, face.unit if face else "")

    return state


def own_statement(fact: str) -> State:
    """The same of a fact that this room states itself."""

    @_among
    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        return _told(_statements(viewer, keys, as_of, fact), OWN_FACTS[fact])

    return state


def fact_told(viewer: Viewer, key: str, fact: str, as_of: date) -> Number:
    """The number last stated for one project in the unit of its fact; None where none is."""
    face = declared_statement(fact)
    row = _statements(viewer, [key], as_of, fact).order_by("known_on", "pk").last()
    value = exact(row.value) if row and face else None
    return _in(value, face.unit) if isinstance(value, int | Fraction) and face else None


def facts_stated(project: Project) -> list[ProjectStatement]:
    """Everything stated of a project that was not withdrawn, by fact, the newest first."""
    return list(ProjectStatement.objects.filter(project=project, withdrawn_at__isnull=True).order_by("fact", "-known_on", "-pk"))


def _statements(viewer: Viewer, keys: Sequence[str], as_of: date, fact: str) -> QuerySet[ProjectStatement]:
    rows = ProjectStatement.objects.filter(project__in=in_sight(viewer, keys), fact=fact, known_on__lte=as_of, withdrawn_at__isnull=True)
    return rows.filter(Q(is_plan=False) | ~Q(project__stage__in=producing_stages()))


def _papers(viewer: Viewer, keys: Sequence[str], as_of: date) -> QuerySet[MoneyPaper]:
    rows = MoneyPaper.objects.filter(project__in=in_sight(viewer, keys), state=_STANDS, withdrawn_at__isnull=True)
    return rows.filter(known_on__lte=as_of)


def _told(rows: QuerySet[ProjectStatement], unit: str) -> dict[str, Stated]:
    """What rows say, the last one known last. Most rows say one of a few values, so that each is read once."""
    columns = ("project__key", "text", "source", "known_on")
    told = rows.annotate(text=Cast("value", TextField())).order_by("known_on", "pk").values_list(*columns)
    values: dict[str, FactValue] = {}
    found = {}
    for key, text, source, known_on in told:
        if text not in values:
            values[text] = _value(exact(json.loads(text)), unit)
        found[key] = Stated(values[text], unit, None, source, known_on)
    return found


def _value(value: Value, unit: str) -> FactValue:
    """A stored natural value; a number as a Decimal of the fact's unit."""
    if not unit:
        return value  # type: ignore[return-value]  # what was stated is known wholly
    number = _in(value, unit)  # type: ignore[arg-type]
    return Decimal(number.numerator) / Decimal(number.denominator)


def _in(value: Exact, code: str) -> Fraction:
    """A natural value as a number of a unit: the way back of `quantities.natural`."""
    unit = MEASURES[code]
    return Fraction(value) * scale_of(unit) / unit.per_base


def _in_wan(fen: int, known_on: date | None, place: str) -> Stated:
    assert known_on is not None  # the database holds it of every row that stands
    return Stated(Decimal(fen).scaleb(-6), "万元", None, LEDGER, known_on, place)
