"""Reference files: a panel of regions and industries, an input–output table. Read whole before they are kept; never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import begun, said
from dukou.chains.actions.refusals import KeptAlready, NoSuchRow
from dukou.chains.core.kinds import ReferenceKind
from dukou.chains.models import Reference
from dukou.kit.core.labels import Label
from dukou.kit.files import keep as keep_file

LARGEST = 2 << 30  # bytes of a national panel, many times over
_REFERENCE = Label("参照资料", "reference")


def keep_panel(
    *,
    by: Viewer,
    path: Path,
    source: str,
    known_on: date,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    is_synthetic: bool = False,
    now: datetime | None = None,
) -> Reference:
    """Keep a panel. `columns`: what its columns are called, where they are not the usual ones. A panel that cannot be read is refused."""
    from dukou.chains.sheets.panels import read_panel

    panel = read_panel(path, dict(columns or {}), name or path.name)
    about = {
        "regions": len(panel.regions),
        "industries": len(panel.industries),
        "periods": list(panel.periods),
        "withheld": int(panel.is_withheld.sum()),
    }
    given = {"name": name, "source": source, "known_on": known_on, "columns": dict(columns or {}), "about": about}
    return _kept(by, ReferenceKind.PANEL, path, given, is_synthetic, now)


def keep_table(
    *,
    by: Viewer,
    path: Path,
    source: str,
    known_on: date,
    name: str = "",
    year: int | None = None,
    is_synthetic: bool = False,
    now: datetime | None = None,
) -> Reference:
    """Keep an input–output table; one that is not square, not productive or not whole is refused."""
    from dukou.chains.sheets.io_tables import open_table

    table = open_table(path, year=year)
    about = {"sectors": len(table.sectors), "year": table.year, "file": path.name}
    given = {"name": name, "source": source, "known_on": known_on, "about": about}
    return _kept(by, ReferenceKind.IO_TABLE, path, given, is_synthetic, now)


def withdraw(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> None:
    """Use a reference no longer; what was reckoned with it stays as it was."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = Reference.objects.select_for_update().filter(pk=number, withdrawn_at__isnull=True).first()
        if row is None:
            raise NoSuchRow(number=number, noun=_REFERENCE)
        row.withdrawn_at, row.withdrawn_reason = moment, said(reason)
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        record(by=actor, act="references.withdraw", subject=("reference", str(number)), reason=reason, now=moment)


def _kept(by: Viewer, kind: ReferenceKind, path: Path, given: dict[str, Any], is_synthetic: bool, now: datetime | None) -> Reference:
    actor, moment = begun(by, now)
    given["source"], given["name"] = said(given["source"]), given["name"].strip() or path.stem
    with path.open("rb") as stream:
        file = keep_file(stream, LARGEST)
    with transaction.atomic():
        same = Reference.objects.filter(kind=kind.value, sha256=file.sha256, withdrawn_at__isnull=True).first()
        if same is not None:
            raise KeptAlready(name=same.name)
        row = Reference.objects.create(
            kind=kind.value, sha256=file.sha256, is_synthetic=is_synthetic, kept_at=moment, kept_by=str(actor), **given
        )
        after = {"kind": kind.value, "sha256": file.sha256, "is_synthetic": is_synthetic, **given}
        record(by=actor, act="references.keep", subject=("reference", str(row.pk)), after=after, now=moment)
    return row
