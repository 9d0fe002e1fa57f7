"""The firms that a list names, looked up together: two queries for some hundreds of rows instead of two a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.codes import judge
from dukou.enterprises.core.names import normal
from dukou.enterprises.models import Enterprise, EnterpriseName
from dukou.enterprises.queries.merged import standing_for
from dukou.enterprises.queries.own import FirmNamed
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_AT_ONCE = 500
_CURE = Label("写代码或全名；名录里没有的先登记", "write its code or its whole name; enter it first where the register has it not")


@dataclass(frozen=True, slots=True)
class FirmsNamed:
    """What was found in the register: firms by code and by the normal form of each of their names, as they stand."""

    by_code: dict[str, set[int]]
    by_name: dict[str, set[int]]
    firms: dict[int, FirmNamed]

    def the_one(self, name: str, code: str) -> FirmNamed:
        """The firm of a row. A code leads where there is one, and the name has to be the firm's; Malformed where it is not one firm."""
        named = self.by_name.get(normal(name), set())
        found = self.by_code.get(judge(code).code, set()) if code else named
        if not found:
            raise Malformed(Label(f"名录里没有“{code or name}”", f"the register has no “{code or name}”"), _CURE)
        if code and name and not found & named:
            what = Label(f"代码 {code} 不是“{name}”的", f"the code {code} is not that of “{name}”")
            raise Malformed(what, Label("核对名称和代码", "check name and code"))
        if len(found) > 1:
            raise Malformed(Label(f"“{name}”不止一家", f"there is more than one “{name}”"), Label("加上代码", "add the code"))
        return self.firms[next(iter(found))]


def firms_named(viewer: Viewer, rows: Iterable[tuple[str, str]]) -> FirmsNamed:
    """The firms in sight that these (name, code) mean."""
    told = list(rows)
    names = EnterpriseName.objects.filter(enterprise__in=visible_enterprises.filter(viewer))
    pairs = list(_many(names, "normal", {normal(name) for name, _ in told if name}, "normal", "enterprise_id"))
    codes = list(_many(visible_enterprises.filter(viewer), "code", {judge(code).code for _, code in told if code}, "code", "pk"))
    stands = standing_for({entry for _, entry in [*pairs, *codes]})
    rows_of = _many(Enterprise.objects.all(), "pk", set(stands.values()), "pk", "key", "name", "is_synthetic")
    return FirmsNamed(_grouped(codes, stands), _grouped(pairs, stands), {row[0]: FirmNamed(*row) for row in rows_of})


def _many(rows: QuerySet[Any], field: str, wanted: Collection[object], *values: str) -> Iterator[tuple[Any, ...]]:
    asked = sorted(wanted, key=str)
    for start in range(0, len(asked), _AT_ONCE):
        yield from rows.filter(**{f"{field}__in": asked[start : start + _AT_ONCE]}).values_list(*values)


def _grouped(pairs: Iterable[tuple[Any, ...]], stands: dict[int, int]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for word, entry in pairs:
        found.setdefault(word, set()).add(stands[entry])
    return found
