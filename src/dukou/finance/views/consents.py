"""A firm's consents: what it lets which bank learn, and taken back by one button."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import banks_open
from dukou.accounts.queries.people import actor_names
from dukou.enterprises.queries.own import firm_named, own_firms
from dukou.finance.actions import consents
from dukou.finance.core.consents import WhyNotCovered
from dukou.finance.core.kinds import Purpose
from dukou.finance.core.portrait_entrance import OWN_CONSENTS, OWN_PORTRAIT
from dukou.finance.forms.consents import ConsentForm
from dukou.finance.forms.disputes import TakenBackForm
from dukou.finance.queries.applications import open_under
from dukou.finance.queries.consents import ConsentTold, own_consent, own_consents
from dukou.finance.queries.lines import product_names
from dukou.finance.queries.looks import looks_at_own
from dukou.finance.queries.products import frame, portrait_groups, portrait_items, products
from dukou.finance.tables.applications import application_table
from dukou.finance.tables.consents import consents_table, looks_table, product_name, standing_cell
from dukou.finance.tables.portrait import item_name
from dukou.finance.views.portrait import own_firm_asked
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.parts import Crumb, Tab
from dukou.kit.pages.steps import Step, data_for, step_taken

CONSENTS = Label("我们的授权", "Our consents")
_GIVEN = Label("已授权；随时可以撤回", "Consent given; it can be withdrawn at any time")
_GONE = Label("已撤回，立即生效", "Withdrawn from this moment on")
_AT_ONCE = Label(
    "撤回后该银行立即不能凭它查询。已提交的申请仍在该银行，需在申请页另行撤回。",
    "From that moment the bank can look up nothing under it. Applications already sent stay with the bank until they are taken back.",
)
_ENDED = (WhyNotCovered.WITHDRAWN, WhyNotCovered.EXPIRED, WhyNotCovered.USED_UP)


@OWN_CONSENTS
@require_safe
def consent_list(request: HttpRequest) -> HttpResponse:
    """Every consent of the visitor's firms: those that stand, those that ended, and the looks taken under each."""
    viewer = request_viewer(request)
    found, own = own_consents(viewer, timezone.now()), own_firms(viewer)
    context = {
        "table": consents_table(found, product_names(), with_firm=len(own) > 1) if found else None,
        "firms": [firm for key in own if (firm := firm_named(viewer, key))],
        "crumbs": crumbs_of(Crumb(CONSENTS)),
    }
    return render(request, "finance/consents.html", context)


@OWN_PORTRAIT
@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: HttpRequest, key: str) -> HttpResponse:
    """Give a bank consent, for one purpose."""
    viewer = request_viewer(request)
    firm, purpose = own_firm_asked(viewer, key), _purpose(request)
    form = ConsentForm(
        request.POST or None,
        banks=banks_open(),
        products=products(),
        groups=portrait_groups(),
        usual=frame().purposes[purpose],
        initial={name: request.GET[name] for name in ("bank", "product") if name in request.GET},
    )
    given: list[int] = []

    def act() -> None:
        told = form.consented(purpose, timezone.localdate())
        given.append(consents.give(by=viewer, enterprise=firm.key, consented=told).pk)

    if request.method == "POST" and carried_out(request, form, act, _GIVEN):
        return redirect("finance:consent", given[0])
    context = {
        "firm": firm,
        "form": form,
        "purpose": purpose.label,
        "tabs": [Tab(each.label, _with(request, purpose=each.value), each is purpose) for each in Purpose],
        "crumbs": crumbs_of(Crumb(CONSENTS, reverse("finance:consents")), Crumb(Label("授权银行查询", "Give a bank consent"))),
    }
    return render(request, "finance/consent_new.html", context, status=422 if form.errors else 200)


@OWN_CONSENTS
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, number: int) -> HttpResponse:
    """One consent with its looks; withdrawn by one button."""
    viewer = request_viewer(request)
    found = own_consent(viewer, number, timezone.now())
    steps = _steps(viewer, found, request)
    step = step_taken(request, steps)
    if step is not None and carried_out(request, step.form, step.act, step.done):
        return redirect("finance:consent", number)
    looks, _ = looks_at_own(viewer, consent=number)
    sent = open_under(viewer, number, timezone.now())
    people = actor_names({row.viewer for row in looks if ":" in row.viewer})
    context = {
        "told": found,
        "standing": standing_cell(found),
        "pairs": _pairs(found),
        "steps": steps,
        "applications": application_table(sent, with_firm=False, with_bank=False) if sent else None,
        "looks": looks_table(looks, portrait_items(), people, with_consent=False) if looks else None,
        "crumbs": crumbs_of(Crumb(CONSENTS, reverse("finance:consents")), Crumb(same(str(number)))),
    }
    return render(request, "finance/consent.html", context, status=422 if step and step.form.errors else 200)


def _purpose(request: HttpRequest) -> Purpose:
    asked = request.GET.get("purpose", "")
    return next((each for each in Purpose if each.value == asked), Purpose.BEFORE)


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _pairs(found: ConsentTold) -> list[tuple[Label, Any]]:
    row, items = found.row, portrait_items()
    given = timezone.localtime(row.given_at)
    pairs: list[tuple[Label, Any]] = [
        (Label("企业", "Firm"), found.firm.name),
        (Label("银行", "Bank"), row.bank.label),
        (Label("用途", "Purpose"), Purpose.of(row.purpose).label),
        (Label("产品", "Product"), product_name(row, product_names())),
        (Label("可查项目", "Items"), joined([item_name(items, key) for key in row.items], zh="、", en=", ")),
        (Label("期限", "Days"), Label(f"{row.from_on} 至 {row.until_on}", f"{row.from_on} to {row.until_on}")),
        (Label("已查／可查", "Looks taken / allowed"), f"{found.taken}/{row.looks}"),
        (Label("授权", "Given"), f"{given:%Y-%m-%d %H:%M}"),
    ]
    if row.withdrawn_at is not None:
        pairs.append((Label("撤回", "Withdrawn"), f"{timezone.localtime(row.withdrawn_at):%Y-%m-%d %H:%M}"))
    return pairs


def _steps(viewer: Viewer, found: ConsentTold, request: HttpRequest) -> list[Step]:
    """Withdrawing, as long as there is something to withdraw."""
    if found.over in _ENDED:
        return []
    form, title = TakenBackForm(data_for(request, "withdraw")), Label("撤回授权", "Withdraw the consent")
    return [Step("withdraw", title, form, lambda: consents.withdraw(by=viewer, consent=found.row.pk), _GONE, _AT_ONCE)]
