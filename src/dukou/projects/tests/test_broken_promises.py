"""A broken promise of a firm becomes a credit record, once; one that is kept after all has its duty noted as done."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.credit.models import CreditRecord, RecordStep
from dukou.credit.tests import credit_made
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.projects.actions import promises
from dukou.projects.models import Project
from dukou.projects.tests.told import NOW, OF_FIRM, OFFICE, TODAY, project, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    """A firm of the register that has a project, in a district with a field that takes broken promises."""
    credit_made.load(tmp_path)
    found: Enterprise = made_up.register("虚构投资方")[0]
    row = project()
    Project.objects.filter(pk=row.pk).update(enterprise=found)
    return found


def test_a_broken_promise_of_a_firm_is_recorded(firm: Enterprise) -> None:
    made = promise(promised=OF_FIRM)
    promises.tell_broken(by=OFFICE, number=made.pk, on=TODAY, reason="没有投产", now=NOW)
    row = CreditRecord.objects.get()
    told = (row.enterprise_id, row.field, row.sort, row.kind, row.severity, row.decided_on, row.text, row.evidence)
    assert told == (firm.pk, "overall", "broken", "promise_broken", "general", TODAY, made.text, "没有投产")
    assert row.number == f"{made.project.key}/{made.pk}"


def test_kept_after_all_its_duty_is_done(firm: Enterprise) -> None:
    made = promise(promised=OF_FIRM)
    promises.tell_broken(by=OFFICE, number=made.pk, on=TODAY, reason="没有投产", now=NOW)
    promises.keep(by=OFFICE, number=made.pk, on=TODAY, evidence="竣工验收书", now=NOW)
    step = RecordStep.objects.get()
    assert (step.kind, step.on, step.evidence) == ("duty_done", TODAY, "竣工验收书")


def test_of_the_districts_own_and_of_a_firm_that_is_not_in_the_register_nothing_is_recorded(firm: Enterprise) -> None:
    own = promise()
    promises.tell_broken(by=OFFICE, number=own.pk, on=TODAY, reason="没有办成", now=NOW)
    Project.objects.update(enterprise=None)
    other = promise(promised=OF_FIRM)
    promises.tell_broken(by=OFFICE, number=other.pk, on=TODAY, reason="没有投产", now=NOW)
    assert not CreditRecord.objects.exists()
