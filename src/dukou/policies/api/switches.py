"""A new version of a measure's conditions over HTTP: who drops out and by which sentences, who comes in, who is close."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import VISIBLE
from dukou.kit.answers import PAGE, After, KnownOn, Limit
from dukou.kit.pages.known import day_of
from dukou.kit.pages.lists import page_after
from dukou.policies.api.lists import router
from dukou.policies.api.shapes import SwitchPage
from dukou.policies.core.kinds import Move
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.switches import NoSuchMark, firm_told, must_be_versions, switch_of

VersionOf = Annotated[str, Query(max_length=200, description="规则的版本，如 example-research/2024 · A version of the rule book")]


@router.get("/measures/{key}/switch", response=SwitchPage, summary="换版影响 · What a new version changes")
@needs(Permission.SEE_ENTITLEMENTS, rows=VISIBLE)
def switch(
    request: HttpRequest,
    key: str,
    old: VersionOf,
    new: VersionOf,
    move: Annotated[Move | None, Query(description="变化 · Change")] = None,
    known_on: KnownOn = "",
    after: After = "",
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """Both versions over the firms in sight, on the same facts of one day: of each firm concerned or close the sentences that tell why."""
    measure = measure_of(key).measure
    must_be_versions(measure.conditions, old, new)
    told = switch_of(request_viewer(request), old, new, day_of(known_on), measure.place)
    found = [(firm, each) for firm, each in told.firms if move is None or each.move is move]
    if after and all(firm.key != after for firm, _ in found):
        raise NoSuchMark(after=after)
    page, more = page_after(found, after, lambda pair: pair[0].key, limit)
    return told.head() | {"items": [firm_told(firm, each) for firm, each in page], "next": more or None}
