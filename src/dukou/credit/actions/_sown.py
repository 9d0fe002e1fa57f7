"""The demo's records: three severities, kept promises and honours, one that can be repaired, one that is old, one that was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dukou.credit.actions import credit_records, grades
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.core.schemes import in_force
from dukou.credit.models import CreditRecord
from dukou.credit.queries.fields import CreditField, Sort, fields
from dukou.enterprises.queries.rosters import industry_of

if TYPE_CHECKING:
    from dukou.credit.actions.seeds import Stage
    from dukou.enterprises.queries.own import FirmNamed

MADE_UP = "（合成）"
RUNS = (62, 31)  # days ago on which every field was graded
_EVIDENCE, _BASIS = f"{MADE_UP}材料，仅供演示", f"{MADE_UP}示例条款"


@dataclass(frozen=True, slots=True)
class Told:
    """One record: of which firm (0: the demo agent's own), how many days ago, how grave (None: one for the firm), in the how manieth field
    that has such a sort and covers the firm. `withdrawn`: how many days ago it was taken back, nought: never.
    """

    firm: int
    ago: int
    severity: Severity | None
    place: int
    withdrawn: int = 0


TOLD = (
    Told(0, 520, Severity.GENERAL, 1),
    Told(0, 150, Severity.GENERAL, 0),
    Told(0, 45, Severity.MINOR, 0),
    Told(0, 90, None, 0),
    Told(1, 44, Severity.SEVERE, 0),
    Told(2, 72, Severity.GENERAL, 0),
    Told(2, 20, Severity.GENERAL, 1),
    Told(3, 95, None, 0),
    Told(4, 700, Severity.GENERAL, 0),
    Told(5, 75, Severity.GENERAL, 0, withdrawn=40),
    Told(6, 66, Severity.MINOR, 0),
    Told(6, 38, Severity.MINOR, 0),
    Told(7, 200, Severity.SEVERE, 1),
    Told(8, 30, Severity.MINOR, 1),
)


def sown(stage: Stage, ago: int) -> None:
    """What happened on that day: records, a withdrawal, then the grading if it was one of its days."""
    for number, each in enumerate(TOLD):
        if each.ago == ago:
            _entered(stage, number, each)
        if each.withdrawn == ago:
            _withdrawn(stage, number, ago)
    if ago in RUNS:
        for field in fields():
            if in_force(field.schemes, stage.on(ago)) is not None:
                grades.run(by=stage.keeper, field=field.key, as_of=stage.on(ago), now=stage.day(ago, 18))


def _entered(stage: Stage, number: int, told: Told) -> None:
    firm = stage.firms[told.firm]
    found = _place(stage, firm, told)
    if found is None:
        return
    field, sort = found
    entered = Entered(
        sort=sort.key,
        number=_number(number),
        decided_on=stage.on(told.ago),
        text=f"{MADE_UP}{sort.label.zh}，演示用的一条记录",
        evidence=_EVIDENCE,
        basis=_BASIS,
    )
    credit_records.enter(by=stage.keeper, enterprise=firm.key, field=field.key, entered=entered, now=stage.day(told.ago))


def _withdrawn(stage: Stage, number: int, ago: int) -> None:
    row = CreditRecord.objects.filter(number=_number(number)).first()
    if row is not None:
        reason = f"{MADE_UP}原决定被撤销"
        credit_records.withdraw(by=stage.keeper, record=row.pk, reason=reason, evidence=_EVIDENCE, now=stage.day(ago, 11))


def _number(number: int) -> str:
    return f"合成-{number + 1:02d}"


def _place(stage: Stage, firm: FirmNamed, told: Told) -> tuple[CreditField, Sort] | None:
    """The field and the sort; where fewer fields have such a one, they are gone round."""
    industry, found = industry_of(firm.id), []
    for field in fields():
        scheme = in_force(field.schemes, stage.on(0))
        sort = next((each for each in field.sorts if _fits(each, told)), None)
        if scheme is not None and sort is not None and scheme.covers(industry):
            found.append((field, sort))
    return found[told.place % len(found)] if found else None


def _fits(sort: Sort, told: Told) -> bool:
    return sort.severity is told.severity and (told.severity is not None or not sort.kind.is_adverse)
