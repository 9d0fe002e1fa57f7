"""What banks offer with quotas: the bank states its own, the office reads all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import banks_open
from dukou.finance.actions import bank_products
from dukou.finance.core.list_entrance import OFFERS, STATES_OFFERS
from dukou.finance.forms.bank_products import StateForm, StopForm
from dukou.finance.queries.bank_products import stated_in_sight, with_granted
from dukou.finance.queries.products import products
from dukou.finance.tables.bank_products import offers_table
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import one_form

OFFERS_OF = Label("银行提供的产品和额度", "What banks offer")
_STATE = Label("登记本行提供的产品", "State what your bank offers")
_STOP = Label("停止提供", "Stop offering")
_REPLACES = Label("同一产品新登记的代替原来的。", "A new statement on a product replaces the old.")


@OFFERS
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """The statements in sight, with what was granted and what is left."""
    viewer = request_viewer(request)
    rows = with_granted(stated_in_sight(viewer))
    context = {
        "table": offers_table(rows, {each.key: each for each in products()}, timezone.localdate()) if rows else None,
        "is_bank": bool(_own_banks(viewer)),
        "crumbs": crumbs_of(Crumb(OFFERS_OF)),
    }
    return render(request, "finance/offers.html", context)


@STATES_OFFERS
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """State what one's bank offers."""
    viewer, today = request_viewer(request), timezone.localdate()
    first = {"from_on": today, "product": request.GET.get("product", "")[:60]}
    form = StateForm(request.POST or None, initial=first, banks=_own_banks(viewer), products=_in_force())

    def act() -> None:
        bank_products.state(by=viewer, **form.cleaned_data)

    way = crumbs_of(Crumb(OFFERS_OF, reverse("finance:offers")), Crumb(_STATE))
    return one_form(request, form, _STATE, OFFERS_OF, way, act, reverse("finance:offers"), Label("已登记", "Stated"), _REPLACES)


@STATES_OFFERS
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """Stop offering a product."""
    viewer = request_viewer(request)
    own = [(f"{row.bank.key}/{row.product}", row) for row in stated_in_sight(viewer) if row.bank.key in dict(_own_banks(viewer))]
    named = {each.key: each.name for each in products()}
    form = StopForm(request.POST or None, offers=[(key, named.get(row.product, row.product)) for key, row in own])

    def act() -> None:
        bank, _, product = form.cleaned_data["offer"].partition("/")
        bank_products.stop(by=viewer, bank=bank, product=product)

    way = crumbs_of(Crumb(OFFERS_OF, reverse("finance:offers")), Crumb(_STOP))
    return one_form(request, form, _STOP, OFFERS_OF, way, act, reverse("finance:offers"), Label("已停止", "Stopped"))


def _own_banks(viewer: Viewer) -> list[tuple[str, Label]]:
    """The banks for which the visitor answers."""
    mine = viewer.organisations_where(Permission.ANSWER_NEEDS)
    return [(key, name) for key, name in banks_open().items() if key in mine]


def _in_force() -> list[tuple[str, Label]]:
    """The products of which a version is in force now or later."""
    today = timezone.localdate()
    return [(each.key, each.name) for each in products() if any(not one.until or one.until >= today for one in each.versions)]
