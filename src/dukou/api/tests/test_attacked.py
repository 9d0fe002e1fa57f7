"""The API attacked by its own description: nothing breaks, and nothing is answered that the description does not declare.

Drawn by schemathesis: requests as described, and requests that are not; always the same ones, so that a finding is found again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from dukou.accounts.core.roles import Role
from dukou.api.root import API
from dukou.api.tests.calling import ROOT, program
from dukou.clusters.tests.made_up import load, write_pack
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.kit.actions import load_pack
from dukou.kit.tests.servers import is_on_server
from dukou.policies.actions import claims, matching
from dukou.policies.tests import made_up as policies

pytestmark = pytest.mark.django_db
CODE = "91500104XXC4N0JJ8R"  # no office ever gave such a one
EXAMPLES = 5 if is_on_server() else 12  # what the database changes shows in a few
# no description says which firms there are, so what is refused or accepted is the tests' own affair; these hold for every answer
CHECKS: Any = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_ASKED = {
    "search": {"text": "示例市"},
    "switch": {"old": "spending/1", "new": "spending/2"},
}  # what an address wants told, by its last word
OPERATIONS = [(path, method) for path, methods in API.get_openapi_schema()["paths"].items() for method in methods]


@pytest.fixture
def described(collected_static: None) -> Iterator[Any]:
    """The description of the API, by which it is called."""
    for signal in (request_started, request_finished):  # a server closes connections after requests; the test's one stays open
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def district(tmp_path: Path, described: Any) -> Any:
    """A district with figures and a firm, and the description of its API."""
    load(tmp_path)
    made_up.register(Entry(name="示例市云帆虚构制造有限公司"))
    return described


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize("is_known", [True, False], ids=["officer", "nobody"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_breaks_and_every_answer_is_declared(district: Any, path: str, method: str, is_known: bool, mode: GenerationMode) -> None:
    headers = program("officer", Role.INDUSTRY_OFFICER).headers if is_known else {}
    statuses = set()

    @examples(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(district[path][method].as_strategy(generation_mode=mode))
    def attack(case: Any) -> None:
        statuses.add(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

    attack()
    assert is_known or statuses <= {400, 401}
    asks_for_all = method == "get" and "{" not in path and mode is GenerationMode.POSITIVE
    assert 200 in statuses or not (is_known and asks_for_all)


def test_an_officer_reads_at_every_address_what_is_there(tmp_path: Path, described: Any) -> None:
    """Drawn keys name nothing, so that every address with a key would be answered 404 for ever, and no attack would see its data."""
    firm = _furnished(tmp_path)
    headers = program("officer", Role.INDUSTRY_OFFICER).headers
    reading = [path for path, method in OPERATIONS if method == "get"]
    read = {}
    for path in reading:
        case = described[path]["get"].Case(path_parameters=_keys(path, firm), query=_ASKED.get(path.rpartition("/")[2], {}))
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        read[path] = (answer.status_code, bool(_holds(answer.json())))
    assert read == dict.fromkeys(reading, (200, True))


def _furnished(folder: Path) -> Enterprise:
    """A district of which every address that is read has something to tell; gives a firm with a code, a title and a claim."""
    names = {"salt-office": "虚构盐办", "office": "虚构办", "treasury": "虚构局"}
    departments = ", ".join(f"{{key: {key}, name: {{zh: {name}, en: made-up {key}}}}}" for key, name in names.items())
    pack = write_pack(folder, departments=f"departments: [{departments}]\n")
    for name, text in policies.FILES.items():
        (pack / name).parent.mkdir(exist_ok=True)
        if not (pack / name).exists():
            (pack / name).write_text(text, encoding="utf-8")
    load_pack(by=policies.CLERK, path=pack, now=policies.NOW)
    firm, poor = made_up.register(Entry(name="示例市云帆虚构制造有限公司", code=CODE), Entry(name="示例市长风虚构制造有限公司"))
    for each, spending in ((firm, "150万元"), (poor, "90万元")):
        policies.state(each, has_title=True, spending=spending)
    owner = policies.agent("owner", firm)
    claims.file(by=owner, measure="subsidy", firm=firm.key, as_of=policies.DAY, papers=["ledger", "letter"], now=policies.NOW)
    matching.run(by=policies.keeper(), as_of=policies.DAY, now=policies.NOW)
    return firm


def _keys(path: str, firm: Enterprise) -> dict[str, str]:
    """A value for each key in the address that names something of the furnished district."""
    known = {"ref": "salt.2023", "code": CODE, "version": "1", "slug": "spending" if "/books/" in path else "salt"}
    known["key"] = "subsidy" if "/measures/" in path else firm.key
    return {name: value for name, value in known.items() if f"{{{name}}}" in path}


def _holds(told: Any) -> Any:
    """What an answer tells: its items where it is a list."""
    return told.get("items", told) if isinstance(told, dict) else told
