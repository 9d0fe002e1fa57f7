"""What the room lends: texts of rule books and decisions, as they were known on a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dukou.rules.actions import decisions
from dukou.rules.models import Decision, RuleBook
from dukou.rules.queries import Asked, explained, linked_for
from dukou.rules.tests.test_stored_books import CLERK, ON, VIEWER, pack
from dukou.warehouse.queries.declared import TABLES


@pytest.mark.django_db
def test_books_and_decisions_are_lent_as_they_are(tmp_path: Path) -> None:
    from dukou.kit.actions import load_pack

    load_pack(by=CLERK, path=pack(tmp_path / "tiny"))
    told = explained(linked_for("tea-subsidy", ON), Asked("", ON, {"chests": 9, "organic": "yes"}), viewer=VIEWER)
    decisions.decide(by=CLERK, explanation=told, key="made-up", purpose="census/2024")
    book, made, today = RuleBook.objects.get(), Decision.objects.get(), timezone.localdate()
    assert list(TABLES["rule_book"].lent(today)) == [
        ("tea-subsidy", "2024", book.sha256, book.name_zh, book.name_en, "enterprise", None, "2024-01-01", None, "in_force")
    ]
    assert list(TABLES["decision"].lent(today)) == [
        (made.pk, "tea-subsidy", "2024", book.sha256, "enterprise", "made-up", ON.isoformat(), None, "no", today.isoformat())
    ]
    before = today - timedelta(days=1)
    assert [list(TABLES[name].lent(before)) for name in ("rule_book", "decision")] == [[], []]
    assert date.fromisoformat(made.as_of.isoformat()) == ON


def test_neither_what_was_known_of_a_firm_nor_who_decided_is_lent() -> None:
    names = {column.name for name in ("rule_book", "decision") for column in TABLES[name].columns}
    assert names.isdisjoint({"facts", "value", "purpose", "decided_by", "loaded_by", "released_by", "content", "file"})
