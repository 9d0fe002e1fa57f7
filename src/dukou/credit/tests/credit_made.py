"""A made-up district with three fields and a composite evaluation, the people of its units, and three made-up firms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.credit.actions import credit_records, grades
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.models import CreditRecord, FrameText, GradeRun
from dukou.credit.packs.schemas import FrameEntry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.packfiles.reading import read_pack

DAY = date(2026, 7, 8)
NOW = datetime(2026, 7, 8, 2, tzinfo=UTC)
CLERK = Actor("cli", "clerk")
_SOURCE = "source: {title: {zh: 虚构办法, en: made-up measures}, seen: example}"
_GRADES = """
    grades:
      - {key: A, name: {zh: A级, en: A}, from: 90, level: low, channel: green}
      - {key: B, name: {zh: B级, en: B}, from: 70, level: ordinary}
      - {key: C, name: {zh: C级, en: C}, from: 40, level: higher}
      - {key: D, name: {zh: D级, en: D}, from: 0, level: high, channel: strict}
"""
_SORTS = """
sorts:
  - {key: late, name: {zh: 迟报, en: filed late}, kind: breach, severity: minor}
  - {key: fine, name: {zh: 罚款, en: fined}, kind: penalty, severity: general}
  - {key: fraud, name: {zh: 弄虚作假, en: fraud}, kind: penalty, severity: severe}
  - {key: award, name: {zh: 表彰, en: commended}, kind: honour}
"""


def scheme(version: str, begins: str, *, until: str = "", fine: int = -15, cycle: str = "monthly", base: int = 95) -> str:
    """One version: late 5 each, at most 20; a fine; an award adds 10; fraud is D directly; two fines are no better than C."""
    end = f"\n    until: {until}" if until else ""
    return f"""
  - version: "{version}"
    from: {begins}{end}
    standing: example
    {_SOURCE}
    cycle: {cycle}
    valid: 12
    points: {{base: {base}, least: 0, most: 100}}
    items:
      - {{key: late, text: {{zh: 迟报，每次, en: "filed late, each"}}, on: {{sorts: [late]}}, points: -5, most: 20, months: 12}}
      - {{key: fine, text: {{zh: 罚款，每次, en: "fined, each"}}, on: {{sorts: [fine]}}, points: {fine}}}
      - {{key: award, text: {{zh: 表彰, en: commended}}, on: {{sorts: [award]}}, points: 10, most: 10}}
    direct:
      - {{key: fraud, text: {{zh: 弄虚作假，直接判D, en: "fraud: D directly"}}, on: {{sorts: [fraud]}}, grade: D}}
{_GRADES}"""


def field(name: str, unit: str, *versions: str, more: str = "") -> str:
    """The file of a field."""
    return f"name: {{zh: {name}, en: made-up {unit}}}\ndepartment: {unit}\n{more}{_SORTS}versions:{''.join(versions)}"


_COMPOSITE = f"""
name: {{zh: 虚构综合评价, en: made-up composite}}
department: lead
composite: true
sorts:
  - {{key: broken, name: {{zh: 违背承诺, en: promise broken}}, kind: promise_broken, severity: general}}
versions:
  - version: "1"
    from: 2020-01-01
    standing: example
    {_SOURCE}
    cycle: quarterly
    valid: 3
    points: {{base: 95, least: 0, most: 100}}
    items:
      - {{key: severe, text: {{zh: 严重失信, en: severe breaches}}, on: {{severities: [severe]}}, points: -60}}
      - {{key: general, text: {{zh: 一般失信, en: general breaches}}, on: {{severities: [general]}}, points: -10}}
      - {{key: minor, text: {{zh: 轻微失信, en: minor breaches}}, on: {{severities: [minor]}}, points: -2}}
      - {{key: honour, text: {{zh: 荣誉, en: honours}}, on: {{kinds: [honour]}}, points: 5, most: 5}}
{_GRADES}"""
FRAME = """
policy:
  source: {title: {zh: 虚构比例, en: made-up shares}, seen: example}
  levels:
    low: {least: 1, most: 5, visits: 1}
    ordinary: {least: 5, most: 20, visits: 1}
    higher: {least: 21, most: 60, visits: 2}
    high: {least: 61, most: 100}
