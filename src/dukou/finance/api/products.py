"""The products that the district keeps as files, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.admission import open_to_all
from dukou.finance.api.router import router
from dukou.finance.api.shapes import FinanceProductTold
from dukou.finance.core.products import Product
from dukou.finance.queries.products import products as standing
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.pages.lists import page_after

_OF_VERSION = ("version", "since", "standing", "source", "guarantee", "term_months")


@router.get("/products", response=Page[FinanceProductTold], auth=None, summary="融资产品 · Products of finance")
@open_to_all
def products(request: HttpRequest, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """Every product with the version of today."""
    page, more = page_after(standing(), after, lambda each: each.key, limit)
    return {"items": [_told(each) for each in page], "next": more or None}


def _told(product: Product) -> dict[str, Any]:
    version = product.on(timezone.localdate())
    told = {name: getattr(version, name, None) for name in _OF_VERSION}
    repayment = list(version.repayment) if version else []
    return told | {"key": product.key, "name": product.name, "about": product.about, "repayment": repayment}
