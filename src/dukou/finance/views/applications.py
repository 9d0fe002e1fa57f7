"""Applications: a need is sent, the lists of firm, bank and office, and one application as each of them reads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.casework.queries.short_clocks import short_clocks
from dukou.casework.queries.timeline import events_of
from dukou.enterprises.queries.own import acts_for_entry, firms_standing, own_entries
from dukou.finance.actions import applications as acts
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.need_entrance import OF_FIRM, SEES_APPLICATIONS
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.forms.needs import ApplyForm
from dukou.finance.models import Application, Consent, Need
from dukou.finance.queries.applications import (
    ApplicationList,
    application_of,
    applications_of,
    listed_applications,
    side_of,
    told,
)
from dukou.finance.queries.bank_products import offered_on
from dukou.finance.queries.needs import NoSuchNeed, need_of
from dukou.finance.queries.offers import answers_given
from dukou.finance.queries.products import frame_or_none, product_of_text, products
from dukou.finance.queries.usable_consents import is_live, usable_for
from dukou.finance.tables.applications import (
    APPLICATIONS,
    FACES,
    FILE,
    answer_pairs,
    application_rows,
    application_table,
    history_table,
    reason_pairs,
    time_cell,
)
from dukou.finance.tables.clocks import clock_table
from dukou.finance.tables.money import both, months_words
from dukou.finance.views.answering import steps_of
from dukou.finance.views.need_ways import application_crumbs, need_crumbs
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.doors import carried_out
from dukou.kit.pages.lists import Filter, downloads, members, number_asked, taken_home
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import step_taken
from dukou.kit.views import done

_MORE = 20_000  # rows of a file
_OFFERED_BY = Label("{product}（登记提供的银行：{banks}）", "{product} (banks that offer it: {banks})")
_BY_NOBODY = Label("{product}（还没有银行登记提供）", "{product} (no bank says that it offers it)")
_ANY = Label("任何产品", "any product")
_CONSENT = Label("{bank}：第 {number} 号授权（{product}，至 {until}）", "{bank}: consent {number} ({product}, until {until})")


@SEES_APPLICATIONS
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """The applications in sight, with what each bank still has."""
    viewer, which = request_viewer(request), _which(request)
    rows, beneath = applications_of(viewer, which, timezone.now(), number_asked(request))
    is_office = viewer.may(Permission.SEE_FINANCE)
    banks, is_firm = viewer.organisations_where(Permission.ANSWER_NEEDS), bool(own_entries(viewer))
    context = {
        "table": application_table(rows, with_firm=is_office or bool(banks), with_bank=is_office or is_firm or len(banks) > 1)
        if rows
        else None,
        "filters": [Filter("standing", Label("情况", "Standing"), which.value if which else "", members(ApplicationList))],
        "cleared": reverse("finance:applications"),
        "beneath": beneath,
        "downloads": downloads(request, lambda ending: reverse("finance:applications_download", args=[ending])),
        "crumbs": application_crumbs(),
    }
    return render(request, "finance/applications.html", context)


@SEES_APPLICATIONS
@require_safe
def applications_download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same applications as a file."""
    now = timezone.now()
    rows = list(listed_applications(request_viewer(request), _which(request), now)[:_MORE])
    return taken_home(APPLICATIONS, ending, FILE, application_rows(told(rows, now)))


@OF_FIRM
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, number: int) -> HttpResponse:
    """The firm sends a need to a bank, under a consent that stands."""
    viewer = request_viewer(request)
    row = need_of(viewer, number)
    if not acts_for_entry(viewer, row.enterprise_id):
        raise NoSuchNeed()
    firm, now = firms_standing([row.enterprise_id])[row.enterprise_id], timezone.now()
    consents = usable_for(firm.id, now)
    form = _apply_form(request, consents, now)
    made: list[Application] = []

    def act() -> None:
        told_of = form.told
        consent = int(told_of.pop("consent"))
        bank = next(each.bank.key for each in consents if each.pk == consent)
        made.append(acts.send(by=viewer, need=number, bank=bank, consent=consent, **told_of))

    if request.method == "POST" and done(form, act):
        return redirect("finance:application", made[0].pk)
    context = {
        "form": form,
        "need": row,
        "firm": firm,
        "asked": both(row.amount),
        "has_consents": bool(consents),
        "consent_way": reverse("finance:consent_new", args=[firm.key]),
        "crumbs": need_crumbs(
            Crumb(same(str(number)), reverse("finance:need", args=[number])), Crumb(Label("向银行申请", "Apply to a bank"))
        ),
    }
    return render(request, "finance/apply.html", context, status=422 if form.errors else 200)


