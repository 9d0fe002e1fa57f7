"""The register as a list: page by page by a key, never by a count, so that a page costs the same at a thousand and at a million rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.models import Charge, County, Enterprise, Major, Part, Street
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.tables import division_names, industry_names, majors_of
from dukou.enterprises.queries.visibility import sees_all, visible_enterprises
from dukou.figures.queries import tagged_with
from dukou.kit.core.numbers import whole_number

PAGE = 50
CHUNK = 2000
SECTION_LETTERS, MAJOR_DIGITS, CLASS_DIGITS = 1, 2, 4  # of industry codes: section 门类, division 大类, class 小类
COUNTY_DIGITS, STREET_DIGITS = 6, 9  # of division codes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is to hold. Empty: not asked. `industry` and `division`: a code or what it begins with; `tag`: a segment's reference."""

    industry: str = ""
    division: str = ""
    status: str = ""
    unit_kind: str = ""
    part: str = ""
    tag: str = ""
    task_force: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One firm in a list."""

    id: int
    key: str
    name: str
    code: str
    code_faults: str
    unit_kind: UnitKind
    industry: str
    industry_name: str
    division: str
    division_name: str
    address: str
    capital: str
    founded_on: date | None
    status: Status
    is_synthetic: bool


def listed(viewer: Viewer, asked: Asked, *, after: str = "", known_on: date, size: int = PAGE) -> tuple[list[Listed], str]:
    """One page in the order of the readings, A to Z, and the mark after which the next begins (empty: there is none)."""
    rows = _page(viewer, asked, known_on, after, size + 1)
    page = rows[:size]
    return _shown(page), f"{page[-1].sort_key}~{page[-1].pk}" if len(rows) > size else ""


def exported(viewer: Viewer, asked: Asked, *, known_on: date) -> Iterator[Listed]:
    """All firms of a list, in the same order, read in chunks."""
    after = ""
    while True:
        rows, after = listed(viewer, asked, after=after, known_on=known_on, size=CHUNK)
        yield from rows
        if not after:
            return


def shown_by_id(viewer: Viewer, ids: Sequence[int]) -> list[Listed]:
    """The firms with these primary keys that the viewer may see, in the order given."""
    rows = visible_enterprises.filter(viewer, Enterprise.objects.filter(pk__in=ids))
    by_id = {row.pk: row for row in rows}
    return _shown([by_id[key] for key in ids if key in by_id])


def _page(viewer: Viewer, asked: Asked, known_on: date, after: str, size: int) -> list[Enterprise]:
    """So many firms after a mark. What an index holds in the order of the list is read in that order and never sorted."""
    few, majors = list(_few(viewer, asked, known_on)), _majors(asked)
    rows = _beyond(_asked_for(asked, few, majors), after)
    if few or not majors:
        return list(rows.order_by("sort_key", "pk")[:size])
    # each division comes in order, and the database merges them as it reads: a section has up to 31
    arms = [rows.filter(Exact(Major("industry"), major)).order_by().values_list("sort_key", "pk") for major in majors]
    keys = [key for _, key in arms[0].union(*arms[1:], all=True).order_by("sort_key", "pk")[:size]]
    return list(Enterprise.objects.filter(pk__in=keys).order_by("sort_key", "pk"))


def _majors(asked: Asked) -> list[str]:
    """The divisions 大类 of the section that is asked for, and the section itself, for some firms state no more than that."""
    return [asked.industry, *majors_of(asked.industry, asked.edition)] if len(asked.industry) == SECTION_LETTERS else []


def _asked_for(asked: Asked, few: Sequence[Q], majors: Sequence[str]) -> QuerySet[Enterprise]:
    """What is asked for. One condition leads to the rows, the narrowest as a rule, and the others are tried on these.

    A planner that knows no more than the indexes would take any of them, and read three firms in four of a district by their status.
    """
    rows, leads = Enterprise.objects.filter(*few, merged_into__isnull=True), bool(few or majors)
    for expression, value in _conditions(asked):
        rows = rows.filter(Exact(_unindexed(expression) if leads else expression, value))
        leads = True
    if few and majors:
        rows = rows.filter(In(_unindexed(Major("industry")), majors))
    if asked.industry and not majors:
        rows = rows.filter(industry__startswith=asked.industry)
    return rows.filter(division__startswith=asked.division) if asked.division else rows


def _unindexed(expression: F | Func) -> Func:
    """The same value, as no index holds it."""
    return Coalesce(expression, Value(""))


def _conditions(asked: Asked) -> Iterator[tuple[F | Func, str]]:
    """What an index answers, the narrowest first. What a code says beyond its indexed beginning is tried on the rows."""
    if len(asked.industry) >= CLASS_DIGITS:
        yield F("industry"), asked.industry
    elif len(asked.industry) >= MAJOR_DIGITS:
        yield Major("industry"), asked.industry[:MAJOR_DIGITS]
    if len(asked.division) >= STREET_DIGITS:
        yield Street("division"), asked.division[:STREET_DIGITS]
    if asked.unit_kind:
        yield F("unit_kind"), asked.unit_kind
    if asked.status:
        yield F("status"), asked.status
    if COUNTY_DIGITS <= len(asked.division) < STREET_DIGITS:
        yield County("division"), asked.division[:COUNTY_DIGITS]


def _few(viewer: Viewer, asked: Asked, known_on: date) -> Iterator[Q]:
    """Sets of firms that are gathered first: those in sight of who does not see all, and those that others point to."""
    if not sees_all(viewer):
        yield Q(pk__in=visible_enterprises.filter(viewer).values("pk"))
    if asked.part:
        yield _standing(Part.objects.filter(kind=asked.part, withdrawn_at__isnull=True).values_list("enterprise_id", flat=True))
    if asked.task_force:
        charged = Charge.objects.filter(task_force__key=asked.task_force, withdrawn_at__isnull=True)
        yield _standing(charged.values_list("enterprise_id", flat=True))
    if asked.tag:
        keys = [ref.partition("/")[2] for ref in tagged_with(viewer=viewer, segment=asked.tag, known_on=known_on)]
        yield _standing(Enterprise.objects.filter(key__in=keys).values_list("pk", flat=True))


def _standing(pks: Iterable[int]) -> Q:
    """The entries that stand for these: what was recorded of a merged one shows at the one that stands."""
    return Q(pk__in=set(standing_for(set(pks)).values()))


def _beyond(rows: QuerySet[Enterprise], after: str) -> QuerySet[Enterprise]:
    """What comes after a mark. A mark that is none begins at the beginning: it only says where to read on."""
    sort_key, _, written = after.rpartition("~")
    if (number := whole_number(written)) is not None:
        rows = rows.filter(sort_key__gte=sort_key).exclude(sort_key=sort_key, pk__lte=number)
    return rows


def _shown(rows: Sequence[Enterprise]) -> list[Listed]:
    divisions = division_names({row.division for row in rows})
    editions = {row.industry_edition for row in rows}
    industries = {edition: industry_names(edition, {row.industry for row in rows}) for edition in editions if edition}
    return [
        Listed(
            id=row.pk,
            key=row.key,
            name=row.name,
            code=row.code,
            code_faults=row.code_faults,
            unit_kind=UnitKind.of(row.unit_kind),
            industry=row.industry,
            industry_name=industries.get(row.industry_edition, {}).get(row.industry, ""),
            division=row.division,
            division_name=divisions.get(row.division, ""),
            address=row.address,
            capital=row.capital_written,
            founded_on=row.founded_on,
            status=Status.of(row.status),
            is_synthetic=row.is_synthetic,
        )
        for row in rows
    ]
