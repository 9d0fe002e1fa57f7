"""The district of these tests, made once a run and put in for each module; no browser is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .district import District  # Django is not yet set up when this file is read


@pytest.fixture(scope="module")
def whole_district(django_db_setup: None, django_db_blocker: Any, collected_static: None, tmp_path_factory: Any) -> Iterator[District]:
    """The district with all that could leak; taken back at the end of the module."""
    from tests.remembered import rows_put_back, shared_folder

    from .district import demo_district

    folder = tmp_path_factory.mktemp("district")
    with django_db_blocker.unblock(), rows_put_back(folder), demo_district(folder, shared_folder(tmp_path_factory)) as district:
        yield district


@pytest.fixture
def district(whole_district: District, db: None) -> District:
    """The same, as it was made, for one test: what the test changes is taken back (its mark `django_db` sees to that)."""
    return whole_district
