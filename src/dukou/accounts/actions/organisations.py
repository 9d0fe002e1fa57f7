"""Organisations that come from no pack, such as enterprises."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.models import Organisation
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class OrganisationKeyTaken(Refusal):
    """A key names one organisation."""

    code = "accounts.organisation_key_taken"
    what = Label("没有添加单位", "no organisation was added")
    why = Label("键“{key}”已有单位使用", "the key “{key}” is taken")
    cure = Label("换一个键", "choose another key")


def add(
    *, by: Actor, key: str, kind: OrganisationKind, label: Label, parent: Organisation | None = None, now: datetime | None = None
) -> Organisation:
    """Add an organisation by hand; departments come from the pack instead."""
    with transaction.atomic():
        if Organisation.objects.filter(key=key).exists():
            raise OrganisationKeyTaken(key=key)
        added = Organisation.objects.create(key=key, kind=kind.value, zh=label.zh, en=label.en, parent=parent)
        after = {"kind": kind, "zh": label.zh, "en": label.en, "parent": parent.key if parent else None}
        record(by=by, act="organisations.add", subject=("organisation", key), after=after, now=now)
    return added
