"""Lists as offices hand them in, made when a test needs them. Every firm is made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from openpyxl.worksheet.worksheet import Worksheet

from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.enterprises.actions import deliveries
from dukou.enterprises.core.outcomes import Counts
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.deliveries import remarks
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor

NOW = datetime(2024, 7, 8, 2, tzinfo=UTC)
KNOWN = date(2024, 7, 8)
KEEPER = command_line_viewer("keeper")
HEADS = ("企业名称", "统一社会信用代码", "地址", "2023年营业收入（万元）")


A, B, C = "91500104XXC4N0JJ8R", "91500104XXFHMP3G1F", "91500104XXJYLFLD1F"
FIRMS = [
    ["示例市青禾玻纤有限公司", A, "样本路 1 号", "1,500"],
    ["示例市白帆软件有限公司", B, "样本路 2 号", ""],
    ["示例市山泉食品厂", C, "", "80多"],
]


def load_national() -> None:
    """The pack of the country: what columns are called, and the indicators."""
    load_pack(by=Actor("cli", "tester"), path=Path(settings.SHIPPED_PACKS) / "national", now=NOW)


def as_csv(rows: Iterable[Sequence[object]], encoding: str = "utf-8-sig") -> bytes:
    """The rows as an office saves them."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def hand_in(content: bytes, name: str = "名单.csv", by: Viewer = KEEPER, **more: object) -> int:
    """Receive a list; gives its number."""
    given: dict[str, object] = {"known_on": KNOWN, "now": NOW, "at_once": True} | more
    return deliveries.receive(by=by, source=io.BytesIO(content), name=name, **given)  # type: ignore[arg-type]


def take(content: bytes, name: str = "名单.csv", *, now: datetime = NOW, **more: object) -> Counts:
    """Receive a list and take it in."""
    counts = deliveries.take_in(by=KEEPER, number=hand_in(content, name, KEEPER, now=now, **more), at_once=True, now=now)
    assert counts is not None
    return counts


def said(number: int) -> list[tuple[int | None, str, str]]:
    """Row, kind and Chinese words of every remark."""
    return [(each.row, each.kind.value, each.said.zh) for each in remarks(KEEPER, number, size=10**6)]


def everything() -> dict[str, int]:
    """How many rows every table of the house holds, the index of names included."""
    counted = {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}
    with connection.cursor() as cursor:
        indexed = "enterprises_name_index" if connection.vendor == "sqlite" else "enterprises_name WHERE grams <> ''"
        cursor.execute(f"SELECT COUNT(*) FROM {indexed}")
        return counted | {"index": cursor.fetchone()[0]}


def register() -> dict[str, str]:
    """Names by code of all entries that stand for themselves, in the order in which they were entered."""
    rows = Enterprise.objects.filter(merged_into__isnull=True).order_by("pk")
    return {row.code or f"({row.key})": row.name for row in rows}


def sheet(*rows: Sequence[object]) -> Callable[[Worksheet], None]:
    """A worksheet of these rows."""

    def fill(target: Worksheet) -> None:
        for row in rows:
            target.append(list(row))

    return fill
