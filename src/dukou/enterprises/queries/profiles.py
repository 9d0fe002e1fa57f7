"""Everything the register holds of one firm, with what was merged into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.task_forces import task_force_names
from dukou.enterprises.core.capitals import Capital, parse_capital
from dukou.enterprises.core.codes import CodeVerdict, judge
from dukou.enterprises.core.kinds import LifeEventKind, LinkKind, NameKind, PartKind, SiteUse, Status, UnitKind
from dukou.enterprises.models import Amendment, Charge, Enterprise, EnterpriseName, LifeEvent, Link, Part, Site, Statement
from dukou.enterprises.queries.merged import absorbed_by, standing_for
from dukou.enterprises.queries.tables import division_names, industry_names
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.figures.queries import subject_of
from dukou.kit.core.labels import Label, same
from dukou.rules.core.records import exact
from dukou.rules.core.shown import value_words
from dukou.rules.queries import faces, statements_seen


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the firm; `until_on`: the day on which a former name was given up, where it is known."""

    kind: NameKind
    text: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Record:
    """What was recorded about the firm on some evidence: `owner`, `noun` and `number` are what taking it back asks for.

    `owner` is the key of the entry it was recorded of: the firm's own, or one that was merged into it.
    """

    owner: str
    noun: str
    number: int
    what: Label
    about: Label
    from_on: date | None
    until_on: date | None
    evidence: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit above or beneath; `key` is empty where the viewer may not see it."""

    record: Record
    key: str
    name: str
    is_above: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One field changed: by a row of a list, or by hand with a reason."""

    field: str
    before: str
    after: str
    reason: str
    delivery: str
    row: int | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One firm. `refs`: under which references things are stated about it; `absorbed`: entries merged into this one."""

    id: int
    key: str
    ref: str
    refs: tuple[str, ...]
    name: str
    names: tuple[Name, ...]
    unit_kind: UnitKind
    code: CodeVerdict | None
    industry: str
    industry_name: str
    industry_edition: str
    division: str
    division_name: str
    address: str
    capital: Capital | None
    founded_on: date | None
    status: Status
    status_on: date | None
    is_synthetic: bool
    origin: str
    origin_row: int | None
    registered_at: datetime
    registered_by: str
    absorbed: tuple[tuple[str, str], ...]
    life: tuple[Record, ...]
    sites: tuple[Record, ...]
    parts: tuple[Record, ...]
    charges: tuple[Record, ...]
    statements: tuple[Record, ...]
    relatives: tuple[Relative, ...]
    changes: tuple[Change, ...]


def profile_of(viewer: Viewer, key: str) -> Profile | None:
    """The firm with this key; None where there is none that the viewer may see. Of a merged entry: see `stand_in_of`."""
    row = visible_enterprises.filter(viewer, Enterprise.objects.filter(key=key)).select_related("delivery").first()
    return None if row is None else _profile(viewer, row)


def id_of(viewer: Viewer, key: str) -> int | None:
    """The number under which tables of rooms above keep the firm with this key; None where there is none that the viewer may see."""
    return visible_enterprises.filter(viewer, Enterprise.objects.filter(key=key)).values_list("pk", flat=True).first()


def stand_in_of(viewer: Viewer, key: str) -> str:
    """The key of the entry that stands for a merged one; empty where it stands for itself or there is none."""
    row = visible_enterprises.filter(viewer, Enterprise.objects.filter(key=key, merged_into__isnull=False)).first()
    return "" if row is None else Enterprise.objects.get(pk=standing_for([row.pk])[row.pk]).key


def key_of_code(viewer: Viewer, code: str) -> str:
    """The key of the one firm with this code; empty where there is none or more than one."""
    rows = list(visible_enterprises.filter(viewer, Enterprise.objects.filter(code=judge(code).code, merged_into__isnull=True))[:2])
    return rows[0].key if len(rows) == 1 and code else ""


def _profile(viewer: Viewer, row: Enterprise) -> Profile:
    merged = absorbed_by(row.pk)
    ids = [row.pk, *(each.pk for each in merged)]
    return Profile(
        id=row.pk,
        key=row.key,
        ref=row.ref,
        refs=(row.ref, *(each.ref for each in merged)),
        name=row.name,
        names=_names(ids, row.pk),
        unit_kind=UnitKind.of(row.unit_kind),
        code=judge(row.code_written) if row.code_written else None,
        industry=row.industry,
        industry_name=industry_names(row.industry_edition, [row.industry]).get(row.industry, ""),
        industry_edition=row.industry_edition,
        division=row.division,
        division_name=division_names([row.division]).get(row.division, ""),
        address=row.address,
        capital=parse_capital(row.capital_written) if row.capital_written else None,
        founded_on=row.founded_on,
        status=Status.of(row.status),
        status_on=row.status_on,
        is_synthetic=row.is_synthetic,
        origin=row.delivery.name if row.delivery else row.pack,
        origin_row=row.row,
        registered_at=row.registered_at,
        registered_by=row.registered_by,
        absorbed=tuple((each.key, each.name) for each in merged),
        life=_life(ids),
        sites=_sites(ids),
        parts=_parts(ids),
        charges=_charges(ids),
        statements=_statements(viewer, row, ids),
        relatives=_relatives(viewer, ids),
        changes=_changes(ids) if _sees_changes(viewer) else (),
    )


def _names(ids: Sequence[int], own: int) -> tuple[Name, ...]:
    """The names of the entry and of what was merged into it; what was another entry's present name counts as a former one here."""
    found: dict[tuple[NameKind, str], Name] = {}
    for row in EnterpriseName.objects.filter(enterprise__in=ids).order_by("pk"):
        kind = NameKind.of(row.kind)
        if kind is NameKind.CURRENT and row.enterprise_id != own:
            kind = NameKind.FORMER
        found.setdefault((kind, row.normal), Name(kind, row.text, row.until_on))
    current = {normal for kind, normal in found if kind is NameKind.CURRENT}
    shown = [name for (kind, normal), name in found.items() if kind is NameKind.CURRENT or normal not in current]
    return tuple(sorted(shown, key=lambda name: list(NameKind).index(name.kind)))


