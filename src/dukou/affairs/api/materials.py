"""Materials that come after filing: brought while it is in hand, or with what the one-time notice asked for."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import Field, JsonValue

from dukou.affairs.actions import intake
from dukou.affairs.actions import materials as acts
from dukou.affairs.api.callers import APPLIES, Number, caller, router
from dukou.affairs.api.files import Files, Promised, brought_by
from dukou.affairs.api.shapes import ApplicationFiled, Key
from dukou.affairs.queries.visibility import application_of
from dukou.kit.answers import Sent
from dukou.kit.bodies import takes_files


class MaterialsSent(Sent):
    """Materials: files by the material's key, and promises."""

    brought: Files = {}
    promised: Promised = []


class SupplementSent(MaterialsSent):
    """What the notice asked for: answers that change, and materials."""

    answers: Annotated[dict[Key, JsonValue], Field(max_length=300)] = {}


@router.post("/applications/{number}/materials", response=ApplicationFiled, summary="补交材料 · Bring materials")
@takes_files
@APPLIES
def materials(request: HttpRequest, number: Number, sent: MaterialsSent) -> dict[str, Any]:
    """Materials for an application that is to be taken in or in hand; units whose matters need them are told."""
    viewer = caller(request)
    acts.bring(by=viewer, number=number, brought=brought_by(sent.brought, sent.promised))
    row = application_of(viewer, number)
    return {"number": row.pk, "state": row.state}


@router.post("/applications/{number}/supplement", response=ApplicationFiled, summary="补正 · Supplement it")
@takes_files
@APPLIES
def supplement(request: HttpRequest, number: Number, sent: SupplementSent) -> dict[str, Any]:
    """What the one-time notice asked for, all of it; the window's time begins anew."""
    row = intake.supplement(by=caller(request), number=number, answers=sent.answers, brought=brought_by(sent.brought, sent.promised))
    return {"number": row.pk, "state": row.state}
