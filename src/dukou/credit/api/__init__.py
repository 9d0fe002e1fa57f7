"""Credit over HTTP: fields and their counts, grades with their reasons, records, published draws. The same queries as the pages."""

from __future__ import annotations

from dukou.credit.api import draws as draws  # the operations stand on the router
from dukou.credit.api import fields as fields
from dukou.credit.api import grades as grades
from dukou.credit.api import records as records
from dukou.credit.api.router import router

__all__ = ["router"]
