"""Over a socket, as a program meets it."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest

from dukou.accounts.core.roles import Role
from dukou.api.tests.calling import ROOT, program


@pytest.mark.django_db(transaction=True)
def test_a_program_enters_a_firm_and_finds_it(live_server: Any) -> None:
    headers = program("officer", Role.INDUSTRY_OFFICER).headers

    def call(path: str, sent: dict[str, str] | None = None) -> tuple[int, Any]:
        body = None if sent is None else json.dumps(sent).encode()
        request = Request(f"{live_server.url}{ROOT}{path}", body, {**headers, "Content-Type": "application/json"})
        with urlopen(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read())

    status, made = call("/enterprises", {"name": "示例市云帆虚构制造有限公司"})
    assert (status, call(f"/enterprises/{made['key']}")[1]["name"]) == (201, "示例市云帆虚构制造有限公司")
    assert [each["firm"]["key"] for each in call("/enterprises/search?text=%E4%BA%91%E5%B8%86")[1]["items"]] == [made["key"]]