repair:
  - version: "2023"
    from: 2023-05-01
    until: 2026-03-31
    source: {title: {zh: 虚构试行办法, en: made-up trial}, seen: example}
    classes: {minor: {least: 0, most: 3, published: false}, general: {least: 3, most: 36}, severe: {least: 12, most: 36}}
    conditions: [{zh: 义务履行完毕, en: duties done}]
  - version: "2026"
    from: 2026-04-01
    source: {title: {zh: 虚构办法, en: made-up measures}, seen: example}
    classes: {minor: {least: 0, most: 3, published: false}, general: {least: 3, most: 12}, severe: {least: 12, most: 36}}
    conditions: [{zh: 义务履行完毕, en: duties done}, {zh: 公开承诺, en: a public promise}]
lead: lead
composite: overall
control: 10
"""
FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": """
departments:
  - {key: lead, name: {zh: 虚构牵头局, en: made-up lead}}
  - {key: tax, name: {zh: 虚构税局, en: made-up tax office}}
  - {key: health, name: {zh: 虚构卫健委, en: made-up health office}}
  - {key: fire, name: {zh: 虚构消防队, en: made-up fire service}}
""",
    "credit.yaml": FRAME,
    "fields/tax.yaml": field("虚构税务", "tax", scheme("1", "2020-01-01", until="2026-06-30"), scheme("2", "2026-07-01", fine=-30)),
    "fields/health.yaml": field("虚构卫生", "health", scheme("1", "2020-01-01", cycle="at_once")),
    "fields/fire.yaml": field("虚构消防", "fire", scheme("1", "2020-01-01"), more='covers: {industries: ["30"]}\n'),
    "fields/overall.yaml": _COMPOSITE,
}


def write(folder: Path, **changes: str) -> Path:
    """The pack in a folder; `fields__tax=…` replaces a file."""
    root = folder / "made-up"
    told = {f"{name.replace('__', '/')}.yaml": text for name, text in changes.items()}
    for name, text in (FILES | told).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def faults(folder: Path, **changes: str) -> list[str]:
    """What is wrong with the pack."""
    return [str(fault) for fault in read_pack(write(folder, **changes)).faults]


def load(folder: Path, *, now: datetime = NOW, **changes: str) -> None:
    """Write the pack and load it."""
    assert faults(folder, **changes) == []
    load_pack(by=CLERK, path=write(folder, **changes), now=now, reason="虚构")


def firms() -> list[Enterprise]:
    """Three made-up firms: a glass works (GB/T 4754 division 30), and two of which no industry is known."""
    rows = made_up.register("虚构青禾玻璃厂", "虚构白帆软件公司", "虚构山泉食品厂")
    rows[0].industry = "3051"
    rows[0].save(update_fields=["industry"])
    return rows


def officer(at: str, name: str = "") -> Viewer:
    """An officer of a unit."""
    return viewer_of(cast.person(name or f"{at}-officer", Role.DEPARTMENT_OFFICER, at=at), DAY)


def entered(
    by: Viewer, firm: Enterprise, sort: str, number: str, *, on: date = date(2026, 6, 1), field: str = "", **more: Any
) -> CreditRecord:
    """A record of the officer's own field."""
    where = field or next(iter(by.organisations_where(Permission.KEEP_CREDIT)))
    now = more.pop("now", NOW)
    told = Entered(sort, number, on, **({"text": f"虚构事由 {number}", "evidence": "虚构文书"} | more))
    return credit_records.enter(by=by, enterprise=firm.key, field=where, entered=told, now=now)


def graded(by: Viewer, field: str, *, on: date = DAY, now: datetime = NOW) -> GradeRun:
    """A run of a field."""
    return grades.run(by=by, field=field, as_of=on, now=now)


def framed() -> None:
    """The rules of credit alone, for districts that are made without this pack."""
    FrameText.objects.create(content=FrameEntry.model_validate(yaml.safe_load(FRAME)).plain | {"composite": ""}, sha256="-", stated_at=NOW)


def record_of(firm: int, unit: int, severity: Severity, **more: Any) -> CreditRecord:
    """A record that no act entered, for districts that are made without this pack."""
    told = {"field": "tax", "sort": "fine", "kind": "penalty", "number": "税罚1号", "decided_on": date(2026, 6, 1), "text": "虚构事由"}
    told |= {"evidence": "虚构文书", "recorded_at": NOW, "recorded_by": "cli:clerk"} | more
    return CreditRecord.objects.create(enterprise_id=firm, unit_id=unit, severity=severity.value, **told)
