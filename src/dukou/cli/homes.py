"""Building the home of a district: all of it or nothing, and never on top of something else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connections

from dukou.accounts.actions.demo import seat_demo_people
from dukou.accounts.queries.callers import caller_viewer
from dukou.cli.claims import claim_database, clear_database, release_database
from dukou.cli.statics import write_statics
from dukou.figures.queries import latest_day_of_knowledge
from dukou.kit.actions import load_pack
from dukou.kit.callers import caller
from dukou.kit.core.homes import Home, HomeFile
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.laying import lay_tables
from dukou.kit.output import Step
from dukou.kit.packfiles.reading import seed_of
from dukou.kit.seeds import SEEDS

# what a home is made of, by the beginning of its names
OWNED = (
    "dukou.sqlite3",
    "secret_key",
    "static",
    "made_static",
    "cache",
    "uploads",
    "home.json",
    "demo_people",
    "being_built",
    "worker",
    "warehouse",
)


class HomeNotBuilt(Refusal):
    """A command that needs a district was given a folder without one."""

    code = "cli.home_not_built"
    what = Label("无法执行", "this cannot be done")
    why = Label("“{home}”里还没有建立数据目录", "there is no home in “{home}” yet")
    cure = Label(
        "先运行 dukou init --pack 数据包，或用 --home 指明已有的目录",
        "build one with dukou init --pack PACK, or name one that is there with --home",
    )


class HomeIsBuilt(Refusal):
    """A home holds one district; a second one is never built over it."""

    code = "cli.home_is_built"
    what = Label("没有建立数据目录“{home}”", "the home “{home}” was not built")
    why = Label("那里已有一个区的数据", "a district lives there already")
    cure = Label("用 dukou serve 打开它，或用 --home 另选一个目录", "open it with dukou serve, or choose another folder with --home")


class FolderNotEmpty(Refusal):
    """A home is built only in a new or an empty folder."""

    code = "cli.folder_not_empty"
    what = Label("没有建立数据目录“{home}”", "the home “{home}” was not built")
    why = Label("那里有别的文件，例如“{found}”", "other files are there, such as “{found}”")
    cure = Label("换一个空目录，或新的目录名", "choose an empty folder or a new name")


class BeingBuilt(Refusal):
    """Two commands would build one home at the same time."""

    code = "cli.being_built"
    what = Label("没有建立数据目录“{home}”", "the home “{home}” was not built")
    why = Label("进程 {process} 正在那里建立", "process {process} is building it")
    cure = Label(
        "等它完成；若该进程与此无关，删除文件 {mark} 后再试",
        "wait for it; if that process is another one, delete the file {mark} and try again",
    )


def built_home() -> Home:
    """The home of this run, which must have been built."""
    home = Home.of_environment()
    if not home.is_built:
        raise HomeNotBuilt(home=home.path)
    return home


def build_home(home: Home, pack: Path, *, is_demo: bool, as_of: date | None, step: Step) -> None:
    """Build a district out of a pack. Until the mark is taken away there is no home, and a failure leaves nothing.

    A demo home shows its figures as known on `as_of`, by default the last day on which any of them became known.
    """
    with building(home):
        home.prepare()
        home.write(HomeFile(pack=pack.name, is_demo=is_demo))
        settings.SECRET_KEY, settings.HOME_FILE = home.secret_key, home.read()  # the settings were read before there were these
        step(str(Label("建库", "database")), 0, 1)
        lay_tables()
        load_pack(by=caller(), path=pack, progress=step)
        if is_demo:
            step(str(Label("演示人员", "demo people")), 0, 1)
            seat_demo_people(by=caller(), home=home)
            plant_seeds(pack, step)
            day = as_of or latest_day_of_knowledge(caller_viewer())
            home.write(HomeFile(pack=pack.name, is_demo=True, known_on=day.isoformat() if day else ""))
            settings.HOME_FILE = home.read()
        step(str(Label("网页文件", "page files")), 0, 1)
        write_statics(home)
        home.building_mark.unlink()


def plant_seeds(pack: Path, step: Step) -> None:
    """Let every room plant its made-up data, lowest floor first, where the pack asks for them."""
    seed = seed_of(pack)
    if seed is None:
        return
    for done, room in enumerate(SEEDS):
        step(str(Label("演示数据", "demo data")), done, len(SEEDS))
        room.plant(by=caller(), seed=seed)


@contextmanager
def building(home: Home) -> Iterator[None]:
    """Claim the folder, and the database on a server; if the block fails, leave them as they were: absent or empty."""
    was_there = home.path.exists()
    _claim(home)
    with _left_as_it_was(home.path, was_there):
        claim_database(home)
        try:
            yield
            release_database()
        except BaseException:
            connections.close_all()
            clear_database()
            raise


@contextmanager
def _left_as_it_was(folder: Path, was_there: bool) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connections.close_all()
        _empty(folder)
        if not was_there:
            folder.rmdir()
        raise


def _claim(home: Home) -> None:
    if home.is_built:
        raise HomeIsBuilt(home=home.path)
    mark = home.building_mark
    if mark.exists():
        _refuse_a_second_builder(home, mark)
        _refuse_foreign_files(home)
        _empty(home.path)  # what a killed build left behind
    home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    for found in sorted(home.path.iterdir()):
        raise FolderNotEmpty(home=home.path, found=found.name)
    try:
        with mark.open("x") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        _refuse_a_second_builder(home, mark)
        raise


def _refuse_a_second_builder(home: Home, mark: Path) -> None:
    told = mark.read_text().strip()
    if not told.isdigit():  # another builder may be about to write its number: nothing is cleared on the word of an empty mark
        raise BeingBuilt(home=home.path, process="?", mark=mark)
    if int(told) == os.getpid():
        return
    try:
        os.kill(int(told), 0)
    except ProcessLookupError:
        return
    except PermissionError:  # it lives, and belongs to someone else
        pass
    raise BeingBuilt(home=home.path, process=told, mark=mark)


def _refuse_foreign_files(home: Home) -> None:
    """Only what a home is made of is cleared away; anything else in the folder belongs to somebody."""
    for found in sorted(home.path.iterdir()):
        if not found.name.startswith(OWNED):
            raise FolderNotEmpty(home=home.path, found=found.name)


def _empty(folder: Path) -> None:
    for found in folder.iterdir():
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink()
