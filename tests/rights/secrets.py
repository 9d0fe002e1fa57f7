"""What could leak, made so that it would be seen if a filter were forgotten; and who may know of each, by hand, in words of the trade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from dukou.accounts.actions import task_forces
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests.visits import OF_FIRM, SEAT, Part, those
from dukou.appeals.actions.appeals import whistle
from dukou.appeals.core.kinds import Channel
from dukou.credit.tests.pages import SECRET as CREDIT
from dukou.enterprises.actions import charges, entries
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.figures.actions import Introduced, claims, introduce, name_source
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.core.origins import Origin
from dukou.finance.tests.pages_ledger import SECRET as FOREIGN_LINE
from dukou.finance.tests.pages_needs import OWN as OWN_NEED
from dukou.finance.tests.pages_needs import THEIRS as FOREIGN_NEED
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import year

CLI = Actor("cli", "tests")
LONG_AGO, KNOWN = date(2020, 1, 1), date(2024, 7, 8)
OWN, CHARGED = "示例市暗礁虚构制造有限公司", "示例市孤岛虚构制造有限公司"
REGISTER = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.DEPARTMENT_OFFICER, Role.AUDITOR)
INTERNAL = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.TASK_FORCE_MEMBER, Role.DEPARTMENT_OFFICER)


@dataclass(frozen=True)
class Secret:
    """A word that stands in one record and nowhere else, who may read it, and where it has to be seen by who may."""

    marker: str
    what: str
    readers: frozenset[Part]
    at: tuple[str, ...]
    holders: str = ""  # an address whose holder reads it, whoever he is


def _figure_at(ref: str) -> tuple[str, ...]:
    """Where a figure has to be seen by who may see it."""
    return (f"/figures/?text={ref}", f"/figures/{ref}/", f"/api/v1/figures?text={ref}", f"/api/v1/figures/{ref}")


SECRETS = [
    Secret(
        "61.37",
        "an internal figure of a cluster, in lists, derivations, findings and the brief",
        INTERNAL,
        (
            "/figures/?subject=cluster/noodles",
            "/figures/?text=zz.internal",
            "/figures/zz.internal/",
            "/figures/findings/",
            "/clusters/noodles/",
            "/api/v1/figures?text=zz.internal",
            "/api/v1/figures/zz.internal",
            "/api/v1/clusters/noodles",
        ),
    ),
    Secret(
        "73.13",
        "a confidential figure of the demo firm",
        frozenset({OF_FIRM}),
        ("/figures/?text=firm.secret", "/figures/firm.secret/", "/api/v1/figures?text=firm.secret", "/api/v1/figures/firm.secret"),
    ),
    Secret(
        "暗礁",
        "a firm of the register, for which the demo agent acts",
        REGISTER | {OF_FIRM},
        ("/enterprises/{own}/", "/api/v1/enterprises/{own}", "/enterprises/download/csv/", "/api/v1/enterprises?limit=200"),
    ),
    Secret(
        "孤岛",
        "a firm in the charge of a task force",
        REGISTER | {SEAT},
        (
            "/enterprises/{charged}/",
            "/enterprises/?text=虚构制造",
            "/enterprises/download/csv/?text=虚构制造",
            "/enterprises/download/xlsx/?text=虚构制造",
            "/api/v1/enterprises/search?text=虚构制造",
            "/api/v1/enterprises/{charged}",
        ),
    ),
    Secret(
        "45.67",
        "an internal figure of a firm: for who sees internal figures and the firm",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER, also=SEAT),
        ("/figures/?text=zz.of-firm", "/figures/zz.of-firm/", "/api/v1/figures?text=zz.of-firm", "/api/v1/figures/zz.of-firm"),
    ),
    Secret(
        "38.29",
        "an internal figure of a firm that the firm itself reported: for who sees the register and internal figures, and for its agent",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER) | {OF_FIRM},
        _figure_at("own.reported"),
    ),
    Secret(
        "27.83",
        "what an office noted internally about the firm: not for its agent",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER),
        _figure_at("own.noted"),
    ),
    Secret(
        "52.71",
        "an internal figure that the firm reported and an office added a note to",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER),
        _figure_at("own.annotated"),
    ),
    Secret(
        "19.47",
        "an internal figure that another firm reported",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER, also=SEAT),
        _figure_at("other.reported"),
    ),
    Secret(
        "礁盘停电",
        "an appeal of a firm that no unit has in hand yet",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK) | {OF_FIRM},
        (
            "/appeals/",
            "/appeals/{own_appeal}/",
            "/appeals/download/csv/",
            "/api/v1/appeals",
            "/api/v1/appeals/{own_appeal}",
        ),
    ),
    Secret(
        "石榴", "the name of a list handed in", those(Role.INDUSTRY_OFFICER), ("/enterprises/import/", "/enterprises/import/{delivery}/")
    ),
    Secret("琥珀", "the rows of a list handed in", those(Role.INDUSTRY_OFFICER), ("/enterprises/import/{delivery}/copy/",)),
    Secret(
        "月洞门",
        "a request for approval",
        those(Role.LEADER, Role.STEWARD, Role.AUDITOR),
        ("/accounts/approvals/{approval}/",),
    ),
    Secret(
        "虚构的白鹭",
        "an invitation",
        those(Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.STEWARD),
        ("/accounts/enrolments/",),
        holders="/accounts/invitations/{invitation}/",
    ),
    Secret("苦楝", "why somebody is absent", those(Role.STEWARD, also="the leader") | {"the officer"}, ("/accounts/",)),
    Secret("海棠", "the name of one's token", frozenset({"the leader"}), ("/accounts/",)),
    Secret("菱角", "from where one signed in", frozenset({"the leader"}), ("/accounts/",)),
    Secret(
        OWN_NEED,
        "what a firm needs money for: for itself, the office, and the bank that it applied to",
        those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.BANK_OFFICER) | {OF_FIRM},
        ("/finance/applications/{finance_waits}/",),
    ),
    Secret(
        FOREIGN_NEED,
        "what another firm needs money for, which applied to another bank",
        those(Role.LEADER, Role.INDUSTRY_OFFICER),
        ("/finance/needs/{finance_foreign_need}/", "/finance/applications/{finance_foreign}/", "/finance/needs/download/csv/"),
    ),
    Secret(
        FOREIGN_LINE,
        "the contract of a line that another bank granted to another firm",
        those(Role.LEADER, Role.INDUSTRY_OFFICER),
        ("/finance/lines/{finance_foreign_line}/",),
    ),
    Secret(
        CREDIT,
        "the text of a credit record that the demo's department recognised: for that unit and for the firm",
        those(Role.DEPARTMENT_OFFICER) | {OF_FIRM},
        (
            "/credit/firms/{credit_firm}/",
            "/credit/records/{credit_record}/",
            "/api/v1/credit/firms/{credit_firm}/records",
        ),
    ),
    Secret("青苔", "the reason of an act in the trail", those(Role.AUDITOR), ("/accounts/trail/",)),
]
TRAIL = "/accounts/trail/"  # the auditor reads everything that was done, with what was written: the one page where all of it stands


def made() -> dict[str, str]:
    """Make them all; the keys that addresses need, by name."""
    officer = viewer_of(Person.objects.get(username="demo-officer"), timezone.localdate())
    _figure(officer, "zz.internal", "cluster/noodles", "industry-revenue", "61.37亿元")
    own, charged = (
        entries.register(by=officer, entry=Entry(name=OWN)),
        entries.register(by=officer, entry=Entry(name=CHARGED), reason="青苔"),
    )
    Enterprise.objects.filter(key=own).update(organisation=Organisation.objects.get(key="demo-firm"))
    force = task_forces.set_up(by=CLI, key="islands", name="孤立专班", purpose="演示", from_on=LONG_AGO)
    charges.give(by=officer, key=charged, task_force=force.key, evidence="分工表")
    subject = f"enterprise/{charged}"
    introduce(subjects=[Introduced(subject, same(CHARGED))])
    _figure(officer, "zz.of-firm", subject, "revenue", "45.67亿元")
    _of_the_firm(officer, f"enterprise/{own}", subject)
    told: dict[str, Any] = {"title": "礁盘停电", "text": "演示", "channel": Channel.MEETING}
    appeal = whistle(by=officer, firm=own, **told)
    return {"own": own, "charged": charged, "own_appeal": str(appeal.pk)}


def _of_the_firm(officer: Viewer, own: str, other: str) -> None:
    """What the firm reported, what an office noted about it, what an office added to the firm's own, and what another firm reported."""
    introduce(subjects=[Introduced(own, same(OWN))])
    for source, origin in (("firms-report", Origin.FIRM), ("office-notes", Origin.OFFICE)):
        name_source(key=source, name=same(source), sha256="", known_on=KNOWN, origin=origin)
    _figure(officer, "own.reported", own, "revenue", "38.29亿元", source="firms-report")
    _figure(officer, "own.noted", own, "assets", "27.83亿元", source="office-notes")
    _figure(officer, "own.annotated", own, "total-income", "52.71亿元", source="firms-report", note=same("核实中"))
    _figure(officer, "other.reported", other, "assets", "19.47亿元", source="firms-report")


def _figure(
    by: Viewer, ref: str, subject: str, indicator: str, value: str, source: str = "newspaper-2024-07", note: Label | None = None
) -> None:
    claims.record(
        by=by,
        ref=ref,
        subject=subject,
        indicator=indicator,
        value=value,
        period=year(2022),
        kind=ClaimKind.REPORTED,
        source=source,
        place="1",
        known_on=KNOWN,
        visibility=Visibility.INTERNAL,
        **({"note": note} if note else {}),
    )
