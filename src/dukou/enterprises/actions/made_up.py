"""Made-up firms that a room above plants in a demo home: entered as all others, and marked as made up from the first row on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises import register
from dukou.enterprises.actions import _planting
from dukou.enterprises.core.synthetic import MadeUpFirm


def enter(*, by: Viewer, firms: Sequence[MadeUpFirm], known_on: date, now: datetime | None = None) -> None:
    """Enter made-up firms with the staff and revenue they tell of; what they tell became known on `known_on`."""
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    how = register.Circumstances(actor, moment, _planting.EVIDENCE, is_synthetic=True)
    with transaction.atomic():
        planted = _planting.enter(firms, how, known_on, Random(len(firms)))
        counts = {"firms": len(planted), "claims": _planting.record_figures(planted, how, known_on)}
        record(by=actor, act="made_up.enter", subject=("home", "made-up firms"), after=counts, now=moment)
