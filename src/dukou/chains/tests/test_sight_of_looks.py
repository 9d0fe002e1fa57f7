"""A look at a chain is the district's: what one office alone may read never enters it, whoever presses the button."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import PERMISSIONS_OF, Role
from dukou.accounts.core.viewers import INTERNAL_READER, Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.chains.actions.assessments import assess
from dukou.chains.core.assessed import Assessed, FirmHere
from dukou.chains.models import NodeStanding
from dukou.chains.queries.assessments import look
from dukou.chains.queries.maps import text_of
from dukou.chains.tests.listed import DAY, NOW, OFFICE, firms, load
from dukou.enterprises.tests.made_up import register
from dukou.figures.actions import Introduced, Reported, introduce, record_many
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.kit.core.labels import same
from dukou.kit.core.periods import year
from dukou.rules.core.facts import state_of

pytestmark = pytest.mark.django_db
SECRET, OWNER = "虚构精盐三厂", "office"
TOLD = Decimal(30000) * 1_000_000  # what the one firm that tells its revenue earned, in fen
HIDDEN = "7.77"


@pytest.fixture
def keys(tmp_path: Path, collected_static: None) -> dict[str, str]:
    """The salt works, and one more whose revenue only the office knows."""
    load(tmp_path)
    [row] = register(SECRET)
    known = firms() | {SECRET: row.key}
    cast.organisation(OWNER)
    introduce(subjects=[Introduced(row.ref, same(row.name))])
    claim = Reported(
        ref="confidential",
        subject=row.ref,
        indicator="revenue",
        value=f"{HIDDEN}亿元",
        period=year(2023),
        kind=ClaimKind.REPORTED,
        source="list",
        place="1",
        known_on=DAY,
        visibility=Visibility.CONFIDENTIAL,
        owner=OWNER,
    )
    record_many(by=cast.CLI, rows=[claim], now=NOW)
    return known


def reader(name: str, role: Role, at: str) -> Viewer:
    """A person with one role at an organisation."""
    return viewer_of(cast.person(name, role, at=at), DAY)


def on_salt(found: Assessed) -> dict[str, FirmHere]:
    """The firms on the node of salt, by name."""
    return {firm.name: firm for node in found.nodes if node.key == "salt" for firm in node.firms}


def test_the_owner_reads_the_figure_and_the_look_that_he_keeps_does_not_hold_it(keys: dict[str, str]) -> None:
    owner, other = reader("owner", Role.INDUSTRY_OFFICER, OWNER), reader("other", Role.INDUSTRY_OFFICER, "other-office")
    told = {
        viewer.key: {key: each.value for key, each in state_of("enterprise.revenue", viewer=viewer, keys=[keys[SECRET]], as_of=DAY).items()}
        for viewer in (owner, other)
    }
    assert told == {"person:owner": {keys[SECRET]: Decimal(77700)}, "person:other": {}}  # there is something that could leak
    rows = [assess(by=viewer, chain="salt", as_of=DAY, now=NOW) for viewer in (owner, other, OFFICE)]
    assert rows[0].content == rows[1].content == rows[2].content
    found = Assessed.of_plain(rows[0].content)
    assert {name: firm.revenue for name, firm in on_salt(found).items()} == {"虚构精盐一厂": TOLD, "虚构精盐二厂": None, SECRET: None}
    assert set(NodeStanding.objects.filter(node="node/salt-salt").values_list("revenue", flat=True)) == {TOLD}
    assert [row.made_by for row in rows] == ["person:owner", "person:other", "cli:clerk"]


def test_no_page_of_a_look_that_the_owner_kept_shows_the_figure_to_another_office(keys: dict[str, str]) -> None:
    pages = {}
    for name, at in (("owner", OWNER), ("other", "other-office")):
        browser = Client()
        browser.force_login(cast.person(name, Role.INDUSTRY_OFFICER, at=at), backend="dukou.accounts.auth.PasswordSignIn")
        if name == "owner":
            assert browser.post("/chains/maps/salt/", follow=True).status_code == 200
        addresses = ("/chains/maps/salt/", "/chains/maps/salt/nodes/salt/", "/chains/maps/salt/sheets/", f"/enterprises/{keys[SECRET]}/")
        pages[name] = {address: HIDDEN in browser.get(address).content.decode() for address in addresses}
    assert pages["owner"] == dict.fromkeys(addresses, False) | {f"/enterprises/{keys[SECRET]}/": True}  # his own register page tells it him
    assert pages["other"] == dict.fromkeys(addresses, False)


def test_a_look_that_is_not_kept_is_the_same_look(keys: dict[str, str]) -> None:
    text = text_of("salt")
    assert text is not None
    owner = reader("owner", Role.INDUSTRY_OFFICER, OWNER)
    assert look(text, DAY).plain() == assess(by=owner, chain="salt", as_of=DAY, now=NOW).content


def test_whoever_may_see_chains_may_read_all_that_a_look_reads() -> None:
    beyond = {role: INTERNAL_READER.permissions - held for role, held in PERMISSIONS_OF.items() if Permission.SEE_CHAINS in held}
    assert beyond == dict.fromkeys((Role.LEADER, Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER), frozenset())
    assert (INTERNAL_READER.organisations, INTERNAL_READER.task_forces, INTERNAL_READER.person_id) == (frozenset(), frozenset(), None)
