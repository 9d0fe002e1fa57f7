"""The shipped pack of Dadukou, loaded once a module, and the house's real command on a home that is built once a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dukou.briefing.tests.shell import Shell


@pytest.fixture(scope="module")
def ask(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[..., Any]]:
    """`ask(known_on, period)` gives a brief of the shipped pack, which is gone again when the module is done."""
    from django.db import transaction

    from dukou.briefing.tests.asking import asked, load_dadukou  # Django is not ready when this file is read

    with django_db_blocker.unblock(), transaction.atomic():
        load_dadukou()
        yield asked
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The command on a home of the shipped pack."""
    shell = Shell(tmp_path_factory.mktemp("brief") / "home")
    built = shell("init", "--pack", "dadukou")
    assert built.returncode == 0, built.stderr
    return shell
