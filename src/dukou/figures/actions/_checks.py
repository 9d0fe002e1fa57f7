"""What acts on figures and tags look at before they write."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from dukou.figures.actions.refusals import KnownInTheFuture, OwnerNeeded, SomethingMissing
from dukou.figures.core.claims import Visibility
from dukou.kit.core.labels import Label

SUBJECT = Label("主体", "subject")
SEGMENT = Label("细分领域", "segment")
INDICATOR = Label("指标", "indicator")
SOURCE = Label("来源", "source")
ORGANISATION = Label("单位", "organisation")


def must_be_known_by(known_on: date, moment: datetime, *, earliest: date) -> None:
    """Refuse a day of knowledge that lies after the day of the act, or before `earliest`."""
    today = timezone.localtime(moment).date()
    if not earliest <= known_on <= today:
        raise KnownInTheFuture(known_on=known_on, earliest=earliest, today=today)


def must_be_owned(visibility: Visibility, owner: str, organisations: Collection[str]) -> None:
    """Refuse an owner that is no organisation, and a figure for its owner only that has none."""
    if owner and owner not in organisations:
        raise SomethingMissing(noun=ORGANISATION, key=owner)
    if visibility is Visibility.CONFIDENTIAL and not owner:
        raise OwnerNeeded()
