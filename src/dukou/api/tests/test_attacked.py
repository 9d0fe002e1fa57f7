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
from dukou.clusters.tests.made_up import load
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.tests import made_up
from dukou.kit.tests.servers import is_on_server

pytestmark = pytest.mark.django_db
EXAMPLES = 5 if is_on_server() else 20  # what the database changes shows in a few
# no description says which firms there are, so what is refused or accepted is the tests' own affair; these hold for every answer
CHECKS: Any = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [(path, method) for path, methods in API.get_openapi_schema()["paths"].items() for method in methods]


@pytest.fixture
def district(tmp_path: Path, collected_static: None) -> Iterator[Any]:
    """A district with figures and a firm, and the description of its API."""
    load(tmp_path)
    made_up.register(Entry(name="示例市云帆虚构制造有限公司"))
    for signal in (request_started, request_finished):  # a server closes connections after requests; the test's one stays open
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


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
