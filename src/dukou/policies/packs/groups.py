"""`stacking.yaml`: how measures that bear on one another stand together for one firm."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Loading, Section
from dukou.kit.packfiles.sections import Fields as Stored
from dukou.policies.core.kinds import StackRule
from dukou.policies.models import StackGroup
from dukou.policies.packs.written import SLUG, Fen

_STORED = ("name_zh", "name_en", "rule", "cap", "is_for_all")


class GroupEntry(Schema):
    """One group. `cap`: of a capped sum alone. `for_all`: the cap over everything that one firm gets in a year."""

    key: str = Field(pattern=SLUG)
    name: Words
    rule: StackRule
    cap: Fen | None = None
    for_all: bool = False


class GroupSection(Section[GroupEntry]):
    """Groups are bettered in place; one that left the pack goes."""

    name: ClassVar[str] = "stacking"
    files: ClassVar[str] = "stacking.yaml"
    forgets: ClassVar[bool] = True
    schema = GroupEntry

    def check(self, entries: dict[str, Entry[GroupEntry]], contents: Contents) -> list[Fault]:
        """A capped sum has a cap and nothing else has one; one cap at most is over everything."""
        found, over_all = [], [entry for entry in entries.values() if entry.data.for_all]
        for entry in entries.values():
            if (entry.data.rule is StackRule.SUM_CAP) != (entry.data.cap is not None):
                what = Label("合计封顶（sum_cap）要写 cap，别的规则不写", "a capped sum (sum_cap) has a cap, and no other rule has one")
                found.append(entry.fault(what, Label("补上或去掉 cap", "add or remove cap"), "cap"))
        for entry in over_all:
            if entry.data.rule is not StackRule.SUM_CAP or entry is not over_all[0]:
                what = Label(
                    "管全部措施的封顶（for_all）只能有一个，且为 sum_cap", "one cap alone is over everything (for_all), and it is a sum_cap"
                )
                found.append(entry.fault(what, Label("去掉 for_all", "remove for_all"), "for_all"))
        return found

    def wanted(self, entries: dict[str, Entry[GroupEntry]], contents: Contents) -> dict[str, Stored]:
        """What should be stored, by key."""
        return {
            key: {
                "name_zh": entry.data.name.zh,
                "name_en": entry.data.name.en,
                "rule": entry.data.rule.value,
                "cap": entry.data.cap,
                "is_for_all": entry.data.for_all,
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Stored]:
        """What is stored, by key."""
        return {row.key: {name: getattr(row, name) for name in _STORED} for row in StackGroup.objects.all()}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        StackGroup.objects.filter(key__in=[change.key for change in changes if change.sort == "removed"]).delete()
        for change in (each for each in changes if each.sort != "removed"):
            StackGroup.objects.update_or_create(key=change.key, defaults=change.after)
