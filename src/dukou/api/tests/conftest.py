"""Every test of the API goes through the whole house, whose static files are in place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections


@pytest.fixture(autouse=True)
def _static(collected_static: None) -> None:
    """Static files, collected once."""


@pytest.fixture
def described(collected_static: None) -> Iterator[Any]:
    """The description of the API, by which it is called."""
    for signal in (request_started, request_finished):  # a server closes connections after requests; the test's one stays open
        signal.disconnect(close_old_connections)
    yield _described()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def _described() -> Any:
    """Read once in a worker: the description is the same for every test, and what schemathesis makes of it takes a second each time."""
    from dukou.api.tests.calling import ROOT  # rooms are not there yet when this file is read

    return schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", get_wsgi_application())
