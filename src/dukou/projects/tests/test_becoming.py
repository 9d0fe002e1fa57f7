"""From the invitation list to a project and back: handed over once, told to those who see the project, lost where it was lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.accounts.tests import cast
from dukou.chains.actions import invitations
from dukou.chains.actions.refusals import NoSuchRow
from dukou.chains.core.kinds import InvitationState
from dukou.chains.models import Invitation
from dukou.chains.queries.becoming import Became, became, handed_over_rate, handing, lost_at
from dukou.chains.tests.listed import BRINE, OFFICE, load
from dukou.kit.core.labels import Label, same
from dukou.kit.core.rates import Rate
from dukou.projects.actions import statuses
from dukou.projects.actions.refusals import NoSuchInvitation
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.models import Project
from dukou.projects.tests.leads_made import NOW, district, lead, member, officer

pytestmark = pytest.mark.django_db


def test_a_line_becomes_one_project(tmp_path: Path) -> None:
    load(tmp_path)
    district()
    line, other = (invitations.list_one(by=OFFICE, node=BRINE, title=title, now=NOW) for title in ("虚构盐商", "虚构盐商二"))
    keeper = officer("keeper", "north")
    made = lead(keeper, invitation=line.pk)
    assert (made.invitation, made.node) == (line.pk, BRINE)
    row = Invitation.objects.get(pk=line.pk)
    assert (row.state, row.steps.order_by("-pk")[0].said) == ("handed_over", f"登记为项目：{made.name}")
    told = Became(same(made.name), f"/projects/of/{made.key}/", Label("虚构，正常推进", "made up, on track"))
    assert became(keeper, [line.pk, other.pk]) == {line.pk: told}
    assert became(member("out", "south"), [line.pk, other.pk]) == {}
    assert handed_over_rate() == Rate(1, 2)
    with pytest.raises(NoSuchRow):
        lead(keeper, "虚构又一厂", invitation=line.pk)
    with pytest.raises(NoSuchInvitation):
        lead(keeper, "虚构又一厂", invitation=99)
    with pytest.raises(NotPermitted):
        lead(member("out", "south"), "虚构又一厂", office="south", invitation=other.pk)
    assert (Project.objects.count(), Invitation.objects.get(pk=other.pk).state) == (1, InvitationState.LISTED.value)


def test_what_was_lost_at_a_node(tmp_path: Path) -> None:
    load(tmp_path)
    district()
    keeper = officer("keeper", "north")
    gone, kept = lead(keeper, node=BRINE), lead(keeper, "虚构乙厂", node=BRINE)
    statuses.change(by=keeper, project=gone.key, to=ProjectStatus.LOST, reason="上游太远", lost="chain", lost_to="示例市", now=NOW)
    told = Became(same(gone.name), f"/projects/of/{gone.key}/", Label("没有上下游，去了示例市", "no neighbours, to 示例市"))
    assert (lost_at(keeper, BRINE), kept.status) == ([told], "on_track")
    assert lost_at(member("out", "south"), BRINE) == []


def test_the_pages_lead_there_and_back(tmp_path: Path, client: Client) -> None:
    load(tmp_path)
    district()
    line = invitations.list_one(by=OFFICE, node=BRINE, title="虚构盐商", now=NOW)
    person = cast.person("officer", Role.INDUSTRY_OFFICER, at="north")
    client.force_login(person)
    shown = client.get(f"/chains/invitations/{line.pk}/").content.decode()
    assert f'href="/projects/new/?invitation={line.pk}"' in shown
    form = client.get(f"/projects/new/?invitation={line.pk}").content.decode()
    assert (f'name="invitation" value="{line.pk}"' in form, 'value="虚构盐商"' in form) == (True, True)
    sent = {"name": "虚构盐项目", "firm": "虚构盐商", "office": "north", "invitation": line.pk}
    assert client.post("/projects/new/", sent).status_code == 302
    made = Project.objects.get()
    shown = client.get(f"/chains/invitations/{line.pk}/").content.decode()
    assert (f'href="/projects/of/{made.key}/"' in shown, "登记为项目</a>" in shown) == (True, False)
    assert handing(member("in", "north"), line.pk) == f"/projects/new/?invitation={line.pk}"
