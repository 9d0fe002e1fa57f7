"""A form drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from dukou.kit.core.labels import Label, spoken
from dukou.kit.output import Column, table_of

Plain = dict[str, Any]


def drawn(told: Plain) -> RenderableType:
    """Matters, pages, materials, and both counts."""
    names = {each["key"]: str(each["name"]) for each in told["matters"]}
    parts: list[RenderableType] = [Text(_head(told)), table_of([_matter(each) for each in told["matters"]], MATTERS, _MATTERS)]
    for page in told["pages"]:
        parts.append(table_of([_field(each) for each in page["fields"]], FIELDS, page["name"]))
    questions, materials = told["questions"], told["materials"]
    parts.append(Text(str(_QUESTIONS.filled(**questions))))
    parts.append(table_of(list(_rows(materials, names)), ROWS, _ROWS))
    parts.append(table_of([_needed(each) for each in materials["needed"]], NEEDED, _NEEDED))
    parts.append(Text(str(_COUNT.filled(before=materials["before"], after=materials["after"]))))
    if materials["open"]:
        parts.append(Text(str(_OPEN.filled(open=materials["open"]))))
    if not told["verified"]:
        parts.append(Text(str(_UNVERIFIED.filled(source=told["source"]))))
    return Group(*parts)


def _head(told: Plain) -> str:
    edition = Label("版本 {edition}", "edition {edition}").filled(edition=told["edition"])
    return f"{told['name']} · {edition} · {told['version'][:12]}"


def _matter(each: Plain) -> Plain:
    given = each["given"] if isinstance(each["given"], str) and not hasattr(each["given"], "label") else each["given"].label
    choose = f"{each['least']}–{each['most']}" if each["least"] != each["most"] else each["most"]
    return {"key": each["key"], "name": each["name"], "given": given, "units": _list(each["units"]), "choose": choose}


def _field(each: Plain) -> Plain:
    bounds = "" if each["least"] is None and each["most"] is None else f"{_number(each['least'])}–{_number(each['most'])}"
    wants = _list([_want(want) for want in each["wants"]])
    return {
        "key": each["key"],
        "name": each["name"],
        "kind": each["kind"].label,
        "unit": f"{bounds} {each['unit']}".strip() or _list([str(label) for label in each["choices"].values()]),
        "register": each["register"],
        "wants": wants,
    }


def _want(want: Plain) -> str:
    more = [str(want["when"])] if want["when"] else []
    more += [] if want["required"] else [str(Label("可不填", "may stay open"))]
    return str(want["matter"]) + (f" [{'; '.join(more)}]" if more else "")


def _rows(materials: Plain, names: dict[str, str]) -> Iterator[Plain]:
    kept = {each["key"]: each["name"] for each in materials["needed"]}
    for row in materials["rows"]:
        open_ = "" if row["wanted"] else str(Label("（视填写内容）", " (by the answers)"))
        yield {
            "matter": names[row["matter"]],
            "name": f"{row['name']}{open_}",
            "became": row["became"].label,
            "material": kept.get(row["material"]),
        }


def _needed(each: Plain) -> Plain:
    later = each["tolerance"]
    return {
        "name": each["name"],
        "ways": _list([str(way.label) for way in each["ways"]]),
        "matters": _list(each["matters"]),
        "when": each["when"],
        "tolerance": str(Label("{n} 个工作日", "{n} working days").filled(n=later["workdays"])) if later else None,
    }


def _number(bound: object) -> str:
    return "…" if bound is None else str(bound)


def _list(words: list[str]) -> str:
    return ("、" if spoken() == "zh" else ", ").join(words)


_MATTERS, _ROWS, _NEEDED = (
    Label("事项", "matters"),
    Label("单独办理要的材料", "materials of separate matters"),
    Label("现在的材料", "materials now"),
)
_QUESTIONS = Label("分别办理要填 {separately} 项，合并后 {once} 项", "{separately} questions when handled separately, {once} in one form")
_COUNT = Label("材料 {before} 份，现在要交 {after} 份", "{before} materials before, {after} to be handed in now")
_OPEN = Label("另有 {open} 份要看填写内容，两边都没有计入", "{open} more hang on the answers and are counted on neither side")
_UNVERIFIED = Label("未核实：{source}", "unverified: {source}")
MATTERS = [
    Column("key", Label("代号", "key")),
    Column("name", Label("名称", "name")),
    Column("given", Label("怎样进来", "given")),
    Column("units", Label("单位", "units")),
    Column("choose", Label("选几家", "how many"), "right"),
]
FIELDS = [
    Column("key", Label("代号", "key")),
    Column("name", Label("名称", "name")),
    Column("kind", Label("类型", "kind")),
    Column("unit", Label("范围、单位或选项", "bounds, unit or choices")),
    Column("register", Label("名录", "register")),
    Column("wants", Label("哪些事项要", "wanted for")),
]
ROWS = [
    Column("matter", Label("事项", "matter")),
    Column("name", Label("材料", "material")),
    Column("became", Label("变成", "became")),
    Column("material", Label("哪一份", "which")),
]
NEEDED = [
    Column("name", Label("材料", "material")),
    Column("ways", Label("怎样来", "how it comes")),
    Column("matters", Label("哪些事项要", "wanted for")),
    Column("when", Label("条件", "when")),
    Column("tolerance", Label("可迟交", "may come later by")),
]
