"""A decision that was kept leads to the version of the rule book under which it was made, for those who see what offices see."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.policies.actions import claims
from dukou.policies.core.kinds import Channel
from dukou.policies.queries.bundles import view_of
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.matching import office_eyes
from dukou.policies.tables.firms import OFFICE_ACTS, entitled_table
from dukou.policies.tests.made_up import DAY, NOW, agent, firms, load, state, viewer
from dukou.rules.core.answers import Answer
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db
EYES = office_eyes("test")


def page(client: Client, username: str, address: str) -> str:
    """A page as this person sees it."""
    client.force_login(Person.objects.get(username=username), backend="dukou.accounts.auth.PasswordSignIn")
    return client.get(address).content.decode()


def test_a_decision_leads_to_its_book_and_version(tmp_path: Path, client: Client) -> None:
    load(tmp_path)
    (firm,) = firms("虚构甲厂")
    state(firm, has_title=True)
    owner = agent("owner", firm)
    viewer("officer", Role.INDUSTRY_OFFICER)
    claim = claims.file(by=owner, measure="prize", firm=firm.key, as_of=DAY, papers=["letter"], now=NOW)
    number = Decision.objects.get().pk
    link = '<a href="/rules/title/1/">'
    for username in ("officer", "owner"):
        html = page(client, username, f"/policies/claims/{claim.pk}/")
        assert f"第 {number} 号判断记录，依据 {link}" in html, username
        assert ("person:owner" in html, Person.objects.get(username="owner").display_name in html) == (False, True)
    about = f"/rules/title/1/about/{firm.key}/?known_on={DAY}"
    told = [
        ("留底的判断" in html, f"第 {claim.pk} 号申请" in html) for html in (page(client, "officer", about), page(client, "owner", about))
    ]
    assert told == [(True, True), (False, False)]
    html = page(client, "officer", about)
    assert [raw in html for raw in ("person:owner", f"claim/{claim.pk}<", ">owner<")] == [False] * 3


def test_the_reasons_name_their_sources_in_words(tmp_path: Path, client: Client) -> None:
    """A register is kept only as it is now: what it came to know after the day is told so, without a day that lies ahead."""
    load(tmp_path)
    viewer("officer", Role.INDUSTRY_OFFICER)
    html = page(client, "officer", "/rules/fair/1/about/award/?known_on=2024-02-01")
    assert "偏向：公平竞争审查记录（2024-02-01）" in html


def test_what_comes_without_application_is_not_filed(tmp_path: Path) -> None:
    load(tmp_path)
    (firm,) = firms("虚构甲厂")
    state(firm, has_title=True)
    found = view_of(EYES, firm_of(EYES, firm.key), DAY)
    ways = {str(row.cells[0].text): str(row.cells[-1].text) for row in entitled_table(found, {}, may_file=True).rows}
    channels = {str(told.measure.label): told.measure.channel for told in found.with_answer(Answer.YES)}
    assert Channel.DIRECT in channels.values()
    assert {name: ways[name] == str(OFFICE_ACTS) for name in channels} == {name: way is Channel.DIRECT for name, way in channels.items()}
