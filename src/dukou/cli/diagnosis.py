"""Looking at a home with every check that the rooms bring."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.diagnosis import CHECKS, Finding, broken, sound
from dukou.kit.rooms import brought

_HOME = Label("数据目录", "home")


@dataclass(frozen=True, slots=True)
class Examined:
    """One check with what it found."""

    key: str
    label: Label
    finding: Finding


def examinations(home: Home) -> list[Examined]:
    """Every check in the order of floors, the home itself first; where none is built there is nothing more to look at."""
    first = Examined("cli.home", _HOME, _home(home))
    if not home.is_built:
        return [first]
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = f"{home.database.as_uri()}?mode=rw"  # a database that is missing is not made by looking for it
    brought("checks")
    return [first, *(Examined(each.key, each.label, each.finding(home)) for each in CHECKS)]


def _home(home: Home) -> Finding:
    if home.is_built:
        return sound(same(home.path))
    if home.building_mark.exists():
        return broken(
            Label("{home}：正在建立，或建立时被中断", "{home}: it is being built, or its building was cut short").filled(home=home.path),
            Label("若已中断，重新运行 dukou init 或 dukou restore", "if it was cut short, run dukou init or dukou restore again"),
        )
    return broken(
        Label("{home}：还没有建立", "{home}: there is none yet").filled(home=home.path),
        Label(
            "运行 dukou init 或 dukou restore，或用 --home 指明已有的",
            "run dukou init or dukou restore, or name one that is there with --home",
        ),
    )
