"""Entries of the register: registered and amended by hand. Lists are taken in by `deliveries`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises import register as writer
from dukou.enterprises.actions._holding import held, must_be_fit
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.queries.doubles import same_code_or_name
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class AlreadyRegistered(Refusal):
    """The same code and the same name stand in the register."""

    code = "enterprises.already_registered"
    status = 409
    what = Label("没有登记", "this was not recorded")
    why = Label("名录里已有“{name}”（{key}），代码或名称相同", "“{name}” ({key}) is in the register with the same code or name")
    cure = Label("打开它来更改；确是两家就写明理由再登记", "open and amend it; where they are two firms, register with a reason")


class NothingAmended(Refusal):
    """An amendment changes something and says why."""

    code = "enterprises.nothing_amended"
    what = Label("没有更改", "nothing was amended")
    why = Label("没有不同之处，或没有写理由", "nothing differs, or no reason is given")
    cure = Label("改动内容并写明理由", "change something and say why")


def register(*, by: Viewer, entry: Entry, reason: str = "", now: datetime | None = None) -> str:
    """Enter a firm; gives its key. One with the same code or name is there already: only with a reason is it entered beside it."""
    by.require(Permission.KEEP_REGISTER)
    must_be_fit(entry)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        alike = same_code_or_name(entry)
        if alike is not None and not reason.strip():
            raise AlreadyRegistered(name=alike.name, key=alike.key)
        (made,) = writer.add([entry], writer.Circumstances(actor, moment, reason))
        record(by=actor, act="enterprises.register", subject=("enterprise", made.key), after=entry.columns, reason=reason, now=moment)
    return made.key


def amend(*, by: Viewer, key: str, entry: Entry, reason: str, now: datetime | None = None) -> int:
    """Change what the entry states and the register holds otherwise; gives the number of amendments."""
    by.require(Permission.KEEP_REGISTER)
    must_be_fit(entry, is_new=False)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        row = held(by, key)
        amended = (
            writer.change([writer.Changing(row, entry)], writer.Circumstances(actor, moment, reason.strip())) if reason.strip() else []
        )
        if not amended:
            raise NothingAmended()
        before = {each.field: each.before for each in amended}
        after = {each.field: each.after for each in amended}
        record(by=actor, act="enterprises.amend", subject=("enterprise", key), before=before, after=after, reason=reason, now=moment)
    return len(amended)
