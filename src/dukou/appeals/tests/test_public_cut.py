"""The public figures of a quarter are cut once: whatever becomes of its appeals afterwards, no two readings differ."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dukou.appeals.actions import appeals, call_backs, exchanges, publication, replies
from dukou.appeals.core.kinds import Outcome, Satisfaction, VerdictKind
from dukou.appeals.core.public_cuts import CutAlready, PeriodNotOver, read
from dukou.appeals.core.statistics import Timeliness
from dukou.appeals.models import AppealRules, PublicCut
from dukou.appeals.queries.published import public_figures, reckoned
from dukou.appeals.tables.public import public_table
from dukou.appeals.tasks import cut
from dukou.appeals.tests.made_up import RULES, at, filed, in_hand, players
from dukou.audit.models import AuditEvent
from dukou.casework.core.notices import version_of
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.periods import months
from dukou.kit.core.rates import Rate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
QUARTER = months(2026, 7, 9)
ENDED = at("2026-10-01 00:00")
FILED = at("2026-09-01 10:00")  # replies are due on the 10th


def _read() -> str:
    page = Client().get("/appeals/public/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))


def test_a_question_after_the_quarter_changes_no_published_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six are late when the quarter ends. One question later makes a clock stand: reckoned anew, the total would be five."""
    cast = players()
    for place in range(6):
        appeal = filed(cast.agent, cast.firm, title=f"第{place}件", form_key=f"k{place}", now=FILED)
        in_hand(cast.window, appeal, now=FILED)
    monkeypatch.setattr(timezone, "now", lambda: at("2026-10-08 10:00"))
    cut.go(ENDED)
    before, kept = _read(), public_figures()
    assert kept is not None
    assert (kept.tables.reply.cells["power", Timeliness.NEVER], kept.tables.reply.columns[Timeliness.NEVER]) == (6, 6)
    exchanges.ask(by=cast.power, number=appeal.pk, question="哪一段", now=at("2026-10-08 09:00"))
    cut.go(at("2026-10-08 10:00"))
    assert (_read(), public_figures()) == (before, kept)
    assert "第3季度" in before


def test_a_cut_is_read_as_it_was_reckoned() -> None:
    cast = players()
    for place in range(7):
        in_hand(cast.window, filed(cast.agent, cast.firm, form_key=f"k{place}", now=FILED), now=FILED)
    filed(cast.agent, cast.firm, form_key="k", now=FILED)
    told = reckoned(QUARTER)
    publication.cut(by=SYSTEM, period=QUARTER, now=ENDED)
    assert public_figures() == told
    (row,) = PublicCut.objects.all()
    (event,) = AuditEvent.objects.filter(act="publication.cut")
    assert (event.subject_key, event.after) == ("2026Q3", {"sha256": row.sha256, "threshold": 5})


def test_the_public_reads_what_came_back_as_not_solved() -> None:
    """Five solved, five explained and opened again: published is 5 of 10, not 5 of 5. A cut of before is read as it was kept."""
    cast = players()
    for place in range(10):
        number = in_hand(cast.window, filed(cast.agent, cast.firm, form_key=f"k{place}", now=FILED), now=FILED).pk
        told = {"done": "已迁改"} if place < 5 else {"ground": "政策不允许"}
        verdict = VerdictKind.SOLVED if place < 5 else VerdictKind.EXPLAINED
        replies.reply(by=cast.power, number=number, verdict=verdict, text="答复", now=at("2026-09-02 10:00"), **told)  # type: ignore[arg-type]
        call_backs.rate(by=cast.agent, number=number, satisfaction=Satisfaction.SATISFIED, now=at("2026-09-03 10:00"))
        if place >= 5:
            appeals.reopen(by=cast.agent, number=number, reason="没有解决", now=at("2026-09-25 10:00"))
    cut.go(ENDED)
    assert "5/10（50.0%）" in _read()
    content = PublicCut.objects.get().content
    before = {"cells": [cell for cell in content["outcomes"]["cells"] if cell[1] != "again"], "rows": [["power", 5]],
              "columns": [column for column in content["outcomes"]["columns"] if column[0] != "again"], "total": 5}  # fmt: skip
    found = read({name: each for name, each in content.items() if name != "outcomes"} | {"verdicts": before})
    assert found.outcomes.rate("power", Outcome.SOLVED, found.outcomes.columns) == Rate(5, 5)
    assert "5/5（100.0%）" in [str(row.cells[3].text) for row in public_table(found, {}, 5).rows]


def test_a_period_is_cut_once_and_when_it_is_over() -> None:
    players()
    with pytest.raises(PeriodNotOver):
        publication.cut(by=SYSTEM, period=QUARTER, now=at("2026-09-30 23:59"))
    publication.cut(by=SYSTEM, period=QUARTER, now=ENDED)
    with pytest.raises(CutAlready):
        publication.cut(by=SYSTEM, period=QUARTER, now=at("2026-10-02 00:00"))
    for changed in (lambda: PublicCut.objects.update(threshold=1), lambda: PublicCut.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            changed()
    assert PublicCut.objects.count() == 1


def test_the_newest_cut_is_shown_under_the_threshold_of_its_day() -> None:
    players()
    cut.go(at("2026-07-01 00:05"))
    content = RULES | {"suppress_below": 2}
    AppealRules.objects.update(content=content, sha256=version_of(content))
    found = public_figures()
    assert found is not None
    assert (found.period, found.threshold) == (months(2026, 4, 6), 5)
    cut.go(ENDED)
    assert [row.period for row in PublicCut.objects.order_by("pk")] == ["2026Q2", "2026Q3"]
    found = public_figures()
    assert found is not None
    assert (found.period, found.threshold) == (QUARTER, 2)


def test_who_reads_has_nothing_reckoned() -> None:
    players()
    assert "还没有公布过" in _read()
    cut.go(ENDED)
    with CaptureQueriesContext(connection) as asked:
        assert "还没有公布过" not in _read()
    assert [query["sql"] for query in asked if "casework_clock" in query["sql"] or "appeals_reply" in query["sql"]] == []


def test_without_appeals_nothing_is_cut() -> None:
    cut.go(ENDED)
    assert not PublicCut.objects.exists()
