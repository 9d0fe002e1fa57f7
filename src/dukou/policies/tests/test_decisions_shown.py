"""A decision that was kept leads to the version of the rule book under which it was made, for those who see what offices see."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.policies.actions import claims
from dukou.policies.tests.made_up import DAY, NOW, agent, firms, load, state, viewer
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db


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
    about = f"/rules/title/1/about/{firm.key}/?known_on={DAY}"
    told = [("留底的判断" in html, f"claim/{claim.pk}" in html) for html in (page(client, "officer", about), page(client, "owner", about))]
    assert told == [(True, True), (False, False)]
