"""The web-hook by which units' own systems tell of their parts. No token: what is sent bears the unit's signature."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Path
from ninja.security import APIKeyHeader
from pydantic import Field

from dukou.accounts.core.admission import by_signature
from dukou.accounts.core.viewers import Viewer, machine_viewer
from dukou.affairs.actions import hooks
from dukou.affairs.api.callers import router
from dukou.affairs.api.files import AffairFile, coming
from dukou.affairs.core.deliveries import FIELDS, Delivery
from dukou.affairs.core.kinds import DeliveryEvent
from dukou.affairs.core.signing import KEY, LONGEST_KEY, SIGNATURE, TIMESTAMP, bare, check
from dukou.affairs.queries.messages import taker_named
from dukou.kit.answers import Answer, NotAsAsked, Sent
from dukou.kit.bodies import let_in
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal

_LAST = 2**63 - 1
Unit = Annotated[str, Path(max_length=60, description="单位代号 · Key of the unit")]
Timestamp = Annotated[str, Header(alias=TIMESTAMP, description="签名时刻，Unix 秒 · The moment of signing, in Unix seconds")]
DeliveryKey = Annotated[str, Header(alias=KEY, description="与正文的 delivery 相同 · The same as `delivery` in the body")]
Row = Annotated[int, Field(ge=1, le=_LAST)]


class NoSuchSystem(Refusal):
    """No unit of this name has a system that signs."""

    code = "affairs.no_such_system"
    status = 404
    what = Label("没有接收", "this was not taken")
    why = Label("没有这个单位，或没有与它约定密钥", "there is no such unit, or no secret is shared with it")
    cure = Label("核对单位代号；密钥由系统管理员设定", "check the key of the unit; the steward sets the secret")


class BySignature(APIKeyHeader):
    """HMAC-SHA256 in hex, `v1=…`, over the moment, a line break, the key, a line break, and the body as sent."""

    param_name = SIGNATURE

    def __call__(self, request: HttpRequest) -> Viewer:
        """The unit's system, where the signature over this request is its own. It is checked before the body is read."""
        bare(request.headers)
        unit = request.resolver_match.kwargs.get("unit", "") if request.resolver_match else ""
        taker = taker_named(str(unit))
        secret = taker.secret if taker else None
        if secret is None:
            raise NoSuchSystem()
        let_in(request)  # the body may hold a file; a unit without a secret was turned away before
        check(secret, request.headers, request.body, timezone.now())
        return machine_viewer(str(unit))

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer:
        """Never asked apart from the request."""
        return self(request)


class DeliverySent(Sent):
    """One delivery about a part, named by `part`, or by `application` and `matter`. Which fields go with which event: acknowledged:
    reference; stage: stage; answer: is_feasible, text, fee_fen, fee_basis; result: paper, file; ended: text.
    `delivery`: your number for it, once for all.
    """

    delivery: Annotated[str, Field(min_length=1, max_length=LONGEST_KEY, description="贵方的编号，只计一次 · Your number; it counts once")]
    event: Annotated[DeliveryEvent, Field(description="发生了什么 · What happened")]
    part: Annotated[Row | None, Field(description="部分的编号 · Number of the part")] = None
    application: Annotated[Row | None, Field(description="申请编号 · Number of the application")] = None
    matter: Annotated[str, Field(max_length=60, description="事项代号 · Key of the matter")] = ""
    reference: Annotated[str | None, Field(max_length=80, description="贵方的受理号 · Your own reference")] = None
    stage: Annotated[str | None, Field(max_length=60, description="环节代号 · Key of the stage")] = None
    is_feasible: Annotated[bool | None, Field(description="能否办理 · Whether it can be done")] = None
    text: Annotated[str | None, Field(max_length=4000, description="意见或结果 · What is said")] = None
    fee_fen: Annotated[int | None, Field(ge=0, le=10**14, description="费用，分 · Fee in fen")] = None
    fee_basis: Annotated[str | None, Field(max_length=200, description="计费依据 · By what the fee is reckoned")] = None

    paper: Annotated[str | None, Field(max_length=60, description="结果文书代号 · Key of the result paper")] = None
    file: Annotated[AffairFile | None, Field(description="结果文书 · The paper")] = None


class DeliveryTaken(Answer):
    """How the part stands after it; a delivery sent again is answered with the same."""

    delivery: str
    event: DeliveryEvent
    part: int
    application: int
    matter: str
    stage: str
    is_ended: bool


@router.post("/hooks/{unit}", response=DeliveryTaken, auth=BySignature(), summary="承办系统回传 · A unit's system tells of its part")
@by_signature
def hook(request: HttpRequest, unit: Unit, sent: DeliverySent, timestamp: Timestamp, key: DeliveryKey) -> dict[str, Any]:
    """Acknowledge a part, enter a stage, answer, give a result paper, or end it. The same number with the same body is done once."""
    viewer: Viewer = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    told = {name: value for name in FIELDS if (value := getattr(sent, name)) is not None}
    if sent.file is not None:
        told["file"] = coming(sent.file, "body.file")
    sha256 = hashlib.sha256(request.body).hexdigest()
    delivery = Delivery(sent.delivery, sent.event, sent.part, sent.application, sent.matter, told, sha256)
    faults = list(delivery.faults())
    if key != sent.delivery:
        faults.append(FieldFault("body.delivery", _OTHER_KEY, _SAME_KEY))
    if faults:
        raise NotAsAsked(faults)
    return hooks.receive(by=viewer, unit=unit, delivery=delivery)


_OTHER_KEY = Label("与请求头 Dukou-Key 不同", "it differs from the header Dukou-Key")
_SAME_KEY = Label("两处写同一个编号", "write the same number in both places")
