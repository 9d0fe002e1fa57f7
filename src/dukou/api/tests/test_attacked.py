"""The API attacked by its own description: nothing breaks, and nothing is answered that the description does not declare.

Drawn by schemathesis: requests as described, and requests that are not; always the same ones, so that a finding is found again.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from dukou.accounts.core.roles import Role
from dukou.api.operations import admissions
from dukou.api.root import API
from dukou.api.tests.calling import program
from dukou.appeals.tests import made_up as appeals
from dukou.clusters.tests.made_up import load
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.tests import made_up
from dukou.kit.tests.servers import is_on_server
from dukou.projects.models import PipelineText
from dukou.projects.tests import district_made as projects

pytestmark = pytest.mark.django_db
EXAMPLES = 5 if is_on_server() else 12  # what the database changes shows in a few
# no description says which firms there are, so what is refused or accepted is the tests' own affair; these hold for every answer
CHECKS: Any = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [(path, method) for path, methods in API.get_openapi_schema()["paths"].items() for method in methods]


# what is open to all: how nobody may be answered there, drawn keys naming nothing; everywhere else he is told to bring a token
OPEN = {
    ("/api/v1/appeals/{number}/follow/{secret}", "get"): {400, 404, 422},  # the secret is the right
    ("/api/v1/credit/draws", "get"): {200, 400, 422},
    ("/api/v1/credit/draws/{key}", "get"): {400, 404, 422},
    ("/api/v1/credit/fields", "get"): {200, 400, 422},
    ("/api/v1/finance/products", "get"): {200, 400, 422},
}


@pytest.fixture(scope="module")
def rows(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A district with figures, a firm and the stages of projects, loaded once: each attack takes back what it changed."""
    load(tmp_path_factory.mktemp("district"))
    made_up.register(Entry(name="示例市云帆虚构制造有限公司"))
    appeals.district()
    PipelineText.objects.create(content=projects.plain_pipeline(), pack="made-up")


@pytest.fixture
def district(rows: None, described: Any) -> Any:
    """The description of the district's API."""
    return described


def test_what_is_open_to_all_is_named_here() -> None:
    rules = ((f"/api/v1/{at}", method.lower(), rule) for at, methods in admissions().items() for method, rule in methods.items())
    found = {(at.replace("<", "{").replace(">", "}"), method) for at, method, rule in rules if rule is not None and rule.is_open}
    assert found == set(OPEN)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
# nobody is answered before a row is read: what he is answered hangs on no database
@pytest.mark.parametrize("is_known", [True, pytest.param(False, marks=pytest.mark.once)], ids=["officer", "nobody"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_breaks_and_every_answer_is_declared(district: Any, path: str, method: str, is_known: bool, mode: GenerationMode) -> None:
    headers = program("officer", Role.INDUSTRY_OFFICER, Role.BANK_OFFICER).headers if is_known else {}
    statuses = set()

    @examples(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(district[path][method].as_strategy(generation_mode=mode))
    def attack(case: Any) -> None:
        statuses.add(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

    attack()
    assert is_known or statuses <= OPEN.get((path, method), {400, 401})
    asks_for_all = method == "get" and "{" not in path and mode is GenerationMode.POSITIVE
    assert 200 in statuses or not (is_known and asks_for_all)
