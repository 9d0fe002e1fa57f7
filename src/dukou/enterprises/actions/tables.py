"""Code tables that the office imports: editions of the classification of industries, and divisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises.core.divisions import DivisionEntry, DivisionFault, DivisionLevel, division_faults, read_division_level
from dukou.enterprises.core.industries import IndustryEntry, IndustryFault, Level, closure_faults
from dukou.enterprises.models import Division, Edition, Industry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.core.texts import clean
from dukou.kit.sheets.headed import Cells, HeadedTable, headed_table

BATCH = 500
KEY_LIMIT, SOURCE_LIMIT = 40, 200
COLUMNS = {
    "section": Label("门类", "section"),
    "level": Label("级别", "level"),
    "code": Label("代码", "code"),
    "parent": Label("上级", "parent"),
    "name": Label("名称", "name"),
}


class TableUndescribed(Refusal):
    """A table says which edition it is and where it comes from."""

    code = "enterprises.table_undescribed"
    what = Label("没有导入分类表", "the table was not imported")
    why = Label("版本须有 1 至 40 字，来源须有 1 至 200 字", "its edition needs 1 to 40 characters, its source 1 to 200")
    cure = Label("写明版本（如 GB/T 4754-2017）和来源", "name the edition, such as GB/T 4754-2017, and the source")


def import_industries(*, by: Viewer, path: Path, name: str, edition: str, source: str, now: datetime | None = None) -> int:
    """Take in a whole edition, in place of a partial or an earlier table of the same name; gives the number of codes.

    All rows or none. The same file again changes nothing and gives 0.
    """
    by.require(Permission.LOAD_PACK)
    _must_be_described(edition, source)
    table = _table_in(path, name, ("section", "level", "code", "parent", "name"))
    entries = table.read(_industry)
    table.must_have_none(_industry_faults(table, entries))
    actor, moment = actor_of(by, Permission.LOAD_PACK), now or timezone.now()
    with transaction.atomic():
        stored = Edition.objects.select_for_update().filter(key=edition).first()
        if stored and not stored.is_partial and stored.sha256 == table.sha256:
            return 0
        before = _told(stored) if stored else None
        stated = {"source": source, "sha256": table.sha256, "is_partial": False, "imported_at": moment, "imported_by": str(actor)}
        row, _ = Edition.objects.update_or_create(key=edition, defaults=stated)
        _replace(row, entries)
        after = _told(row) | {"file": name}
        record(by=actor, act="tables.import_industries", subject=("edition", edition), before=before, after=after, now=moment)
    return len(entries)


def import_divisions(*, by: Viewer, path: Path, name: str, source: str, now: datetime | None = None) -> int:
    """Take in divisions, new ones and changed ones; those that the file leaves out stay. Gives how many were written.

    All rows or none. A file that says what is stored changes nothing and gives 0.
    """
    by.require(Permission.LOAD_PACK)
    _must_be_described("-", source)
    table = _table_in(path, name, ("code", "name", "level", "parent"))
    entries = table.read(_division)
    actor, moment = actor_of(by, Permission.LOAD_PACK), now or timezone.now()
    with transaction.atomic():
        stored = {row.code: row for row in Division.objects.all()}
        table.must_have_none(_division_faults(table, entries, stored))
        changed = [entry for entry in entries if entry.code not in stored or _stated(stored[entry.code]) != entry]
        if not changed:
            return 0
        _store(changed, source)
        after = {"file": name, "sha256": table.sha256, "source": source, "count": len(entries), "changed": len(changed)}
        record(by=actor, act="tables.import_divisions", subject=("table", "divisions"), after=after, now=moment)
    return len(changed)


def _must_be_described(edition: str, source: str) -> None:
    if not (1 <= len(edition.strip()) <= KEY_LIMIT and 1 <= len(source.strip()) <= SOURCE_LIMIT):
        raise TableUndescribed()


def _industry(cells: Cells) -> IndustryEntry:
    """A row; its level is written as 1 to 4 or as the word."""
    words = {word: level.depth for level in Level for word in (str(level.depth), level.value, level.label.zh)}
    level = words.get(cells["level"].lower())
    if level is None:
        what = Label("“{level}”不是行业的级别", "“{level}” is no level of industries").filled(level=cells["level"])
        raise Malformed(what, Label("用 1 至 4，或门类、大类、中类、小类", "use 1 to 4, or section, division, group, class"))
    return IndustryEntry(cells["section"].upper(), level, cells["code"].upper(), cells["parent"].upper(), _name(cells, 120))


def _division(cells: Cells) -> DivisionEntry:
    return DivisionEntry(cells["code"], _name(cells, 60), read_division_level(cells["level"]), cells["parent"])


def _name(cells: Cells, limit: int) -> str:
    if len(cells["name"]) > limit:
        what = Label("名称超过 {limit} 个字", "the name has more than {limit} characters").filled(limit=limit)
        raise Malformed(what, Label("照分类表写名称", "write the name as the table has it"))
    return cells["name"]


def _industry_faults(table: HeadedTable, entries: Sequence[IndustryEntry]) -> list[Fault]:
    columns = {
        IndustryFault.NAMELESS: "name",
        IndustryFault.PARENT: "parent",
        IndustryFault.ORPHAN: "parent",
        IndustryFault.SECTION: "section",
    }
    return [
        _fault(table, finding.row, columns.get(finding.fault, "code"), finding.fault.label)
        for finding in closure_faults(entries, first_row=0)
    ]


def _division_faults(table: HeadedTable, entries: Sequence[DivisionEntry], known: Collection[str]) -> list[Fault]:
    columns = {DivisionFault.NAMELESS: "name", DivisionFault.PARENT: "parent", DivisionFault.ORPHAN: "parent"}
    return [
        _fault(table, finding.position, columns.get(finding.fault, "code"), finding.fault.label)
        for finding in division_faults(entries, known)
    ]


def _fault(table: HeadedTable, position: int, column: str, what: Label) -> Fault:
    """A fault of a row, which names its code."""
    about = Label("“{code}”：{what}", "“{code}”: {what}").filled(code=table.rows[position][1]["code"], what=what)
    return table.fault(position, column, about, Label("对照公布的分类表改正这一行", "correct the row by the published table"))


def _table_in(path: Path, name: str, wanted: tuple[str, ...]) -> HeadedTable:
    return headed_table(path, name, COLUMNS, wanted, lambda text: clean(text).text)


def _told(edition: Edition) -> dict[str, object]:
    """An edition as the trail tells of it."""
    count = edition.industries.count()
    return {"source": edition.source, "sha256": edition.sha256, "is_partial": edition.is_partial, "count": count}


def _replace(edition: Edition, entries: Sequence[IndustryEntry]) -> None:
    edition.industries.all().delete()
    rows = (
        Industry(edition=edition, section=each.section, level=each.level, code=each.code, parent=each.parent, name=each.name)
        for each in entries
    )
    Industry.objects.bulk_create(rows, batch_size=BATCH)


def _stated(row: Division) -> DivisionEntry:
    return DivisionEntry(row.code, row.name, DivisionLevel.of(row.level), row.parent)


def _store(entries: Sequence[DivisionEntry], source: str) -> None:
    rows = [Division(code=each.code, name=each.name, level=each.level.value, parent=each.parent, source=source) for each in entries]
    changed = ["name", "level", "parent", "source"]
    Division.objects.bulk_create(rows, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=changed)
