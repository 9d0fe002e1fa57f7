"""Everybody comes to every address that reads: he is answered as the rule says, and reads of the secrets only what is his to know."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern

from dukou.accounts.core.admission import open_to_all
from dukou.accounts.core.roles import Role
from dukou.accounts.routes import undeclared
from dukou.accounts.tests.visits import NOBODY, Visit

from ..browser.pages import gates, visits
from .district import ON_BOTH, WALKERS, WITHOUT_POST, District, Walker
from .secrets import SECRETS, TRAIL, Secret

pytestmark = pytest.mark.django_db
_COMING = [pytest.param(each, marks=[] if each.username in ON_BOTH else pytest.mark.once) for each in WALKERS]
EACH = pytest.mark.parametrize("walker", _COMING, ids=str)
GATES = {(gate.route, gate.case): gate for gate in gates()}


def test_each_route_declares_who_may_enter() -> None:
    assert undeclared() == []


def test_a_route_without_a_rule_is_named() -> None:
    def said(request: Any) -> HttpResponse:
        return HttpResponse()

    def shut(request: Any) -> HttpResponse:
        return HttpResponse()

    planted = path("gossip/", include(([path("a/", open_to_all(said), name="said"), path("b/", shut, name="planted")], "gossip")))
    assert undeclared(URLResolver(RegexPattern(r"^/"), [planted])) == ["gossip:planted"]


def test_each_role_walks() -> None:
    walking = {part for walker in WALKERS for part in walker.parts}
    assert set(map(str, Role)) <= walking


def test_who_comes_on_both_databases_enters_every_route_between_them() -> None:
    coming = {part for walker in WALKERS if walker.username in ON_BOTH for part in walker.parts}
    entered = [gate for gate in GATES.values() if any(walker.parts & gate.enters and gate.is_there_for(walker.parts) for walker in WALKERS)]
    assert len(entered) > 100
    assert [gate.route for gate in entered if not (coming & gate.enters and gate.is_there_for(coming))] == []


@EACH
def test_everybody_is_answered_as_the_rule_says_and_reads_only_what_is_his_to_know(district: District, walker: Walker) -> None:
    client = district.client(walker)
    answered = {visit: client.get(visit.address) for visit in asked_of(district) if not _is_spared(visit, walker)}
    texts = {visit.address: told(answer) for visit, answer in answered.items()}
    told_of = {address for secret in SECRETS for address in map(district.address, secret.at)}
    texts |= {address: told(client.get(address)) for address in told_of - set(texts)}
    wrong = {visit.address: answer.status_code for visit, answer in answered.items() if answer.status_code not in expected(visit, walker)}
    assert wrong == {}
    assert _leaks(district, walker, texts) == set()
    assert _hidden(district, walker, texts) == set()


def asked_of(district: District) -> list[Visit]:
    """An address of every route, and of each page at it that has a rule of its own; what is no route has no rule."""
    known = {(visit.route, visit.case): visit for visit in reversed(visits(district.has)) if (visit.route, visit.case) in GATES}.values()
    beside = [gate for gate in GATES.values() if gate.address and not gate.route.startswith("POST ")]
    return [*known, *(Visit(gate.route, "", district.address(gate.address), gate.told, gate.case) for gate in beside)]


def expected(visit: Visit, walker: Walker) -> set[int]:
    """What is answered by the table."""
    gate = GATES[visit.route, visit.case]
    if walker.parts & gate.enters:
        if not gate.is_there_for(walker.parts):
            return {404}
        return {visit.status, 302} if gate.leads_on else {visit.status}
    if NOBODY in walker.parts:
        return {401} if visit.address.startswith("/api/") else {302}
    return {gate.refused}


def _is_spared(visit: Visit, walker: Walker) -> bool:
    return GATES[visit.route, visit.case].is_slow and walker.username not in WITHOUT_POST


def _leaks(district: District, walker: Walker, texts: dict[str, str]) -> set[tuple[str, str]]:
    """What stands where this one may not read it."""
    return {
        (secret.what, address)
        for secret in SECRETS
        for address, text in texts.items()
        if secret.marker in text and not _may_read(walker, secret, address) and address != district.address(secret.holders)
    }


def _hidden(district: District, walker: Walker, texts: dict[str, str]) -> set[tuple[str, str]]:
    """What this one may read, and does not find where it has to stand."""
    return {
        (secret.what, address)
        for secret in SECRETS
        for address in map(district.address, secret.at)
        if secret.marker not in texts[address] and _may_read(walker, secret, address)
    }


def _may_read(walker: Walker, secret: Secret, address: str) -> bool:
    return bool(walker.parts & secret.readers) or (address == TRAIL and str(Role.AUDITOR) in walker.parts)


def told(answer: Any) -> str:
    """All text of an answer: of a workbook or a Word file what stands in it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return str(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
