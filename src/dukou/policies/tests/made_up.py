"""A made-up district with a policy, its rule books and three made-up firms. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.actions.statements import state_many
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.statements import Told
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.core.places import Fault
from dukou.kit.models import PackVersion
from dukou.kit.packfiles.reading import read_pack
from dukou.policies.actions import claims
from dukou.policies.models import Claim

DAY = date(2024, 7, 8)
NOW = datetime(2024, 7, 8, 2, tzinfo=UTC)
CLERK = Actor("cli", "clerk")
WAN = 1_000_000  # fen

_SOURCE = "source: {title: {zh: 虚构规则, en: made-up rules}, seen: example}\n"
FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": """
departments:
  - {key: office, name: {zh: 虚构办, en: made-up office}}
  - {key: treasury, name: {zh: 虚构局, en: treasury}}
""",
    "facts.yaml": """
defaults: {holder: {zh: 虚构办, en: made-up office}, ground: {zh: 虚构, en: made up}, visibility: internal}
facts:
  - {key: enterprise.has-title, name: {zh: 有称号, en: has the title}, holds: truth, paper: {zh: 证书, en: certificate}}
  - {key: enterprise.spending, name: {zh: 支出, en: spending}, holds: quantity, unit: 万元}
  - {key: measure.favours, name: {zh: 偏向, en: favours some}, holds: truth}
""",
    "rules/title.yaml": f"""
book: title
version: "1"
name: {{zh: 虚构称号, en: made-up title}}
from: 2024-01-01
{_SOURCE}
facts: {{has_title: enterprise.has-title}}
requires:
  - {{clause: 一, text: {{zh: 有称号, en: has the title}}, test: has_title, hint: {{zh: 先申请称号, en: ask for the title first}}}}
""",
    "rules/spending.yaml": f"""
book: spending
version: "1"
name: {{zh: 虚构支出, en: made-up spending}}
from: 2024-01-01
{_SOURCE}
facts: {{has_title: enterprise.has-title, spending: enterprise.spending}}
values:
  base: {{name: {{zh: 基数, en: base}}, is: spending}}
requires:
  - {{clause: 一, text: {{zh: 有称号, en: has the title}}, test: has_title}}
  - {{clause: 二, text: {{zh: 支出 100 万元以上, en: spending of 1 m yuan or more}}, test: spending >= 100万元}}
value: base
""",
    "rules/spending-2.yaml": f"""
book: spending
version: "2"
name: {{zh: 虚构支出, en: made-up spending}}
from: 2025-01-01
{_SOURCE}
facts: {{has_title: enterprise.has-title, spending: enterprise.spending}}
values:
  base: {{name: {{zh: 基数, en: base}}, is: spending}}
requires:
  - {{clause: 一, text: {{zh: 有称号, en: has the title}}, test: has_title}}
  - {{clause: 二, text: {{zh: 支出 200 万元以上, en: spending of 2 m yuan or more}}, test: spending >= 200万元}}
value: base
""",
    "rules/fair.yaml": f"""
book: fair
version: "1"
name: {{zh: 虚构审查, en: made-up review}}
subject: measure
from: 2024-01-01
{_SOURCE}
facts: {{favours: measure.favours}}
requires:
  - {{clause: 甲, text: {{zh: 不偏向, en: favours nobody}}, none: [{{test: favours}}]}}
""",
    "papers.yaml": """
papers:
  - {key: certificate, name: {zh: 证书, en: certificate}, held_by: office, proves: [enterprise.has-title]}
  - {key: ledger, name: {zh: 台账, en: ledger}, proves: [enterprise.spending]}
  - {key: letter, name: {zh: 账户函, en: letter}}
""",
    "stacking.yaml": """
stacking:
  - {key: awards, name: {zh: 奖励, en: awards}, rule: highest}
  - {key: fund, name: {zh: 资金, en: fund}, rule: sum_cap, cap: 12万元}
