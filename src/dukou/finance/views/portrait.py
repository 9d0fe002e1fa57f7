"""The portrait of one's own firm, and disputes of its facts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named, own_firms
from dukou.finance.actions import portrait_disputes
from dukou.finance.core.portrait_entrance import OWN_PORTRAIT
from dukou.finance.forms.disputes import FactDisputeForm
from dukou.finance.queries.portraits import ItemTold, items_told, portrait, value_label
from dukou.finance.queries.products import portrait_items
from dukou.finance.queries.sources import put_right_at
from dukou.finance.tables.portrait import portrait_table
from dukou.finance.views.ways import as_known, crumbs_of
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import one_form

PORTRAIT = Label("企业画像", "Portrait")
_SENT = Label("已提交，办理单位会在期限内核实", "Filed; it is checked within its time")
_STANDS = Label("现在记的是：{value}。", "It says: {value}.")
_WHERE = Label("来源是“{place}”，数值要在那里更正。", "It comes from “{place}”, where it has to be put right.")
_MEANWHILE = Label("核实期间照常使用，并标明“异议核实中”。", "Meanwhile it stays in use, marked as disputed.")


@OWN_PORTRAIT
@require_safe
def portraits(request: HttpRequest) -> HttpResponse:
    """The firms that the visitor acts for; of one alone its portrait at once."""
    viewer = request_viewer(request)
    own = own_firms(viewer)
    if len(own) == 1:
        return redirect("finance:portrait", own[0])
    firms = [found for key in own if (found := firm_named(viewer, key))]
    context = {"firms": firms, "title": PORTRAIT, "way": "finance:portrait", "crumbs": crumbs_of(Crumb(PORTRAIT))}
    return render(request, "finance/own_firms.html", context)


@OWN_PORTRAIT
@require_safe
def portrait_page(request: HttpRequest, key: str) -> HttpResponse:
    """Every item with its value, source and day, and what a bank with consent is told of it."""
    viewer = request_viewer(request)
    firm = own_firm_asked(viewer, key)
    if firm.key != key:
        return redirect("finance:portrait", firm.key)
    told = portrait(firm.key, usual_day())
    items = [each for group in told for each in group.items]
    context = {
        "firm": firm,
        "table": portrait_table(firm.key, told),
        "known": sum(each.value is not None for each in items),
        "all": len(items),
        "crumbs": crumbs_of(Crumb(PORTRAIT, reverse("finance:portraits")), Crumb(same(firm.name))),
    } | as_known()
    return render(request, "finance/portrait.html", context)


@OWN_PORTRAIT
@require_http_methods(["GET", "HEAD", "POST"])
def dispute_new(request: HttpRequest, key: str, item: str) -> HttpResponse:
    """The firm says that a fact about it is wrong."""
    viewer = request_viewer(request)
    firm, found = own_firm_asked(viewer, key), portrait_items().get(item)
    if found is None:
        raise Http404(item)
    form, back = FactDisputeForm(request.POST or None), reverse("finance:portrait", args=[firm.key])

    def act() -> str:
        row = portrait_disputes.ask(by=viewer, enterprise=firm.key, item=item, **form.cleaned_data)
        return reverse("finance:dispute", args=[row.pk])

    title = Label("提出异议", "Dispute the fact")
    way = crumbs_of(Crumb(PORTRAIT, reverse("finance:portraits")), Crumb(same(firm.name), back), Crumb(title))
    told = items_told(firm.key, usual_day(), [found])[item]
    return one_form(request, form, title, found.name, way, act, back, _SENT, _about(told, firm.key))


def own_firm_asked(viewer: Viewer, key: str) -> FirmNamed:
    """The firm, for who acts for it; for nobody else it is there."""
    found = firm_named(viewer, key)
    if found is None or not acts_for_entry(viewer, found.id):
        raise Http404(key)
    return found


def _about(told: ItemTold, firm: str) -> Label:
    stands, place = _STANDS.filled(value=value_label(told)), put_right_at(told, firm).name
    where = _WHERE.filled(place=place)
    return Label(f"{stands.zh}{where.zh}{_MEANWHILE.zh}", f"{stands.en} {where.en} {_MEANWHILE.en}")