def _apply_form(request: HttpRequest, consents: list[Consent], now: datetime) -> ApplyForm:
    """What the firm may choose: the banks by the consents to them, and the products in force."""
    today = timezone.localdate(now)
    names = {each.key: each.name for each in products() if each.on(today) is not None}
    offered = [(key, _offered_by(name, key, today)) for key, name in names.items()]
    of_banks = [
        (str(each.pk), _CONSENT.filled(bank=each.bank.label, number=each.pk, product=names.get(each.product, _ANY), until=each.until_on))
        for each in consents
    ]
    return ApplyForm(request.POST or None, consents=of_banks, products=offered)


def _offered_by(name: Label, product: str, today: date) -> Label:
    """A product with the banks that say that they offer it now; whoever else is asked may answer as he likes."""
    banks = [row.bank.label for row in offered_on(today) if row.product == product]
    return _OFFERED_BY.filled(product=name, banks=joined(banks, zh="、", en=", ")) if banks else _BY_NOBODY.filled(product=name)


@SEES_APPLICATIONS
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, number: int) -> HttpResponse:
    """One application: the bank answers here, the firm reads the answer and decides, the office reads where it stands."""
    viewer = request_viewer(request)
    row, now = application_of(viewer, number), timezone.now()
    side = side_of(viewer, row)
    steps = steps_of(viewer, row, side, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.ANSWER_NEEDS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("finance:application", number)
    [line], inside = told([row], now), side is not ReaderSide.OFFICE
    clocks = short_clocks(row.case, now, {})
    context = {
        "row": row,
        "line": line,
        "side": side,
        "face": FACES[line.state],
        "time": time_cell(line.time) if line.time else None,
        "pairs": _pairs(row, line.firm.name, side),
        "clocks": clock_table(clocks) if clocks else None,
        "steps": steps,
        "happened": events_of(row.case, with_names=not inside, with_reasons=inside),
        "line_way": _line_way(row, line.state, side),
        "crumbs": application_crumbs(Crumb(same(str(number)))),
    } | _answered(row, line.state, side)
    return render(
        request, "finance/application.html", context | _portrait(row, side, viewer), status=422 if step and step.form.errors else 200
    )


def _answered(row: Application, state: ApplicationState, side: ReaderSide) -> dict[str, Any]:
    """The answer that stands and those before it, for firm and bank; the office reads the coded reason of a refusal and no terms."""
    given, frame = answers_given(row.pk), frame_or_none()
    last = given[-1] if given else None
    if side is ReaderSide.OFFICE:
        return {"answer": reason_pairs(last.reason, frame) if last and not last.is_offer else [], "history": None}
    is_over = bool(last and last.is_offer and last.valid_until and last.valid_until < timezone.localdate())
    return {
        "answer": answer_pairs(last, frame) if last else [],
        "history": history_table(given, frame) if len(given) > 1 else None,
        "is_run_out": is_over and state is ApplicationState.OFFERED,
    }


def _line_way(row: Application, state: ApplicationState, side: ReaderSide) -> tuple[str, Label] | None:
    """The way to the line that was granted; for the bank of an accepted offer, to where it grants one."""
    if state is ApplicationState.GRANTED:
        return reverse("finance:line", args=[row.pk]), Label("授信和放款", "The line and what was drawn")
    if state is ApplicationState.ACCEPTED and side is ReaderSide.BANK:
        return reverse("finance:grant", args=[row.pk]), Label("企业已接受：去授信", "The firm accepted: grant the line")
    return None


def _portrait(row: Application, side: ReaderSide, viewer: Viewer) -> dict[str, Any]:
    """The bank's way to the portrait, while the consent stands; that it does not is told without the reason."""
    if side is not ReaderSide.BANK:
        return {}
    address = reverse("finance:bank_look", args=[row.consent_id])
    return {"look": address if is_live(viewer, row.consent_id, timezone.now()) else "", "asks_portrait": True}


def _pairs(row: Application, firm: str, side: ReaderSide) -> list[tuple[Label, Any]]:
    need: Need = row.need
    pairs: list[tuple[Label, Any]] = [
        (Label("企业", "Firm"), firm),
        (Label("银行", "Bank"), row.bank.label),
        (Label("产品", "Product"), Label("{name}（{version} 版）", "{name} (version {version})").filled(**_named(row))),
        (Label("申请金额", "Amount asked"), both(row.amount)),
        (Label("期限", "Term"), months_words(need.term_months)),
        (Label("资金用途", "What for"), need.purpose),
        (Label("希望到账", "Wanted on"), str(need.wanted_on) if need.wanted_on else Label("没有写", "not said")),
        (Label("提交", "Sent"), f"{timezone.localtime(row.sent_at):%Y-%m-%d %H:%M}"),
    ]
    if side is ReaderSide.FIRM:
        pairs.append((Label("所用授权", "Under consent"), Label(f"第 {row.consent_id} 号", f"no. {row.consent_id}")))
    return pairs


def _named(row: Application) -> dict[str, object]:
    return {"name": product_of_text(row.text_id).name, "version": row.version}


def _which(request: HttpRequest) -> ApplicationList | None:
    asked = request.GET.get("standing", "")[:10]
    return next((each for each in ApplicationList if each.value == asked), None)
