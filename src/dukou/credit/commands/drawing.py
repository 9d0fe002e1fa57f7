"""`dukou credit plan | draw | verify-draw`: plans of inspections on the command line; a file of a draw is verified without any home."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dukou.accounts.queries.callers import caller_viewer
from dukou.credit.actions import check_draws
from dukou.credit.commands.group import app
from dukou.credit.core.draw_files import read, verified
from dukou.credit.core.inspections import PlanState
from dukou.credit.models import CheckPlan, DrawRow
from dukou.credit.queries.check_plans import plan_named, plans_seen
from dukou.credit.queries.inspectors import DRAWS
from dukou.credit.queries.plan_shown import PlanShown, shown
from dukou.kit.core.labels import Label, same
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, table_of


class OnePlan(Refusal):
    """Which plan is drawn has to be said, unless one alone is due."""

    code = "credit.one_plan"
    what = Label("没有抽取", "nothing was drawn")
    why = Label("等着抽取的计划不止一个，或一个也没有：{plans}", "not exactly one plan waits to be drawn: {plans}")
    cure = Label("用 --plan 写明计划代号", "name it with --plan")


class NoDrawFile(Refusal):
    """The file cannot be read."""

    code = "credit.no_draw_file"
    what = Label("没有核对", "nothing was verified")
    why = Label("{fault}", "{fault}")
    cure = Label("给出完整的抽取文件", "give the whole file of a draw")


class ShortDraw(Refusal):
    """What `draw` prints tells who was drawn; it lacks the list and the policy from which that follows."""

    code = "credit.short_draw"
    what = Label("没有核对", "nothing was verified")
    why = Label("这是 draw 打印的结果，没有名单和办法", "this is what draw prints, without the list and the policy")
    cure = Label("用 draw --out 写出的文件，或在抽取室下载", "take the file that draw --out writes, or that of the draw room")


class FileThere(Refusal):
    """A file of a draw is written once."""

    code = "credit.file_there"
    status = 409
    what = Label("没有写文件", "no file was written")
    why = Label("写不了“{path}”，或它已经存在", "“{path}” cannot be written, or is there already")
    cure = Label("换一个文件名", "name another file")


class DrawDiffers(Refusal):
    """What the file says is not what its own list, policy, inspectors and seed give."""

    code = "credit.draw_differs"
    what = Label("抽取文件不成立", "the draw does not hold")
    why = Label("重算后有 {count} 处不一致", "made again, it differs in {count} places")
    cure = Label("向公布单位索取原文件，与公布的总哈希核对", "ask the unit for the original file and compare it with the published hash")

    def __init__(self, faults: list[FieldFault]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))


@app.command(epilog="示例 · Examples:  dukou credit plan list  ·  dukou credit plan q3-tax --format json")
def plan(
    key: Annotated[str, typer.Argument(metavar="KEY|list", help="计划代号；list 列出全部 · Key of a plan, or list")] = "list",
    format: FormatOption = Format.TABLE,
) -> None:
    """检查计划：各领域各等级的名单、比例和预计次数 · Inspection plans: lists, shares and what they will bring"""
    viewer = caller_viewer()
    viewer.require(DRAWS)
    if key == "list":
        emit_rows([_line(row) for row in plans_seen(viewer)], PLANS, format)
        return
    found = shown(plan_named(viewer, key))
    rows = _grades(found)
    emit(_whole(found, rows), format, lambda: table_of(rows, GRADES, same(found.plan.name)))


@app.command(
    epilog="示例 · Examples:  dukou credit draw --seed 0837462915  ·  dukou credit draw --seed 0837462915 --plan q3-tax --out draw.json"
)
def draw(
    seed: Annotated[str, typer.Option("--seed", metavar="S", help="公开号码，照公布的原样 · The public number, as it was published")],
    key: Annotated[str, typer.Option("--plan", metavar="KEY", help="计划代号；只有一个待抽时可省 · Key of the plan")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写出可核对的文件 · Write the file that verifies it")] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """用公开号码抽取；同一号码再抽给出原来的结果，换号码或名单被改则拒绝 · Draw a published plan with its number"""
    viewer = caller_viewer()
    viewer.require(DRAWS)
    made = check_draws.draw(by=viewer, plan=key or _the_one(seed), seed=seed)
    if out is not None:
        _written(out, made)
    told = _told(made)
    emit(told, format, lambda: table_of([_visit(each) for each in told["drawn"]], DRAWN, Label(f"种子 {seed}", f"Seed {seed}")))


@app.command("verify-draw", epilog="示例 · Examples:  dukou credit verify-draw draw.json")
def verify_draw(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="抽取文件 · The file of a draw; - reads stdin")],
    plan: Annotated[str, typer.Option("--plan", metavar="SHA256", help="抽取前公布的总哈希 · The hash that was published before")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """不要家目录就能重算一次抽取；有任何不一致就逐处说明并以非零退出 · Make a draw again from its file alone"""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        document: Any = read(text)
    except Malformed as fault:
        raise NoDrawFile(fault=fault.what) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise NoDrawFile(fault=same(str(fault) or type(fault).__name__)) from fault
    if isinstance(document, dict) and document.keys() == {"seed", "list_sha256", "drawn"}:
        raise ShortDraw()
    if found := verified(document, plan):
        raise DrawDiffers(found)
    told = {"holds": True, "seed": document["seed"], "plan_sha256": document["plan_sha256"], "visits": len(document["drawn"])}
    emit(told, format, lambda: table_of([told | {"holds": Label("一致", "holds")}], HOLDS))


def _the_one(seed: str) -> str:
    """The one plan that waits for a number, else the one that was drawn with this one."""
    waiting = list(CheckPlan.objects.filter(state=PlanState.PUBLISHED.value).order_by("key").values_list("key", flat=True))
    drawn = list(DrawRow.objects.filter(seed=seed).values_list("plan__key", flat=True))
    found = drawn if len(drawn) == 1 else waiting
    if len(found) != 1:
        raise OnePlan(plans=same("、".join(waiting) or "—"))
    return str(found[0])


def _written(path: Path, made: DrawRow) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            json.dump(made.document, file, ensure_ascii=False, indent=1)
    except OSError as fault:
        raise FileThere(path=path) from fault


def _told(made: DrawRow) -> dict[str, Any]:
    document = made.document
    drawn = [{"firm": firm} | each for firm, each in sorted(document["drawn"].items())]
    return {"seed": made.seed, "list_sha256": document["list_sha256"], "drawn": drawn}


def _visit(each: dict[str, Any]) -> dict[str, object]:
    fields = "、".join(f"{field}（{'+'.join(arms)}）" for field, arms in each["fields"].items())
    return {"firm": each["firm"], "fields": fields, "inspectors": "、".join(each["inspectors"])}


def _line(row: CheckPlan) -> dict[str, Any]:
    return {
        "plan": row.key,
        "name": row.name,
        "unit": row.unit.key,
        "fields": "、".join(sorted(part.field for part in row.parts.all())),
        "seed_on": row.seed_on,
        "state": PlanState.of(row.state).label,
        "plan_sha256": row.plan_sha256,
    }


def _grades(found: PlanShown) -> list[dict[str, Any]]:
    return [
        {
            "field": each.field.key,
            "grade": grade.rule.key,
            "ratio": grade.ratio / 100,
            "listed": grade.listed,
            "drawn": grade.drawn,
            "left_out": grade.left_out,
        }
        for each in found.fields
        for grade in each.grades
    ]


def _whole(found: PlanShown, rows: list[dict[str, Any]]) -> dict[str, Any]:
    numbers, row = found.expected, found.plan
    hashes = {name: getattr(row, name) for name in ("list_sha256", "policy_sha256", "inspectors_sha256", "plan_sha256")}
    expected = {"inspections": round(numbers.inspections, 1), "visits": round(numbers.visits, 1)} if numbers else None
    return _line(row) | hashes | {"grades": rows, "expected": expected}


PLANS = (
    Column("plan", Label("代号", "Plan")),
    Column("name", Label("名称", "Name")),
    Column("unit", Label("单位", "Unit")),
    Column("fields", Label("领域", "Fields")),
    Column("seed_on", Label("种子产生日", "Seed on")),
    Column("state", Label("状态", "State")),
)
GRADES = (
    Column("field", Label("领域", "Field")),
    Column("grade", Label("等级", "Grade")),
    Column("ratio", Label("比例（%）", "Share (%)"), "right"),
    Column("listed", Label("名单", "Listed"), "right"),
    Column("drawn", Label("抽取", "Drawn"), "right"),
    Column("left_out", Label("次数用完", "Number used up"), "right"),
)
DRAWN = (
    Column("firm", Label("企业", "Firm")),
    Column("fields", Label("领域", "Fields")),
    Column("inspectors", Label("检查人员", "Inspectors")),
)
HOLDS = (
    Column("holds", Label("结论", "So")),
    Column("seed", Label("种子", "Seed")),
    Column("visits", Label("入企", "Visits"), "right"),
    Column("plan_sha256", Label("总哈希", "Hash of the plan")),
)
