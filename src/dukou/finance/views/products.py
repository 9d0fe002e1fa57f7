"""Products for everybody: what there is, and each with its dated versions and the banks that offer it now."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.finance.core.list_entrance import PRODUCTS
from dukou.finance.queries.bank_products import offered_on
from dukou.finance.queries.products import frame_or_none, product_named, products
from dukou.finance.tables.bank_products import banks_table
from dukou.finance.tables.products import products_table, versions_table
from dukou.finance.views.ways import crumbs_of
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.parts import Crumb
from dukou.rules.queries import library

PRODUCTS_OF = Label("融资产品", "Products")
_PARTS = {
    "from": Label("起始日", "the first day"),
    "term_months": Label("期限", "the term"),
    "repayment": Label("还款方式", "how it is repaid"),
    "prior": Label("批准概率的先验", "the chance assumed"),
    "conditions": Label("条件", "the conditions"),
    "limit": Label("额度", "the limit"),
    "score": Label("评分", "the score"),
    "subsidy": Label("贴息", "the subsidy"),
    "pool": Label("风险分担", "the sharing of loss"),
    "rate": Label("利率", "the rate"),
    "answer_days": Label("答复期限", "the days of an answer"),
}


@PRODUCTS
@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """Every product with the version in force."""
    today = timezone.localdate()
    banks = Counter(row.product for row in offered_on(today))
    found = [(each, each.on(today)) for each in products()]
    context = {"table": products_table(found, banks) if found else None, "crumbs": crumbs_of(Crumb(PRODUCTS_OF))}
    return render(request, "finance/products.html", context)


@PRODUCTS
@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product: all its dated versions, what is unverified, and who offers it now."""
    found, told, today = product_named(slug), frame_or_none(), timezone.localdate()
    pools = {each.key: each.name for each in told.pools} if told else {}
    books = library().books if request.user.is_authenticated else {}
    now, offers = found.on(today), list(offered_on(today).filter(product=slug))
    unverified = [_PARTS[part] for part in sorted({each.partition(".")[0] for each in now.unverified}) if part in _PARTS] if now else []
    context = {
        "product": found,
        "now": now,
        "table": versions_table(found, pools, books),
        "unverified": joined(unverified, zh="、", en=", ") if unverified else None,
        "banks": banks_table(offers) if offers else None,
        "crumbs": crumbs_of(Crumb(PRODUCTS_OF, reverse("finance:products")), Crumb(found.name)),
    }
    return render(request, "finance/product.html", context)
