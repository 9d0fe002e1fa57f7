"""A list of visits brings many appeals at once: all of it or nothing, every bad row named; each is triaged like any other.

The window is told of the list, each enterprise of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, people_with
from dukou.appeals.actions._steps import FILED_FOR_YOU, address
from dukou.appeals.core.kinds import Channel
from dukou.appeals.core.rules import DistrictRules
from dukou.appeals.core.visit_lists import COLUMNS, WANTED, Visited, read_visits
from dukou.appeals.models import Appeal
from dukou.appeals.queries.rules import rules_in_force
from dukou.casework.actions.bulk import Word, open_many, tell_many
from dukou.enterprises.queries.many import firms_named
from dukou.enterprises.queries.own import FirmNamed
from dukou.kit.core.labels import Label
from dukou.kit.core.texts import clean
from dukou.kit.ledger import insert
from dukou.kit.sheets.headed import headed_table

CLOCKS = ("contact", "verdict", "outer")
_AT_ONCE = 500  # appeals whose people are looked up together
_TAKEN_IN = Label(
    "导入走访清单，新诉求 {count} 件：第 {first}—{last} 号", "a list of visits brought {count} new appeals: {first} to {last}"
)


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
        tell_many([*_words(numbers, by, timezone.localdate(moment))], moment)
    return numbers


def _words(numbers: list[int], by: Viewer, on: date) -> Iterator[Word]:
    """What the window and each enterprise are told; whoever brought the list knows."""
    window = tuple(person for person in people_with(Permission.HANDLE_APPEALS, on) if person != by.person_id)
    said = _TAKEN_IN.filled(count=len(numbers), first=numbers[0], last=numbers[-1])
    yield Word(window, said, ("appeal", "list"), reverse("appeals:list"))
    agents = cache(lambda firm: tuple(people_with(Permission.SEE_ENTERPRISE_DESK, on, firm)))
    for start in range(0, len(numbers), _AT_ONCE):
        rows = Appeal.objects.filter(pk__in=numbers[start : start + _AT_ONCE], enterprise__organisation__isnull=False)
        for row in rows.select_related("enterprise__organisation").order_by("pk"):
            firm = row.enterprise.organisation
            said = FILED_FOR_YOU.filled(number=row.pk, title=row.title)
            yield Word(agents(firm.key) if firm else (), said, ("appeal", str(row.pk)), address(row.pk))


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
