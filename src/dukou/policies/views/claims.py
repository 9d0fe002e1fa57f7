"""One claim with its next step."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import actor_of, request_viewer
from dukou.enterprises.queries.own import acts_for_entry
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.parts import Crumb, Moment
from dukou.kit.pages.steps import Step, data_for, step_taken
from dukou.policies.actions import claims as handling
from dukou.policies.actions import payments, verdicts
from dukou.policies.core.benefits import money_words
from dukou.policies.core.kinds import Stage
from dukou.policies.forms import DecisionForm, PapersForm, PaymentForm, WithdrawalForm
from dukou.policies.queries.claims import ShownClaim, claim_of
from dukou.policies.queries.firms import is_own_cause
from dukou.policies.queries.limits import prospect_decided, prospect_of
from dukou.policies.queries.policies import asked_of_firm, papers
from dukou.policies.tables.office import STAGE_LIGHTS
from dukou.policies.views.claim_lists import CLAIMS, READERS, ROWS, may_see_firms
from dukou.policies.views.policies import POLICIES
from dukou.rules.queries import book_of, decision_row
from dukou.rules.queries.naming import deciders


@needs(
    *READERS,
    to_change=(Permission.HANDLE_CLAIMS, Permission.SEE_ENTERPRISE_DESK),
    rows=ROWS,
)
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, number: int) -> HttpResponse:
    """One claim: what happened, what the rules answered, and the steps that the visitor may take."""
    viewer = request_viewer(request)
    found = claim_of(viewer, number)
    steps = _steps(viewer, found, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.HANDLE_CLAIMS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("policies:claim", number)
    context = {
        "claim": found,
        "leads_to_firm": may_see_firms(viewer),
        "light": STAGE_LIGHTS.get(found.stage, "undecided"),
        "pairs": [*_pairs(found), *_prospect(viewer, found)],
        "moments": _moments(found),
        "steps": steps,
        "is_own_cause": _is_own_cause(viewer, found),
        "waits": found.stage in (Stage.DECIDED, Stage.PAYING),
        "crumbs": [Crumb(POLICIES, reverse("policies:list")), Crumb(CLAIMS, reverse("policies:claims")), Crumb(same(number))],
    }
    return render(request, "policies/claim.html", context, status=422 if step and step.form.errors else 200)


def _steps(viewer: Viewer, found: ShownClaim, request: HttpRequest) -> list[Step]:
    """The steps that the claim's stage and the visitor's rights leave open."""
    data = partial(data_for, request)
    steps: list[Step] = []
    handles = viewer.may(Permission.HANDLE_CLAIMS) and not _is_own_cause(viewer, found)
    if handles and found.stage is Stage.FILED:
        steps += [_hand_in(viewer, found, data("hand_in")), _decide(viewer, found, data("decide"))]
    if handles and found.stage is Stage.GRANTED:
        steps.append(_pay(viewer, found, data("pay")))
    if found.stage is Stage.FILED and acts_for_entry(viewer, found.row.enterprise_id):
        steps.append(_withdraw(viewer, found, data("withdraw")))
    return [step for step in steps if step.form.fields]


def _is_own_cause(viewer: Viewer, found: ShownClaim) -> bool:
    """Whether the visitor has a post that would handle the claim, but acts for the firm."""
    using = next((each for each in (Permission.HANDLE_CLAIMS, Permission.APPROVE) if viewer.may(each)), None)
    return using is not None and is_own_cause(actor_of(viewer, using), found.row, timezone.localdate())


def _hand_in(viewer: Viewer, found: ShownClaim, data: object) -> Step:
    asked = {key: paper for key, paper in asked_of_firm(found.standing.measure).items() if key not in found.row.received}
    form = PapersForm(data, papers=asked, prefix="hand-in")
    if "papers" in form.fields:
        form.fields["papers"].label = str(Label("收到的材料", "papers that are in"))
    title, done = Label("登记收到的材料", "Note papers that are in"), Label("已登记", "noted")
    return Step("hand_in", title, form, lambda: handling.hand_in(by=viewer, number=found.number, papers=form.cleaned_data["papers"]), done)


def _decide(viewer: Viewer, found: ShownClaim, data: object) -> Step:
    form = DecisionForm(data, prefix="decide")  # type: ignore[arg-type]

    def act() -> object:
        said = form.cleaned_data
        is_granted = said["verdict"] == "grant"
        return verdicts.decide(
            by=viewer, number=found.number, is_granted=is_granted, as_of=usual_day(), reason=said["reason"], amount=said["amount"]
        )

    done = Label("已初审，等另一人复核", "decided; another person has to confirm it")
    return Step("decide", Label("初审", "Decide"), form, act, done)


def _pay(viewer: Viewer, found: ShownClaim, data: object) -> Step:
    form = PaymentForm(data, prefix="pay", initial={"paid_on": timezone.localdate()})  # type: ignore[arg-type]

    def act() -> object:
        said = form.cleaned_data
        return payments.enter(by=viewer, number=found.number, voucher=said["voucher"], paid_on=said["paid_on"], today=timezone.localdate())

    done = Label("已登记付款，等另一人复核", "entered; another person has to confirm it")
    return Step("pay", Label("登记付款", "Enter the payment"), form, act, done)


def _withdraw(viewer: Viewer, found: ShownClaim, data: object) -> Step:
    form = WithdrawalForm(data, prefix="withdraw")  # type: ignore[arg-type]
    act = lambda: handling.withdraw(by=viewer, number=found.number, reason=form.cleaned_data["reason"])  # noqa: E731
    return Step("withdraw", Label("撤回申请", "Take the claim back"), form, act, Label("已撤回", "taken back"))


def _pairs(found: ShownClaim) -> list[tuple[Label, object]]:
    row, known = found.row, papers()
    pairs: list[tuple[Label, object]] = [
        (Label("年度", "Year"), same(found.round)),
        (Label("发起", "Begun by"), found.origin.label),
        (Label("按规则可得", "By the rules"), money_words(row.asked) if row.asked else Label("非资金或未知", "no money, or unknown")),
    ]
    for label, keys in (
        (Label("企业称已备齐的材料", "Papers that the firm says are ready"), row.announced),
        (Label("已收到的材料", "Papers received"), row.received),
    ):
        if keys:
            pairs.append((label, joined([known[key].label if key in known else same(key) for key in keys], zh="、", en=", ")))
    if row.remark:
        pairs.append((Label("企业说明", "The firm's remark"), row.remark))
    if row.amount:
        pairs.append((Label("核定金额", "Amount decided"), money_words(row.amount)))
    for label, decision in (
        (Label("申报时的判断", "Answer at filing"), row.decision_filed_id),
        (Label("初审时的判断", "Answer at decision"), row.decision_made_id),
    ):
        if decision:
            book, address = book_of(decision_row(decision))
            said = Label(f"第 {decision} 号判断记录，依据", f"decision {decision} on record, by")
            pairs.append((label, format_html('{} <a href="{}">{}</a>', said, address, book)))
    return pairs


def _prospect(viewer: Viewer, found: ShownClaim) -> list[tuple[Label, Label]]:
    """What whoever decides or confirms has to see, as long as it is not settled.

    Whoever only confirms, and has no sight of what is known of firms, is told what the rules answered when it was decided.
    """
    if found.stage in (Stage.FILED, Stage.DECIDED) and viewer.may(Permission.SEE_ENTITLEMENTS):
        return prospect_of(viewer, found.row, usual_day())
    return prospect_decided(found.row) if found.stage is Stage.DECIDED and viewer.may(Permission.APPROVE) else []


def _moments(found: ShownClaim) -> list[Moment]:
    row = found.row
    called = deciders({row.filed_by, row.decided_by, row.confirmed_by, row.entered_by, row.paid_by} - {""})
    moments = [Moment(str(row.filed_on), Label("提出", "filed"), called[row.filed_by])]
    if row.decided_at and found.stage is not Stage.FILED:
        word = Label("初审：同意", "decided: granted") if row.is_granted else Label("初审：不予兑付", "decided: turned down")
        moments.append(Moment(_day(row.decided_at), word, f"{called[row.decided_by]}　{row.decided_reason}"))
    if row.confirmed_at:
        moments.append(Moment(_day(row.confirmed_at), Label("复核", "confirmed"), called[row.confirmed_by]))
    if row.paid_on:
        moments.append(Moment(str(row.paid_on), Label("付款", "paid"), f"{called[row.entered_by]}　{row.voucher}"))
    if row.paid_at:
        moments.append(Moment(_day(row.paid_at), Label("付款复核", "payment confirmed"), called[row.paid_by]))
    return [*moments, Moment(Label("目前", "now"), found.stage.label, row.ended_reason, is_now=True)]


def _day(moment: object) -> str:
    return str(timezone.localdate(moment))  # type: ignore[arg-type]
