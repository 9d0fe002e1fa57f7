"""The key of what belongs to others, put into the address of a page that one may enter: it is answered as if it were not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dukou.accounts.models import Person
from dukou.accounts.routes import routes
from dukou.accounts.tests.visits import Has
from dukou.api.tests.calling import token_of
from dukou.policies.queries.matching import firms_matched, matcher, office_eyes

from ..browser.pages import foreign, public_keys
from .district import BY_NAME, District, rows
from .test_walk import told

pytestmark = pytest.mark.django_db


def test_each_route_with_a_key_is_tried_or_says_why_not() -> None:
    keyed = {each.title for each in routes() if each.keys}
    tried = {each.route for each in foreign(Has())}
    held_by_token = {"accounts:invitation"}  # whoever holds the link is meant
    assert keyed - tried - set(public_keys()) - held_by_token == set()
    assert (tried | set(public_keys())) - keyed == set()


def test_what_belongs_to_others_is_not_there(district: District) -> None:
    before, wrong = _kept(), []
    for each in foreign(district.has):
        answer = _asked(district, each.role, each.address, each.sent)
        unknown = _asked(district, each.role, _of_nothing(each.address), each.sent)
        if (answer.status_code, unknown.status_code) != (404, 404):
            wrong.append((each.address, each.role, answer.status_code, unknown.status_code))
    assert wrong == []
    assert _kept() == before


def _kept() -> dict[str, int]:
    """The rows of every table but those that signing in and issuing a token write."""
    return {table: count for table, count in rows().items() if not table.startswith("audit_") and table != "accounts_api_token"}


def _asked(district: District, role: str, address: str, sent: Any) -> Any:
    walker = BY_NAME[f"demo-{role}"]
    client = district.client(walker)
    if sent is None:
        answer = client.get(address)
        told(answer)
        return answer
    if not address.startswith("/api/"):
        return client.post(address, sent)
    token = token_of(Person.objects.get(username=walker.username))
    return client.post(address, sent, content_type="application/json", headers={"Authorization": f"Bearer {token}"})


def _of_nothing(address: str) -> str:
    """The same address with a key that nothing has."""
    parts = address.rstrip("/").split("/")
    place = -2 if parts[-1] in ("end", "revoke", "correct", "corrections", "facts") else -1
    parts[place] = "99999" if parts[place].isdigit() else "nothing-is-called-so"
    return "/".join(parts) + ("/" if address.endswith("/") else "")


def test_the_whole_district_is_matched_the_same_by_one_select(district: District) -> None:
    """Beside what others may see: the demo's firms under its own measures and national books, answered at once and one by one."""
    day, eyes = date(2024, 7, 8), office_eyes("tests")
    match, firms = matcher(day), firms_matched(eyes, day)
    assert match.measures and firms
    both = [[(each.firm.key, each.verdicts) for each in match.through(eyes, firms, lambda _: False, few=few)] for few in (0, 10**9)]
    assert both[0] == both[1]
    answers = {verdict.answer for _, verdicts in both[0] for _, verdict in verdicts}
    assert answers == {True, False, None}
