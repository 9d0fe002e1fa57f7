"""Finance over HTTP: products, a firm's own portrait and consents, a bank's look. The same queries and acts as the pages."""

from __future__ import annotations

from dukou.finance.api import bank as bank  # the operations stand on the router
from dukou.finance.api import firms as firms
from dukou.finance.api import products as products
from dukou.finance.api.router import router

__all__ = ["router"]
