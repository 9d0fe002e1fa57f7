"""Packs as the command line names them, and what it says about them."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from django.conf import settings

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column
from dukou.kit.packfiles.sections import Change

SORTS = {"added": Label("新增", "added"), "changed": Label("修改", "changed"), "removed": Label("移除", "removed")}
FIELD_COLUMNS = (
    Column("section", Label("内容", "section")),
    Column("key", Label("条目", "entry")),
    Column("sort", Label("变化", "change")),
    Column("field", Label("字段", "field")),
    Column("before", Label("原来", "before")),
    Column("after", Label("现在", "after")),
)


class NoSuchPack(Refusal):
    """Neither a folder nor a shipped pack has this name."""

    code = "cli.no_such_pack"
    what = Label("没有找到数据包“{pack}”", "there is no pack “{pack}”")
    why = Label("它既不是目录，也不是随程序附带的包", "it is neither a folder nor the name of a shipped pack")
    cure = Label("附带的数据包：{shipped}；或写出数据包的目录", "shipped packs: {shipped}; or give the folder of yours")


def pack_called(told: str) -> Path:
    """The folder of the pack that `told` names: a path first, a shipped pack otherwise."""
    for folder in (Path(told), settings.SHIPPED_PACKS / told):
        if folder.is_dir():
            return folder.resolve()
    shipped = sorted(each.parent.name for each in settings.SHIPPED_PACKS.glob("*/pack.yaml"))
    near = difflib.get_close_matches(told, shipped, n=1)
    raise NoSuchPack(pack=told, shipped="、".join(near or shipped) or "—")


def change_as_dict(change: Change) -> dict[str, Any]:
    """One change as JSON doors speak it."""
    fields = {name: {"before": before, "after": after} for name, (before, after) in change.changed_fields().items()}
    return {"section": change.section, "key": change.key, "sort": change.sort, "fields": fields}


def field_rows(change: Change) -> list[dict[str, object]]:
    """One row for each field that differs; section, entry and sort stand in the first row only."""
    head = {"section": change.section, "key": change.key, "sort": SORTS[change.sort]}
    rows: list[dict[str, object]] = [
        {"field": name, "before": before, "after": after} for name, (before, after) in change.changed_fields().items()
    ]
    return [head | rows[0], *rows[1:]] if rows else [dict(head)]
