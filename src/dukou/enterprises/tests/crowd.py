"""A big register of made-up firms, for measuring: the register's own tables and its own index, filled in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction

from dukou.enterprises.core.kinds import NameKind, PartKind
from dukou.enterprises.core.names import core_of, normal
from dukou.enterprises.core.pinyin import initials
from dukou.enterprises.core.synthetic.firms import MadeUpFirm, firms
from dukou.enterprises.core.synthetic.names import BUSINESSES
from dukou.enterprises.models import Edition, Enterprise, EnterpriseName, Industry, Part
from dukou.enterprises.register.name_index import kept_index
from dukou.enterprises.tests.made_up import CLERK, NOW

BATCH = 50_000


def build(count: int, seed: int = 1) -> None:
    """So many made-up firms, each with its one present name; past `register.add`, which judges and derives what no measuring needs."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # for this connection only: nothing is lost if the power fails, and pages stay at hand
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -400000")
    numbered = enumerate(firms(count, seed), 1)
    while some := list(islice(numbered, BATCH)):
        with transaction.atomic():
            _insert(Enterprise(registered_at=NOW, registered_by=str(CLERK), is_synthetic=True), (_entry(*each) for each in some))
            _insert(EnterpriseName(kind=NameKind.CURRENT), (_name(*each) for each in some))
            kept_index().put((number, firm.name) for number, firm in some)
    kept_index().settle()
    connection.close()


def describe(count: int) -> None:
    """So many firms of the crowd, spread over it, are key firms; and the divisions 大类 of its industries stand in a code table."""
    edition = Edition.objects.create(key="made-up", source="虚构", imported_at=NOW, imported_by=str(CLERK))
    majors = sorted({business.code[:2] for business in BUSINESSES if business.code < "44"})  # what is beneath 44 is manufacturing
    Industry.objects.bulk_create(Industry(edition=edition, section="C", level=2, code=code, parent="C", name=code) for code in majors)
    step = Enterprise.objects.count() // count
    Part.objects.bulk_create(_part(step * number) for number in range(1, count + 1))


def _part(key: int) -> Part:
    return Part(enterprise_id=key, kind=PartKind.KEY_FIRM, of="cluster/made-up", evidence="虚构", recorded_at=NOW, recorded_by=str(CLERK))


def _entry(number: int, firm: MadeUpFirm) -> dict[str, Any]:
    return {
        "id": number,
        "key": f"e{number}",
        "name": firm.name,
        "sort_key": initials(firm.name)[:80],
        "core": core_of(firm.name),
        "unit_kind": firm.kind.value,
        "code": firm.code,
        "code_written": firm.code,
        "industry": firm.industry,
        "division": firm.division,
        "address": firm.address,
        "status": firm.status.value,
    }


def _name(number: int, firm: MadeUpFirm) -> dict[str, Any]:
    return {"id": number, "enterprise_id": number, "text": firm.name, "normal": normal(firm.name)}


def _insert(like: Enterprise | EnterpriseName, rows: Iterator[dict[str, Any]]) -> None:
    """Rows that differ from `like` in these columns only, past the model's own machinery."""
    fields = like._meta.concrete_fields
    given = {field.attname: field.get_db_prep_save(getattr(like, field.attname), connection) for field in fields}
    columns = ", ".join(str(field.column) for field in fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {like._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})",
            [tuple((given | row).values()) for row in rows],
        )
