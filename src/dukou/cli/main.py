"""The shell: speaks the language asked for, names the caller, collects the verbs of every room, turns refusals into exit code 1."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import copy
from enum import StrEnum
from functools import wraps
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import django
import typer
from django.db import OperationalError, connection

from dukou.kit.core.databases import DatabaseUnreachable
from dukou.kit.core.labels import language_of, speaking
from dukou.kit.core.refusals import Refusal

OPTIONS = ("--home", "--lang", "--as")  # the shell's own; they stand before the verb


class Spoken(StrEnum):
    """Languages of the output."""

    ZH = "zh"
    EN = "en"


def run(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 refused, 2 wrong usage, 130 interrupted. Unexpected errors keep their traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    told = told_to_shell(words)
    if "--home" in told:
        os.environ["DUKOU_HOME"] = told["--home"]  # before the settings are read
    with ExitStack() as circumstances:
        circumstances.enter_context(speaking(language_of(told.get("--lang") or os.environ.get("DUKOU_LANG"))))
        try:
            django.setup()  # the settings refuse a database address that cannot be read
            gc.enable()  # `main` stopped the collector while everything was loaded
            with _reached():
                if "--as" in told:
                    circumstances.enter_context(_acting_as(told["--as"]))
                shell()(words, prog_name="dukou")
        except Refusal as refusal:
            from dukou.kit.doors import REFUSED, on_terminal

            print(on_terminal(refusal, as_json=_asks_for_json(words)), file=sys.stderr)
            sys.exit(REFUSED)


@contextmanager
def _reached() -> Iterator[None]:
    """A database that is not reached, or is held by others, is an expected failure; one that fails amid its work is not."""
    try:
        yield
    except OperationalError as error:
        from dukou.kit.doors import Busy, is_busy

        if is_busy(error):
            raise Busy() from error
        if connection.connection is not None or connection.vendor == "sqlite":
            raise
        raise DatabaseUnreachable(said=str(error).splitlines()[0]) from error


def told_to_shell(words: Sequence[str]) -> dict[str, str]:
    """The shell's own options before the verb, as `--name value` or `--name=value`."""
    told: dict[str, str] = {}
    rest = list(words)
    while rest and rest[0].startswith("-"):
        name, equals, value = rest.pop(0).partition("=")
        if name in OPTIONS and (equals or rest):
            told[name] = value if equals else rest.pop(0)
    return told


def shell() -> typer.Typer:
    """The root of all verbs. A room's `commands.py` brings `app` and `name`; an empty name puts its verbs at the root."""
    from dukou.kit.rooms import brought

    root = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, callback=_about)
    for room, module in brought("commands").items():
        # the shell's own verbs know for themselves whether they need a home; a room names those of its verbs that need none
        without: frozenset[str] = getattr(module, "without_home", frozenset())
        root.add_typer(module.app if room == "cli" else _needing_home(module.app, without), name=_name(room, module))
    return root


def _about(
    home: Annotated[Path | None, typer.Option(help="数据目录，默认 .dukou · Home folder, .dukou by default", envvar="DUKOU_HOME")] = None,
    lang: Annotated[Spoken | None, typer.Option(help="输出语言，默认中文 · Language, Chinese by default", envvar="DUKOU_LANG")] = None,
    as_: Annotated[str, typer.Option("--as", metavar="PERSON", help="以此人的身份和权限操作 · Act as this person")] = "",
) -> None:
    """渡口：一区产业集群与企业服务的操作系统 · The operating system of a district's clusters and of its service to enterprises

    示例 · Examples:

      dukou init --pack dadukou --demo

      dukou --home /srv/district --lang en brief
    """


def _name(room: str, module: ModuleType) -> str | None:
    """The word before the room's verbs: its `name`, else that of its Typer, else the room's own. None puts them at the root."""
    own = module.app.info.name
    return getattr(module, "name", own if isinstance(own, str) else room) or None


def _needing_home(app: typer.Typer, without: frozenset[str] = frozenset()) -> typer.Typer:
    """The same verbs, which want a built home first, but for those named in `without`.

    The room's own app stays as it is: whoever holds it calls the bare verbs.
    """
    needing = copy(app)
    needing.registered_commands = list(map(copy, app.registered_commands))
    needing.registered_groups = list(map(copy, app.registered_groups))
    for command in needing.registered_commands:
        if command.callback and (command.name or command.callback.__name__) not in without:
            command.callback = _in_built_home(command.callback)
    for group in needing.registered_groups:
        group.typer_instance = group.typer_instance and _needing_home(group.typer_instance, without)
    return needing


def _in_built_home(callback: Callable[..., Any]) -> Callable[..., Any]:
    from dukou.cli.homes import built_home

    @wraps(callback)
    def checked(*args: Any, **kwargs: Any) -> Any:
        built_home()
        return callback(*args, **kwargs)

    return checked


def _acting_as(person: str) -> Any:
    from dukou.cli.homes import built_home
    from dukou.cli.people import person_called
    from dukou.kit.callers import called_by

    built_home()
    return called_by(person_called(person))


def _asks_for_json(words: Sequence[str]) -> bool:
    return "--format=json" in words or ("--format", "json") in pairwise(words)
