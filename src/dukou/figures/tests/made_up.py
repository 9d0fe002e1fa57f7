"""A made-up district for tests: two firms, one source, a handful of claims. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.models import PackVersion

KNOWN = date(2024, 7, 8)
NOW = datetime(2024, 7, 10, 2, 0, tzinfo=UTC)
CLERK = Actor("cli", "clerk")

FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": """
departments:
  - {key: office, name: {zh: 虚构办, en: made-up office}, kind: department}
  - {key: firm-a, name: {zh: 甲虚构公司, en: made-up firm A}, kind: enterprise}
""",
    "sources.yaml": """
sources:
  - key: sheet
    title: {zh: 虚构报表, en: made-up sheet}
    known_on: 2024-07-08
""",
    "subjects.yaml": """
subjects:
  - {key: district/made-up, name: {zh: 虚构区, en: made-up district}}
  - {key: enterprise/firm-a, name: {zh: 甲虚构公司, en: made-up firm A}, part_of: district/made-up}
  - {key: enterprise/firm-b, name: {zh: 乙虚构公司, en: made-up firm B}, part_of: district/made-up}
""",
    "indicators.yaml": """
indicators:
  - {key: output, name: {zh: 产值, en: output}, unit: 亿元, role: output, definition: {zh: 虚构口径, en: made-up scope}}
  - {key: staff, name: {zh: 员工数, en: staff}, unit: 人, definition: {zh: 年末在岗, en: at the year's end}}
  - key: output-growth
    name: {zh: 产值增速, en: growth of output}
    unit: "%"
    role: growth
    growth_of: output
    may_be_negative: true
    definition: {zh: 同比, en: on the year before}
  - {key: settled-on, name: {zh: 落户, en: settled on}, holds: date, definition: {zh: 落户日期, en: day of settling}}
""",
    "figures.yaml": """
defaults: {source: sheet, kind: reported}
figures:
  - {key: a.output.2023, of: enterprise/firm-a, is: output, value: 12.5亿元, period: 2023, at: "3"}
  - {key: a.staff, of: enterprise/firm-a, is: staff, value: 30人, period: undated, at: "4"}
  - {key: b.settled, of: enterprise/firm-b, is: settled-on, value: 2020-07, at: "5"}
""",
}


def write_pack(folder: Path, **changed: str) -> Path:
    """The made-up pack below `folder`; `figures="…"` replaces `figures.yaml`, and so on."""
    root = folder / "made-up"
    root.mkdir(exist_ok=True)
    for name, text in (FILES | {f"{stem}.yaml": text for stem, text in changed.items()}).items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def load(folder: Path, *, reason: str = "", now: datetime = NOW, **changed: str) -> PackVersion | None:
    """Write the made-up pack and load it."""
    return load_pack(by=CLERK, path=write_pack(folder, **changed), reason=reason, now=now)


def figures(*entries: str) -> str:
    """A `figures.yaml` with these entries."""
    return "defaults: {source: sheet, kind: reported}\nfigures:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def seated(client: Client, role: Role, at: str = "office") -> Client:
    """The client, signed in as a made-up person with this one role at an organisation of the made-up district."""
    name = f"made-up-{role.value.replace('_', '-')}"
    who = cast.agent(name, at)[0] if role is Role.ENTERPRISE_AGENT else cast.person(name, role, at=at)
    client.force_login(who, backend="dukou.accounts.auth.PasswordSignIn")
    return client
