"""What is stated about firms beside figures, as far as a viewer may know it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise, Statement
from dukou.enterprises.queries.merged import keys_of_many, standing_for
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.rules.core.facts import FactValue, State, Stated
from dukou.rules.core.quantities import MEASURES, scale_of
from dukou.rules.core.records import exact
from dukou.rules.core.values import Value
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries import declared_statement, statements_seen


def statement_state(fact: str, visibility: Visibility) -> State:
    """The fact that tells what was last stated of each firm on a day."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        face = declared_statement(fact)
        return last_stated(viewer, _standing_keys(viewer, keys), as_of, {fact: face.unit if face else ""}, visibility).get(fact, {})

    return state


def last_stated(
    viewer: Viewer, stands: Mapping[str, Sequence[str]], as_of: date, units: Mapping[str, str], visibility: Visibility
) -> dict[str, dict[str, Stated]]:
    """By fact what was last stated of each firm; `stands`: by key of an entry the keys asked for. `units`: of the facts that are asked."""
    found: dict[str, dict[str, Stated]] = {}
    rows = _seen(viewer, visibility, stands, as_of).filter(fact__in=units)
    for row in rows.select_related("enterprise").order_by("known_on", "pk"):  # the last one known is written last
        for key in stands.get(row.enterprise.key, ()):
            found.setdefault(row.fact, {})[key] = _stated(row, units[row.fact])
    return found


def statements_of(viewer: Viewer, key: str, as_of: date) -> list[Statement]:
    """Everything stated of a firm that holds on a day and that the viewer may know, by fact, the last known first."""
    seen = statements_seen(viewer, is_own=_is_own(viewer, key))
    rows = Statement.objects.filter(_on(as_of), enterprise__key__in=_known_as(viewer, key), withdrawn_at__isnull=True, fact__in=seen)
    return list(rows.order_by("fact", F("known_on").desc(), F("pk").desc()))


def _seen(viewer: Viewer, visibility: Visibility, names: Collection[str], as_of: date) -> QuerySet[Statement]:
    rows = Statement.objects.filter(_on(as_of), enterprise__key__in=list(names), withdrawn_at__isnull=True)
    if visibility is Visibility.PUBLIC or (visibility is Visibility.INTERNAL and viewer.may(Permission.SEE_FIGURES_INTERNAL)):
        return rows
    return rows.filter(enterprise__organisation__key__in=viewer.organisations)


def _on(as_of: date) -> Q:
    begun, unended = Q(from_on__isnull=True) | Q(from_on__lte=as_of), Q(until_on__isnull=True) | Q(until_on__gte=as_of)
    return begun & unended & Q(known_on__lte=as_of)


def _standing_keys(viewer: Viewer, keys: Sequence[str]) -> dict[str, list[str]]:
    """For every key under which something may be stated, the keys asked for that it belongs to; only firms the viewer may see."""
    asked = dict(visible_enterprises.filter(viewer, Enterprise.objects.filter(key__in=keys)).values_list("key", "pk"))
    stands = standing_for(set(asked.values()))
    rows = Enterprise.objects.in_bulk(set(stands.values()))
    known_as = keys_of_many(rows.values())
    found: dict[str, list[str]] = {}
    for key, number in asked.items():
        for each in known_as[rows[stands[number]].key]:
            found.setdefault(each, []).append(key)
    return found


def _known_as(viewer: Viewer, key: str) -> list[str]:
    return list(_standing_keys(viewer, [key]))


def _is_own(viewer: Viewer, key: str) -> bool:
    return Enterprise.objects.filter(key=key, organisation__key__in=viewer.organisations).exists()


def _stated(row: Statement, unit: str) -> Stated:
    value = exact(row.value)
    told: FactValue = _in_unit(value, unit) if unit else value  # type: ignore[assignment]  # what was stated is known wholly
    return Stated(told, unit, None, row.evidence, row.known_on)


def _in_unit(value: Value, code: str) -> Decimal:
    """A stored natural value as a Decimal of the fact's unit."""
    unit = MEASURES[code]
    number = Fraction(value) * scale_of(unit) / unit.per_base  # type: ignore[arg-type]
    return Decimal(number.numerator) / Decimal(number.denominator)
