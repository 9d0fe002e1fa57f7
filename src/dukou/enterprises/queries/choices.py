"""What the filters of the list offer: the industries and divisions that occur, not every code of a table."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Industry
from dukou.enterprises.queries.tables import division_names, industry_names, present_edition, sections
from dukou.enterprises.queries.visibility import sees_all, visible_enterprises

DIVISION_DIGITS = 2  # of the classification of industries, a 大类
Choices = list[tuple[str, str]]

# From one code straight to the next, by the index: as many steps as there are codes, however many firms there are.
_NEXT = """
WITH RECURSIVE found(code) AS (
  SELECT MIN({column}) FROM enterprises_enterprise WHERE {column} > ''
  UNION ALL
  SELECT (SELECT MIN({column}) FROM enterprises_enterprise WHERE {column} > SUBSTR(found.code, 1, {length}) || '~')
  FROM found WHERE found.code IS NOT NULL
) SELECT SUBSTR(code, 1, {length}) FROM found WHERE code IS NOT NULL
"""


def industries_that_occur(viewer: Viewer) -> Choices:
    """The sections 门类 and divisions 大类 of the firms that the viewer may see, by code, each with its name in the present edition."""
    edition, found = present_edition(), _occurring(viewer, "industry", DIVISION_DIGITS)
    of_section = dict(Industry.objects.filter(edition__key=edition, code__in=found).values_list("code", "section"))
    letters = {each for each in found if each.isalpha()} | set(of_section.values())
    named = industry_names(edition, found)
    upper = [(letter, name) for letter, name in sections(edition).items() if letter in letters]
    return [*upper, *((code, named.get(code, "")) for code in found if not code.isalpha())]


def divisions_that_occur(viewer: Viewer) -> Choices:
    """The administrative divisions of the firms that the viewer may see, by code, each with its name where it is known."""
    found = _occurring(viewer, "division", 12)
    named = division_names(found)
    return [(code, named.get(code, "")) for code in found]


def _occurring(viewer: Viewer, column: str, length: int) -> Collection[str]:
    if not sees_all(viewer):
        codes = visible_enterprises.filter(viewer).exclude(**{column: ""}).values_list(column, flat=True)
        return sorted({code[:length] for code in codes})
    with connection.cursor() as cursor:
        cursor.execute(_NEXT.format(column=column, length=length))
        return sorted({code for (code,) in cursor.fetchall()})
