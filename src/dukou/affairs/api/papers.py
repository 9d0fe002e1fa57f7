"""The files of an application: read by whoever may see it, the units among them whose parts they belong to."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Path

from dukou.affairs.api.callers import LAST, Number, reader, router
from dukou.affairs.core.entrance import SEES
from dukou.affairs.queries.papers import paper_of

PaperNumber = Annotated[int, Path(ge=1, le=LAST, description="文件编号 · Number of the file")]
_BYTES = {"description": "OK", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


@router.get(
    "/applications/{number}/papers/{paper}",
    url_name="affairs_paper",
    summary="申请的一份文件 · A file of an application",
    openapi_extra={"responses": {200: _BYTES}},
)
@SEES
def paper(request: HttpRequest, number: Number, paper: PaperNumber) -> HttpResponse:
    """The bytes of a material or a result, as `materials` of what a unit is handed names it by `address`. Its `ETag` is its SHA-256."""
    found = paper_of(reader(request), number, paper)
    headers = {"Content-Disposition": content_disposition_header(True, found.name) or "attachment", "ETag": f'"{found.sha256}"'}
    return HttpResponse(found.path.read_bytes(), content_type="application/octet-stream", headers=headers)
