"""Made-up firms that a room above plants in a demo home: entered as all others, and marked as made up from the first row on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import organisations
from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises import register
from dukou.enterprises.actions import _planting
from dukou.enterprises.core.synthetic import MadeUpFirm
from dukou.enterprises.models import Enterprise
from dukou.kit.core.labels import same


def enter(*, by: Viewer, firms: Sequence[MadeUpFirm], known_on: date, now: datetime | None = None) -> None:
    """Enter made-up firms with the staff and revenue they tell of; what they tell became known on `known_on`."""
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    how = register.Circumstances(actor, moment, _planting.EVIDENCE, is_synthetic=True)
    with transaction.atomic():
        planted = _planting.enter(firms, how, known_on, Random(len(firms)))
        counts = {"firms": len(planted), "claims": _planting.record_figures(planted, how, known_on)}
        record(by=actor, act="made_up.enter", subject=("home", "made-up firms"), after=counts, now=moment)


def give_desks(*, by: Viewer, keys: Sequence[str], now: datetime | None = None) -> dict[str, str]:
    """Let made-up firms speak for themselves in a demo home: an organisation each, where nobody sits yet. By key of the firm its key.

    A firm that has one keeps it; one that is not made up gets none.
    """
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    rows = Enterprise.objects.filter(key__in=keys, is_synthetic=True).select_related("organisation").order_by("pk")
    with transaction.atomic():
        given = []
        for row in rows:
            if row.organisation is None:
                own = f"made-up-{row.key}"[:60]
                row.organisation = organisations.add(by=actor, key=own, kind=OrganisationKind.ENTERPRISE, label=same(row.name), now=moment)
                row.save(update_fields=["organisation"])
                given.append(row.key)
        if given:
            record(by=actor, act="made_up.give_desks", subject=("home", "made-up firms"), after={"firms": given}, now=moment)
    return {row.key: row.organisation.key for row in rows if row.organisation is not None}
