"""The steps of the applicant, and of a unit that has a part."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dukou.affairs.actions import answers, applications, intake, joint_days, materials, parts
from dukou.affairs.actions._papers import Brought
from dukou.affairs.core.kinds import AffairState, Join, ObjectionState, Showing, Way
from dukou.affairs.forms import AnswerForm, AnswerPartForm, NothingForm, PaperForm, ReasonForm, StageForm, WordsForm, answers_sent
from dukou.affairs.models import JointSeat, Part
from dukou.affairs.queries.texts import read
from dukou.affairs.views.asking import Asking
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step

_DONE = Label("已办理", "done")


def applicants_steps(asking: Asking) -> Iterator[Step]:
    """What the applicant may do, or the window on his behalf while he stands there."""
    if asking.state is AffairState.NOTICED:
        yield _paper(asking, "supplement", Label("补正", "Supplement it"))
    if asking.state is AffairState.ANSWERED:
        form = NothingForm(asking.data("agree"), prefix="agree")
        act = lambda: answers.agree(by=asking.viewer, number=asking.application.pk)  # noqa: E731
        note = Label("确认后各单位开始实施，承诺时限继续计算", "then the works begin, and the promised time runs on")
        yield Step("agree", Label("确认方案和费用", "Agree to plan and fees"), form, act, Label("已确认", "agreed"), note)
    if asking.state in (AffairState.FILED, AffairState.IN_HAND, AffairState.WORKS):
        yield _paper(asking, "bring", Label("补交材料", "Bring a material"))
    if asking.state in (AffairState.FILED, AffairState.IN_HAND):
        yield _correct(asking)
    if asking.is_own and asking.state is not AffairState.CLOSED:
        form2 = ReasonForm(asking.data("withdraw"), prefix="withdraw")
        act = lambda: applications.withdraw(by=asking.viewer, number=asking.application.pk, **form2.cleaned_data)  # noqa: E731
        yield Step("withdraw", Label("撤回申请", "Take it back"), form2, act, Label("已撤回", "taken back"))


def _correct(asking: Asking) -> Step:
    """The form as it was filled in, to be mended."""
    row = asking.application
    text = read(row.text)
    filled, told = text.form(row.chosen), {key: each["value"] for key, each in row.answers.items()}
    judged = filled.judge(told)
    asked = [each for each in filled.asked if each.concept.key not in judged.absent]
    form = AnswerForm(asked, told, judged, frozenset(), is_marked=False, sent=asking.data("correct"))
    sent = asking.request.POST
    act = lambda: applications.correct(by=asking.viewer, number=row.pk, answers=answers_sent(asked, sent))  # noqa: E731
    note = Label("只改有误的项；办理事项不变", "change only what is wrong; the matters stay")
    return Step("correct", Label("更正填写内容", "Correct what was filled in"), form, act, Label("已更正", "corrected"), note)


def units_steps(asking: Asking) -> Iterator[Step]:
    """What a unit may do with its parts."""
    for part in asking.own_parts:
        yield from _of_part(asking, part)
    units = {part.unit_id for part in asking.own_parts}
    seats = JointSeat.objects.filter(
        joint_day__application=asking.application,
        showing=Showing.ABSENT.value,
        objection=ObjectionState.NONE.value,
        part__unit__in=units,
    )
    for seat in seats.select_related("part__unit") if asking.application.answered_at is None else ():
        yield _object(asking, seat)


def _of_part(asking: Asking, part: Part) -> Iterator[Step]:
    matter, by = asking.affair.matter(part.matter), asking.viewer
    if part.acknowledged_at is None:
        name = f"acknowledge-{part.pk}"
        form = NothingForm(asking.data(name), prefix=name)
        yield _step(name, Label("签收", "Acknowledge"), matter.name, form, lambda: parts.acknowledge(by=by, part=part.pk))
    if matter.stages:
        name = f"stage-{part.pk}"
        stage_form = StageForm(asking.data(name), prefix=name, stages=[(each.key, str(each.name)) for each in matter.stages])
        act = lambda: parts.enter_stage(by=by, part=part.pk, **stage_form.cleaned_data)  # noqa: E731
        yield _step(name, Label("进入环节", "Enter a stage"), matter.name, stage_form, act)
    if Join.ANSWER in asking.affair.joins and asking.state is AffairState.IN_HAND:
        yield _say(asking, part, matter.name)
    if matter.results:
        yield _result(asking, part, matter.name, [(each.key, str(each.name)) for each in matter.results])
    joint = asking.affair.joins.get(Join.ACCEPTANCE)
    if joint is None or part.matter not in joint.matters:
        name = f"end-{part.pk}"
        end_form = WordsForm(asking.data(name), prefix=name)
        act = lambda: parts.end(by=by, part=part.pk, text=end_form.cleaned_data["words"])  # noqa: E731
        yield _step(name, Label("办结本单位事项", "End one's part"), matter.name, end_form, act)


def _say(asking: Asking, part: Part, matter: Label) -> Step:
    name = f"say-{part.pk}"
    form = AnswerPartForm(asking.data(name), prefix=name)

    def act() -> object:
        told = form.cleaned_data
        fee: Decimal | None = told["fee_yuan"]
        return parts.answer(
            by=asking.viewer,
            part=part.pk,
            is_feasible=told["is_feasible"],
            text=told["text"],
            fee_fen=None if fee is None else int(fee * 100),
            fee_basis=told["fee_basis"],
        )

    return _step(name, Label("给出意见", "Say what you say"), matter, form, act)


def _result(asking: Asking, part: Part, matter: Label, papers: list[tuple[str, str]]) -> Step:
    name = f"result-{part.pk}"
    form = PaperForm(asking.data(name), asking.files(name), prefix=name, materials=papers, at_window=False, may_promise=False)
    form.fields["file"].required = True

    def act() -> object:
        coming = form.coming()
        assert coming is not None, "the form asks for a file"
        return materials.give_result(by=asking.viewer, part=part.pk, paper=form.cleaned_data["material"], file=coming)

    return _step(name, Label("出具结果", "Give a result"), matter, form, act)


def _object(asking: Asking, seat: JointSeat) -> Step:
    name = f"object-{seat.pk}"
    form = WordsForm(asking.data(name), prefix=name)
    act = lambda: joint_days.object(by=asking.viewer, seat=seat.pk, words=form.cleaned_data["words"])  # noqa: E731
    note = Label("未到场，视为同意；说明为什么不是这样", "you did not come and count as agreeing; say why that is not so")
    return Step(name, Label("对“视为同意”提出异议", "Object to being deemed to agree"), form, act, Label("已提出，等裁定", "made"), note)


def _paper(asking: Asking, name: str, title: Label) -> Step:
    offered = [(each.key, str(each.name)) for each in asking.affair.materials if set(each.ways) != {Way.HELD}]
    form = PaperForm(asking.data(name), asking.files(name), prefix=name, materials=offered, at_window=asking.handles)

    def act() -> object:
        told = form.cleaned_data
        coming = form.coming()
        brought = {told["material"]: Brought(coming, bool(told["is_promised"]) and coming is None)} if coming or told["is_promised"] else {}
        do = intake.supplement if name == "supplement" else materials.bring
        return do(by=asking.viewer, number=asking.application.pk, brought=brought, at_counter=bool(told.get("at_counter")))

    return Step(name, title, form, act, Label("已收到", "received"))


def _step(name: str, title: Label, matter: Label, form: object, act: object) -> Step:
    return Step(name, Label(f"{title.zh}：{matter.zh}", f"{title.en}: {matter.en}"), form, act, _DONE)  # type: ignore[arg-type]
