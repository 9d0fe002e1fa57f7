"""Made-up firms of the noodle chain, for journeys along it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone


def enter_firms(placed: Mapping[str, tuple[str, str]]) -> None:
    """Made-up firms by name, each placed at a node by hand, with its revenue of the last year."""
    from datetime import date

    from dukou.accounts.core.viewers import command_line_viewer
    from dukou.enterprises.actions import tags
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.register import Circumstances, add
    from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
    from dukou.figures.core.claims import ClaimKind, Visibility
    from dukou.figures.core.origins import Origin
    from dukou.figures.core.tags import Confidence
    from dukou.kit.core.actors import Actor
    from dukou.kit.core.labels import same
    from dukou.kit.core.periods import year

    by, day, now = Actor("cli", "tests"), date(2024, 7, 8), timezone.now()
    with transaction.atomic():
        rows = add([Entry(name=name) for name in placed], Circumstances(by, now, "演示", is_synthetic=True))
        name_source(key="made-up-sheet", name=same("虚构报表"), sha256="", known_on=day, about=same("虚构"), origin=Origin.OFFICE)
        introduce(subjects=[Introduced(row.ref, same(row.name)) for row in rows])
        told = {"period": year(2023), "kind": ClaimKind.REPORTED, "source": "made-up-sheet", "known_on": day}
        told |= {"visibility": Visibility.INTERNAL, "indicator": "revenue", "place": "1"}
        claims = [Reported(ref=f"made-up.{row.pk}", subject=row.ref, value=placed[row.name][1], **told) for row in rows]  # type: ignore[arg-type]
        record_many(by=by, rows=claims, now=now)
        for row in rows:
            tags.add(
                by=command_line_viewer("tests"),
                key=row.key,
                segment=f"node/noodles-{placed[row.name][0]}",
                source="made-up-sheet",
                place="1",
                known_on=day,
                confidence=Confidence.CONFIRMED,
                now=now,
            )
