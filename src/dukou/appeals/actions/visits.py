"""A list of visits brings many appeals at once: all of it or nothing, every bad row named; each is triaged like any other."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.appeals.core.kinds import Channel
from dukou.appeals.core.rules import DistrictRules
from dukou.appeals.core.visit_lists import COLUMNS, WANTED, Visited, read_visits
from dukou.appeals.models import Appeal
from dukou.appeals.queries.rules import rules_in_force
from dukou.casework.actions.bulk import open_many
from dukou.enterprises.queries.many import firms_named
from dukou.enterprises.queries.own import FirmNamed
from dukou.kit.core.texts import clean
from dukou.kit.ledger import insert
from dukou.kit.sheets.headed import headed_table

CLOCKS = ("contact", "verdict", "outer")


def take_in(*, by: Viewer, path: Path, name: str = "", now: datetime | None = None) -> list[int]:
    """File every row of a list of visits; gives the numbers of the appeals. One event for all, with the file's hash."""
    by.require(Permission.FILE_APPEALS)
    rules, moment = rules_in_force(), now or timezone.now()
    table = headed_table(path, name or path.name, COLUMNS, WANTED, lambda text: clean(text).text)
    firms = firms_named(by, [(cells["enterprise"], cells["code"]) for _, cells in table.rows])
    found: dict[str, FirmNamed] = {}

    def key_of(firm: str, code: str) -> str:
        one = firms.the_one(firm, code)
        found[one.key] = one
        return one.key

    visits = read_visits(table, _topics(rules), key_of, timezone.localdate(moment))
    with transaction.atomic():
        numbers = open_many(
            by=actor_of(by, Permission.FILE_APPEALS),
            act="visits.take_in",
            kind="appeal",
            subjects=[("enterprise", visit.firm) for visit in visits],
            profile=rules.profile,
            clocks=CLOCKS,
            now=moment,
            told={"file": table.name, "sha256": table.sha256},
        )
        insert(_appeal(number, visit, found[visit.firm], by, moment) for number, visit in zip(numbers, visits, strict=True))
    return numbers


def _appeal(number: int, visit: Visited, firm: FirmNamed, by: Viewer, now: datetime) -> Appeal:
    return Appeal(
        case_id=number,
        enterprise_id=firm.id,
        channel=Channel.VISIT_LIST.value,
        topic=visit.topic,
        title=visit.subject,
        text=visit.text,
        contact_name=visit.contact,
        contact_phone=visit.phone,
        filed_at=now,
        filed_by=by.key,
        link_salt=secrets.token_hex(16),
        is_synthetic=firm.is_synthetic,
    )


def _topics(rules: DistrictRules) -> dict[str, str]:
    """The keys of topics by what a list may call them: the key itself, or the name in either language."""
    words = {text: key for key, label in rules.topic_names.items() for text in (label.zh, label.en)}
    return words | {key: key for key in rules.topic_names}
