"""Policies, a measure's way and papers, a review clause by clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table
from dukou.policies.core.benefits import money_words
from dukou.policies.core.measures import Measure
from dukou.policies.core.papers import Paper
from dukou.policies.core.stacking import Group
from dukou.policies.queries.policies import ShownPolicy, Standing
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.gaps import Missing

TITLE_ONLY = Label("只有标题，未见条文", "title only; its text was not seen")
EXAMPLE = Label("示例", "example")
NONE = "—"
LIGHTS = {Answer.YES: Light.GREEN, Answer.NO: Light.RED, Answer.UNKNOWN: Light.UNKNOWN}


def measure_cell(measure: Measure) -> Cell:
    """A measure's name, leading to its page; an example says so."""
    return Cell(measure.label, reverse("policies:measure", args=[measure.key]), qualifier=EXAMPLE if measure.is_example else "")


def gap_words(gap: Missing) -> Label:
    """What is not known, with its year."""
    return Label(f"{gap.label.zh}（{gap.year} 年）", f"{gap.label.en} ({gap.year})") if gap.year else gap.label


def answer_cell(answer: Answer) -> Cell:
    """An answer as shape, word and colour."""
    return Cell(answer.label, light=LIGHTS[answer].value)


def measures_table(policy: ShownPolicy) -> Table:
    """The measures of a policy."""
    heads = [
        Heading(Label("措施", "Measure")),
        Heading(Label("条款", "Clause")),
        Heading(Label("奖补标准", "Benefit")),
        Heading(Label("办理方式", "How it comes")),
        Heading(Label("受理时间", "Window")),
    ]
    return plain_table(policy.label, heads, [_measure_row(each) for each in policy.measures])


def _measure_row(each: Standing) -> list[Cell | Text]:
    measure = each.measure
    if measure.is_title_only:
        return [measure_cell(measure), measure.clause or NONE, TITLE_ONLY, NONE, NONE]
    channel = measure.channel.label if measure.channel else NONE
    return [
        measure_cell(measure),
        measure.clause or NONE,
        measure.benefit.label if measure.benefit else NONE,
        channel,
        measure.window.label,
    ]


def steps_table(measure: Measure, offices: Mapping[str, Label]) -> Table:
    """The way of a measure with its limits in working days."""
    heads = [Heading(Label("步骤", "Step")), Heading(Label("办理单位", "Office")), Heading(Label("时限", "Limit"), is_number=True)]
    rows: list[list[Cell | Text]] = [
        [step.label, offices.get(step.office, same(step.office)), f"{step.working_days}"] for step in measure.steps
    ]
    table = plain_table(Label("办理步骤", "Steps"), heads, rows, unit=Label("工作日", "working days"))
    total = Row((Cell(Label("合计", "In all")), Cell(NONE), Cell(f"{measure.working_days}", is_number=True)), is_sum=True)
    return Table(table.title, table.heads, (*table.rows, total), unit=table.unit)


def materials_table(measure: Measure, papers: Mapping[str, Paper], offices: Mapping[str, Label], facts: Mapping[str, Label]) -> Table:
    """What is asked for, and which papers meet it; what an office holds is not handed in."""
    heads = [
        Heading(Label("要证明的", "What is asked for")),
        Heading(Label("可用的材料", "Papers that meet it")),
        Heading(Label("由谁提供", "Provided by")),
    ]
    rows: list[list[Cell | Text]] = []
    for need in measure.materials:
        options = (
            [papers[key] for key in need.papers if key in papers]
            if need.papers
            else [each for each in papers.values() if need.fact in each.proves]
        )
        held = [each for each in options if each.holder]
        asked = facts.get(need.fact, same(need.fact)) if need.fact else options[0].label
        by = offices.get(held[0].holder, same(held[0].holder)) if held else Label("企业提交", "the firm hands it in")
        who = Label(f"{by.zh}已有，不用交", f"{by.en} has it; nothing to hand in") if held else by
        rows.append([asked, joined([each.label for each in options], zh="，或", en=", or "), who])
    return plain_table(Label("材料", "Papers"), heads, rows)


def groups_table(measure: Measure, groups: Sequence[Group], others: Mapping[str, Sequence[Measure]]) -> Table | None:
    """The groups a measure stands in, with the others of each; None where it bears on nothing."""
    heads = [Heading(Label("叠加组", "Group")), Heading(Label("规则", "Rule")), Heading(Label("同组的其他措施", "Others of it"))]
    rows: list[list[Cell | Text]] = []
    for group in groups:
        if group.key in measure.groups or group.is_for_all:
            same_group = [each.label for each in others.get(group.key, ()) if each.key != measure.key]
            named = Label("全部措施", "all measures") if group.is_for_all else joined(same_group, zh="、", en=", ") if same_group else NONE
            rows.append([group.label, rule_words(group), named])
    return plain_table(Label("与其他措施的关系", "With other measures"), heads, rows) if rows else None


def rule_words(group: Group) -> Label:
    """A group's rule in words, with its cap."""
    if group.cap is None:
        return group.rule.label
    cap = money_words(group.cap)
    return Label(f"{group.rule.label.zh}，{cap.zh}", f"{group.rule.label.en} at {cap.en}")


def review_table(told: Explanation) -> Table:
    """The fair-competition review, clause by clause: what the document must not hold, and what was answered."""
    heads = (Heading(Label("条款", "Clause")), Heading(Label("内容", "What it says")), Heading(Label("结论", "Outcome")))
    rows = []
    for reason in told.reasons:
        text = reason.condition.text or Label("全部", "all of it")
        rows.append(Row((Cell(reason.condition.clause or NONE), Cell(text), answer_cell(reason.answer)), begins=True))
        for part in reason.parts[: len(reason.condition.parts)]:
            if part.condition.text is not None:
                found = Cell(part.word, light=LIGHTS[Answer.told(part.is_well)].value)
                rows.append(Row((Cell(part.condition.clause or NONE, depth=1), Cell(part.condition.text), found)))
        if reason.waived_by is not None and reason.waived_by.text is not None:
            text = Label(f"适用例外：{reason.waived_by.text.zh}", f"exception: {reason.waived_by.text.en}")
            rows.append(Row((Cell(reason.waived_by.clause or NONE, depth=1), Cell(text), answer_cell(Answer.YES))))
    return Table(Label("公平竞争审查", "Fair-competition review"), (heads,), tuple(rows))
