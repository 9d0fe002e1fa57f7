"""What the command line tells somebody named by `--as` is what his pages tell him, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import PERMISSIONS_OF, Role
from dukou.cli.main import shell
from dukou.kit.callers import called_by
from dukou.kit.core.actors import Actor
from dukou.kit.core.refusals import Refusal

from .district import District, Walker
from .secrets import SECRETS
from .test_walk import EACH

pytestmark = pytest.mark.django_db
READING: tuple[tuple[str, ...], ...] = (
    ("figures", "list", "--format", "json"),
    ("figures", "trace", "zz.internal", "--format", "json"),
    ("figures", "trace", "firm.secret", "--format", "json"),
    ("figures", "trace", "zz.of-firm", "--format", "json"),
    ("brief",),
    ("brief", "--format", "json"),
    ("brief", "--format", "html"),
    ("enterprises", "search", "虚构制造", "--format", "json"),
    ("enterprises", "show", "{own}", "--format", "json"),
    ("enterprises", "show", "{charged}", "--format", "json"),
)
FOR_STEWARDS = (("people", "list"), ("people", "tokens"))
FOR_THE_OPERATOR = (("snapshots", "ask", "SELECT 1"), ("snapshot",))  # copies of the whole: cli/tests/test_backups.py


@pytest.fixture
def run(district: District, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, tuple[str, ...]], tuple[int, str]]:
    """Run a command as a person; gives the exit code and all that was told. The test's database stands in for the home's."""
    monkeypatch.setattr("dukou.cli.homes.built_home", lambda: None)

    def ran(username: str, words: tuple[str, ...]) -> tuple[int, str]:
        with called_by(Actor("person", username)):
            told = CliRunner().invoke(shell(), [district.address(word) for word in words])
        if told.exception is not None and not isinstance(told.exception, Refusal | SystemExit):
            raise told.exception
        return (1 if isinstance(told.exception, Refusal) else told.exit_code), told.output

    return ran


@EACH
def test_nobody_is_told_what_is_not_his_to_know(run: Callable[[str, tuple[str, ...]], tuple[int, str]], walker: Walker) -> None:
    if not walker.username:
        return  # the command line names a person or the operator
    told = {words: run(walker.username, words)[1] for words in READING}
    leaks = {
        (secret.what, words)
        for secret in SECRETS
        for words, text in told.items()
        if secret.marker in text and not walker.parts & secret.readers
    }
    assert leaks == set()
    found = {secret.marker for secret in SECRETS for text in told.values() if secret.marker in text}
    hidden = {each.what for each in SECRETS if each.marker in ("61.37", "73.13", "暗礁", "孤岛", "45.67") and each.marker not in found}
    assert hidden == {each.what for each in SECRETS if each.what in hidden and not walker.parts & each.readers}


@EACH
def test_people_and_tokens_are_for_the_steward_and_copies_of_all_for_the_operator(
    run: Callable[[str, tuple[str, ...]], tuple[int, str]], walker: Walker
) -> None:
    if not walker.username:
        return
    is_steward = str(Role.STEWARD) in walker.parts
    assert Permission.MANAGE_PEOPLE in PERMISSIONS_OF[Role.STEWARD]
    assert [run(walker.username, words)[0] for words in FOR_STEWARDS] == [0 if is_steward else 1] * 2
    assert [run(walker.username, words)[0] for words in FOR_THE_OPERATOR] == [1] * 2