def _record(row: LifeEvent | Site | Part | Charge | Link | Statement, noun: str, what: Label, about: Label) -> Record:
    if isinstance(row, LifeEvent):
        begins, ends = row.happened_on, None
    else:
        begins, ends = getattr(row, "from_on", None), getattr(row, "until_on", None)
    owner = row.child if isinstance(row, Link) else row.enterprise
    return Record(owner.key, noun, row.pk, what, about, begins, ends, row.evidence, row.recorded_at, row.recorded_by)


_NOTHING = Label("—", "—")


def _life(ids: Sequence[int]) -> tuple[Record, ...]:
    rows = LifeEvent.objects.filter(enterprise__in=ids, withdrawn_at__isnull=True).select_related("enterprise")
    ordered = rows.order_by("happened_on", "pk")
    return tuple(_record(row, "life_event", LifeEventKind.of(row.kind).label, _NOTHING) for row in ordered)


def _sites(ids: Sequence[int]) -> tuple[Record, ...]:
    rows = Site.objects.filter(enterprise__in=ids, withdrawn_at__isnull=True).select_related("enterprise").order_by("pk")
    return tuple(_record(row, "site", SiteUse.of(row.use).label, _place(row)) for row in rows)


def _place(row: Site) -> Label:
    zh, en = [row.name, row.address], [row.name, row.address]
    if row.area is not None:
        zh.append(f"{row.area / 100:,.2f} 平方米".replace(".00 ", " "))
        en.append(f"{row.area / 100:,.2f} m²".replace(".00 ", " "))
    if row.power is not None:
        zh.append(f"用电容量 {row.power:,} 千伏安")
        en.append(f"{row.power:,} kVA")
    return Label(" · ".join(filter(None, zh)), " · ".join(filter(None, en)))


def _parts(ids: Sequence[int]) -> tuple[Record, ...]:
    rows = Part.objects.filter(enterprise__in=ids, withdrawn_at__isnull=True).select_related("enterprise").order_by("pk")
    named = {row.of: subject_of(row.of) for row in rows}
    return tuple(_record(row, "part", PartKind.of(row.kind).label, _subject(named[row.of], row.of)) for row in rows)


def _subject(found: object, ref: str) -> Label:
    label = getattr(found, "label", None)
    return label if isinstance(label, Label) else same(ref)


def _charges(ids: Sequence[int]) -> tuple[Record, ...]:
    rows = Charge.objects.filter(enterprise__in=ids, withdrawn_at__isnull=True).select_related("enterprise", "task_force").order_by("pk")
    names = task_force_names()
    charge = Label("负责的专班", "task force in charge")
    return tuple(_record(row, "charge", charge, same(names[row.task_force.key])) for row in rows)


def _statements(viewer: Viewer, firm: Enterprise, ids: Sequence[int]) -> tuple[Record, ...]:
    """What is stated of the firm, as far as the viewer may know it; of one's own firm everything."""
    is_own = firm.organisation is not None and firm.organisation.key in viewer.organisations
    seen, known = statements_seen(viewer, is_own=is_own), faces()
    rows = Statement.objects.filter(enterprise__in=ids, withdrawn_at__isnull=True, fact__in=seen).select_related("enterprise")
    return tuple(
        _record(row, "statement", known[row.fact].label, value_words(exact(row.value), known[row.fact].unit))
        for row in rows.order_by("fact", "known_on", "pk")
        if row.fact in known
    )


def _relatives(viewer: Viewer, ids: Sequence[int]) -> tuple[Relative, ...]:
    rows = Link.objects.filter(withdrawn_at__isnull=True).select_related("child", "parent").order_by("pk")
    linked = [(row, row.parent_id, True) for row in rows.filter(child__in=ids)]
    linked += [(row, row.child_id, False) for row in rows.filter(parent__in=ids)]
    stands = standing_for({other for _, other, _ in linked})
    others = Enterprise.objects.in_bulk(set(stands.values()) - set(ids))
    seen = set(visible_enterprises.filter(viewer, Enterprise.objects.filter(pk__in=others)).values_list("pk", flat=True))
    found = [(row, others[stands[other]], is_above) for row, other, is_above in linked if stands[other] in others]
    return tuple(
        Relative(
            _record(row, "link", LinkKind.of(row.kind).label, same(other.name)),
            other.key if other.pk in seen else "",
            other.name,
            is_above,
        )
        for row, other, is_above in found
    )


def _sees_changes(viewer: Viewer) -> bool:
    """Who changed what, and why, is for the administration, not for the firm."""
    return viewer.may(Permission.SEE_REGISTER) or bool(viewer.task_forces)


def _changes(ids: Sequence[int]) -> tuple[Change, ...]:
    rows = Amendment.objects.filter(enterprise__in=ids).select_related("delivery").order_by("-pk")
    return tuple(
        Change(
            row.field,
            row.before,
            row.after,
            row.reason,
            row.delivery.name if row.delivery else "",
            row.row,
            row.recorded_at,
            row.recorded_by,
        )
        for row in rows
    )
