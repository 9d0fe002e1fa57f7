"""Everybody sends what changes something to every route that takes it: who has not the right is refused, and nothing has changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dukou.accounts.tests.visits import NOBODY, Gate
from dukou.audit.models import AuditHead
from dukou.audit.queries import verify

from .district import BY_NAME, WALKERS, District, Walker, rows
from .test_walk import EACH, GATES, asked_of

pytestmark = pytest.mark.django_db
REFUSED = {403, 404, 405}
API = "/api/"


def send(client: Client, gate: Gate, address: str) -> Any:
    """Send what the route takes, as a form or, to the API, as JSON."""
    if address.startswith(API):
        return client.post(address, gate.sent or {}, content_type="application/json")
    return client.post(address, gate.sent or {})


@EACH
def test_who_has_not_the_right_changes_nothing(district: District, walker: Walker) -> None:
    client, before, head = district.client(walker), rows(), verify().head
    answered = []
    for gate, address in addresses(district):
        if not (walker.parts & gate.changes and gate.is_there_for(walker.parts)):
            answered.append((gate, address, send(client, gate, address).status_code))
    wrong = {(gate.route, at): status for gate, at, status in answered if status not in _refusals(walker, gate, at)}
    assert wrong == {}
    assert ({each for each in rows().items() if each not in before.items()}, verify().head) == (set(), head)


@pytest.mark.parametrize("gate", [gate for gate in GATES.values() if gate.changes], ids=lambda gate: gate.route)
def test_who_has_the_right_is_not_refused(district: District, gate: Gate) -> None:
    """What is sent in the test above would have come through; else it would prove nothing."""
    address = next(address for each, address in addresses(district) if each is gate)
    walker = next(each for each in WALKERS if each.parts & gate.changes and (NOBODY in gate.changes or each.username))
    client = _by_token(district, walker) if address.startswith(API) else district.client(walker)
    status = send(client, gate, address).status_code
    assert status not in REFUSED or (gate.route, status) == ("api:v1:", 404)


@pytest.mark.once  # the token is asked for before the view, and what is refused there has not come near a database
@pytest.mark.parametrize("gate", [gate for gate in GATES.values() if gate.changes], ids=lambda gate: gate.route)
def test_nothing_is_taken_without_the_token_of_the_form(district: District, gate: Gate) -> None:
    address = next(address for each, address in addresses(district) if each is gate)
    walker = next(each for each in WALKERS if each.parts & gate.changes and each.username)
    client = district.client(walker, enforce_csrf_checks=True)
    before, head = rows(), trail_head()
    status = send(client, gate, address).status_code
    assert status == (404 if gate.route == "api:v1:" else 401 if address.startswith(API) else 403)
    assert ({each for each in rows().items() if each not in before.items()}, trail_head()) == (set(), head)


def test_the_signed_in_change_nothing_over_the_api_without_a_token(district: District) -> None:
    client = district.client(BY_NAME["demo-officer"])
    sent = [(gate, address) for gate, address in addresses(district) if gate.route.startswith("POST ")]
    assert len(sent) >= 3
    assert {send(client, gate, address).status_code for gate, address in sent} == {401}


def trail_head() -> tuple[int, str]:
    """The last event, as the trail itself names it; that all before it is whole is examined above, for each who comes."""
    head = AuditHead.objects.get()
    return head.position, head.hash


def addresses(district: District) -> list[tuple[Gate, str]]:
    """Each gate with one address that is there."""
    seen = {(visit.route, visit.case): visit.address for visit in asked_of(district)}
    return [(gate, seen.get((gate.route, gate.case)) or district.address(gate.address)) for gate in GATES.values()]


def _refusals(walker: Walker, gate: Gate, address: str) -> set[int]:
    """How somebody is refused; a page that is open to all is there for nobody in particular, and takes nothing."""
    if address.startswith(API):
        return {401, 405}
    if NOBODY in walker.parts:
        return {405} if NOBODY in gate.enters else {302}
    return REFUSED


def _by_token(district: District, walker: Walker) -> Client:
    from dukou.accounts.models import Person
    from dukou.api.tests.calling import token_of

    token = token_of(Person.objects.get(username=walker.username)) if walker.username else ""
    return Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {token}"} if token else {})
