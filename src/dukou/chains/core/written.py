"""A chain map as plain JSON values and back, exactly: shares are text, so no float comes between."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dukou.chains.core.maps import ChainMap, Cited, Need, Node, Stage, Supply, Target
from dukou.kit.core.labels import Label

Plain = dict[str, Any]


def chain_plain(chain: ChainMap) -> Plain:
    """The map as JSON holds it; equal maps give equal values."""
    return {
        "key": chain.key,
        "name": chain.label.as_dict(),
        "version": chain.version,
        "since": chain.since.isoformat(),
        "of": list(chain.of),
        "edition": chain.edition,
        "stages": [{"key": each.key, "name": each.label.as_dict()} for each in chain.stages],
        "nodes": [_node_plain(each) for each in chain.nodes],
        "supplies": [_supply_plain(each) for each in chain.supplies],
    }


def chain_of_plain(plain: Plain) -> ChainMap:
    """The map that `chain_plain` wrote."""
    return ChainMap(
        key=plain["key"],
        label=Label(**plain["name"]),
        version=plain["version"],
        since=date.fromisoformat(plain["since"]),
        of=tuple(plain["of"]),
        edition=plain["edition"],
        stages=tuple(Stage(each["key"], Label(**each["name"])) for each in plain["stages"]),
        nodes=tuple(_node(each) for each in plain["nodes"]),
        supplies=tuple(_supply(each) for each in plain["supplies"]),
    )


def _node_plain(node: Node) -> Plain:
    return {
        "key": node.key,
        "name": node.label.as_dict(),
        "stage": node.stage,
        "role": node.role.as_dict() if node.role else None,
        "codes": {code: str(share) for code, share in node.codes.items()},
        "words": list(node.words),
        "segments": list(node.segments),
        "sector": node.sector,
        "is_critical": node.is_critical,
        "need": node.need.value,
        "local_sales": _text(node.local_sales),
        "target": _target_plain(node.target) if node.target else None,
        "cited": _cited_plain(node.cited),
    }


def _node(plain: Plain) -> Node:
    return Node(
        key=plain["key"],
        label=Label(**plain["name"]),
        stage=plain["stage"],
        role=Label(**plain["role"]) if plain["role"] else None,
        codes={code: Decimal(share) for code, share in plain["codes"].items()},
        words=tuple(plain["words"]),
        segments=tuple(plain["segments"]),
        sector=plain["sector"],
        is_critical=plain["is_critical"],
        need=Need.of(plain["need"]),
        local_sales=_share(plain["local_sales"]),
        target=_target(plain["target"]) if plain["target"] else None,
        cited=_cited(plain["cited"]),
    )


def _target_plain(target: Target) -> Plain:
    return {"by": target.by.isoformat(), "revenue": target.revenue, "cited": _cited_plain(target.cited)}


def _target(plain: Plain) -> Target:
    return Target(date.fromisoformat(plain["by"]), plain["revenue"], _cited(plain["cited"]))


def _supply_plain(supply: Supply) -> Plain:
    return {
        "from": supply.supplier,
        "to": supply.user,
        "share": _text(supply.share),
        "is_required": supply.is_required,
        "is_return": supply.is_return,
        "cited": _cited_plain(supply.cited),
    }


def _supply(plain: Plain) -> Supply:
    share, cited = _share(plain["share"]), _cited(plain["cited"])
    return Supply(plain["from"], plain["to"], share, plain["is_required"], plain["is_return"], cited)


def _cited_plain(cited: Cited) -> Plain:
    on = cited.on.isoformat() if cited.on else None
    return {"source": cited.source, "at": cited.at, "on": on, "is_verified": cited.is_verified}


def _cited(plain: Plain) -> Cited:
    on = date.fromisoformat(plain["on"]) if plain["on"] else None
    return Cited(plain["source"], plain["at"], on, plain["is_verified"])


def _text(share: Decimal | None) -> str | None:
    return None if share is None else str(share)


def _share(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
