"""What `dukou doctor` looks at: checks that rooms bring in `checks.py`, each of which finds one thing sound or says how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, LabelledEnum, same
from dukou.kit.core.registry import Registry


class Health(LabelledEnum):
    """What a check found. `ADVISED`: it works, and something should be done all the same."""

    SOUND = "sound", "正常", "sound"
    ADVISED = "advised", "建议改进", "advised"
    BROKEN = "broken", "有问题", "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, and what to do about it; what is sound needs no cure."""

    health: Health
    said: Label
    cure: Label | None = None


Look = Callable[[Home], Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """One look at a home that is built. It changes nothing."""

    key: str
    label: Label
    look: Look

    def finding(self, home: Home) -> Finding:
        """What it finds; a disk or a database that does not answer is a finding too, so that the other checks are made."""
        try:
            return self.look(home)
        except (OSError, DatabaseError, sqlite3.Error) as error:
            return broken(Label("不能检查：{error}", "this could not be looked at: {error}").filled(error=same(error)), _SEE_THE_OTHERS)


CHECKS: Registry[Check] = Registry("check")


def check(key: str, label: Label) -> Callable[[Look], Look]:
    """Declare a function as a check: `@check("kit.room", Label("磁盘空间", "room on the disk"))`."""

    def declare(look: Look) -> Look:
        CHECKS.add(key, Check(key, label, look))
        return look

    return declare


def sound(said: Label) -> Finding:
    """All is well; `said` tells what was seen."""
    return Finding(Health.SOUND, said)


def advised(said: Label, cure: Label) -> Finding:
    """It works, and something should be done."""
    return Finding(Health.ADVISED, said, cure)


def broken(said: Label, cure: Label) -> Finding:
    """Something does not work or will be lost."""
    return Finding(Health.BROKEN, said, cure)


_SEE_THE_OTHERS = Label("先处理数据库和磁盘的问题，再检查一次", "mend the database or the disk first, then look again")
