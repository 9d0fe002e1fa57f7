"""Which reference is used on a day: one rule for a look at a chain, the list of references, the back-tests and the other regions."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from dukou.chains.actions.assessments import assess
from dukou.chains.actions.back_tests import run
from dukou.chains.actions.references import keep_panel, withdraw
from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.kinds import ReferenceKind
from dukou.chains.core.synthetic.panels import synthetic_panel
from dukou.chains.models import Reference
from dukou.chains.queries.assessments import shown_chain
from dukou.chains.queries.references import reference_used
from dukou.chains.queries.regions import compared
from dukou.chains.queries.working import back_tests, references
from dukou.chains.tests.listed import DAY, NOW, OFFICE, firms, load
from dukou.chains.tests.panels_made import CODES, lines_of

pytestmark = pytest.mark.django_db
LATER, BEFORE = DAY + timedelta(30), DAY - timedelta(1)


def kept(folder: Path, name: str, seed: int, known_on: date) -> Reference:
    """A made-up panel, kept as known on a day."""
    path = folder / f"{name}.csv"
    path.write_text(
        "\n".join(["region,industry,period,value,count", *lines_of(synthetic_panel(CODES, regions=60, seed=seed))]), encoding="utf-8"
    )
    return keep_panel(by=OFFICE, path=path, source="虚构", known_on=known_on, name=name, is_synthetic=True, now=NOW)


def said(day: date) -> dict[str, list[str]]:
    """On a day: the references that are listed, those of them that are used, the panels of the back-tests told, that of the comparison."""
    listed = references(day)
    chain = shown_chain("salt", day)
    beside = compared(chain, [], day) if chain else None
    return {
        "listed": [each.label.zh for each in listed],
        "used": [each.label.zh for each in listed if each.is_used],
        "tested": [each.panel for each in back_tests(day)],
        "beside": [beside.label.zh] if beside else [],
        "looked": [row.name for row in [assess(by=OFFICE, chain="salt", as_of=day, now=NOW).panel] if row],
    }


def test_every_page_means_the_same_panel_on_a_day(tmp_path: Path) -> None:
    load(tmp_path)
    firms()
    assess(by=OFFICE, chain="salt", as_of=BEFORE, now=NOW)
    first = kept(tmp_path, "first", 3, DAY)
    run(by=OFFICE, task=Task.ARRIVAL, now=NOW)
    later = kept(tmp_path, "later", 4, LATER)  # kept now, and known of only then
    one, two = "first，虚构（合成数据）", "later，虚构（合成数据）"
    assert said(BEFORE) == {"listed": [], "used": [], "tested": [], "beside": [], "looked": []}
    assert said(DAY) == {"listed": [one], "used": [one], "tested": ["first"], "beside": ["first（合成数据）"], "looked": ["first"]}
    assert said(LATER) == {"listed": [two, one], "used": [two], "tested": [], "beside": ["later（合成数据）"], "looked": ["later"]}
    withdraw(by=OFFICE, number=later.pk, reason="虚构", now=NOW)
    assert reference_used(ReferenceKind.PANEL, LATER) == first
    assert said(LATER)["used"] == [one]


def test_a_back_test_is_made_on_the_panel_of_its_day(tmp_path: Path) -> None:
    load(tmp_path)
    first = kept(tmp_path, "first", 3, DAY)
    kept(tmp_path, "later", 4, LATER)
    assert run(by=OFFICE, task=Task.ARRIVAL, now=NOW).panel == first