""",
    "policies/support.yaml": """
name: {zh: 虚构扶持, en: made-up support}
source: {title: {zh: 虚构文件, en: made-up document}, seen: example}
level: district
from: 2024-01-01
until: 2026-12-31
is_example: true
review: {book: fair, on: 2024-02-01, by: {zh: 虚构局, en: made-up bureau}, answers: {favours: no}}
measures:
  - key: award
    name: {zh: 称号奖, en: award for the title}
    clause: 第一条
    text: {zh: 有称号的奖 20 万元, en: the title gives 200 thousand yuan}
    conditions: title
    benefit: {kind: fixed, amount: 20万元}
    budget: 100万元
    window: {open: 2024-03-01, close: 2024-12-31}
    channel: direct
    steps: [{name: {zh: 兑付, en: payment}, office: treasury, working_days: 5}]
    materials: [{paper: certificate}]
    groups: [awards]
    department: office
    payer: treasury
  - key: prize
    name: {zh: 大奖, en: prize}
    conditions: title
    benefit: {kind: fixed, amount: 30万元}
    budget: 30万元
    channel: apply
    materials: [{paper: letter}]
    groups: [awards]
    department: office
  - key: subsidy
    name: {zh: 支出补助, en: subsidy}
    conditions: spending
    benefit: {kind: percent, rate: 10%, cap: 50万元}
    channel: quick
    materials: [{fact: enterprise.spending}, {paper: letter}]
    groups: [fund]
    department: office
  - {key: named-only, name: {zh: 只有标题, en: title only}}
""",
}


def write(folder: Path, **changes: str) -> Path:
    """The pack in a folder; `policies__support=…` replaces a file, an empty text leaves it out."""
    root = folder / "made-up"
    told = FILES | {f"{name.replace('__', '/')}.yaml": text for name, text in changes.items()}
    for name, text in told.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    return root


def load(folder: Path, *, reason: str = "", **changes: str) -> PackVersion | None:
    """Write the pack and load it."""
    assert [str(fault) for fault in faults(folder, **changes)] == []
    return load_pack(by=CLERK, path=write(folder, **changes), now=NOW, reason=reason)


def faults(folder: Path, **changes: str) -> list[Fault]:
    """What is wrong with the pack."""
    return read_pack(write(folder, **changes)).faults


def changed(*pairs: tuple[str, str]) -> dict[str, str]:
    """The policy file with some texts replaced, each of which is there."""
    text = FILES["policies/support.yaml"]
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {"policies__support": text}


def firms(*names: str) -> list[Enterprise]:
    """Made-up firms."""
    return add([Entry(name=name) for name in names], Circumstances(CLERK, NOW, reason="虚构"))


def keeper() -> Viewer:
    """Who holds the machine holds every right."""
    return command_line_viewer("keeper")


def state(firm: Enterprise, *, has_title: bool | None = None, spending: str = "") -> None:
    """What is known of a firm."""
    told = [] if has_title is None else [("enterprise.has-title", "yes" if has_title else "no")]
    told += [("enterprise.spending", spending)] if spending else []
    state_many(by=keeper(), told=[(firm.key, Told(fact, value, date(2024, 7, 1))) for fact, value in told], evidence="虚构", now=NOW)


def handed_in(claim: Claim) -> Claim:
    """The claim, with what its firm announced received."""
    return claims.hand_in(by=keeper(), number=claim.pk, papers=claim.announced, now=NOW)


def viewer(username: str, *roles: Role, at: str = "office") -> Viewer:
    """A person with these roles, as a viewer."""
    return viewer_of(cast.person(username, *roles, at=at), DAY)


def agent(username: str, firm: Enterprise) -> Viewer:
    """An agent of a firm, as a viewer."""
    person, _ = cast.agent(username, f"of-{firm.key}")
    Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key=f"of-{firm.key}"))
    return viewer_of(Person.objects.get(pk=person.pk), DAY)
