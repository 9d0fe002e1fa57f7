"""One chain map as it is written, and the map that it means."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from dukou.chains.core.maps import ChainMap, Cited, Need, Node, Stage, Supply, Target
from dukou.chains.packs.shares import SLUG, Share
from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.schemas import Schema, Words


def _fen(text: object) -> int:
    fen = text if isinstance(text, int) else parse_money(str(text))
    if fen <= 0:
        raise Malformed(Label(f"“{text}”不大于零", f"“{text}” is not above nought"), Label("改正金额", "correct the amount"))
    return fen


class CitedEntry(Schema):
    """Who says so. Without a `source` of its own a node or a supply has that of the map, with place and day.

    A map that is `unverified` leaves everything in it so, whoever says it, until an item says `unverified: false`.
    """

    source: str | None = None
    at: str = ""
    on: date | None = None
    unverified: bool | None = None


class StageEntry(Schema):
    """One stage of the chain; stages are written in the order of the flow."""

    key: str = Field(pattern=SLUG)
    name: Words


class TargetEntry(Schema):
    """What the district wants a node to be by a day; it has a source of its own, or it is none."""

    by: date
    revenue: Annotated[int, BeforeValidator(_fen)] | None = None
    source: str | None = None
    at: str = ""
    on: date | None = None
    unverified: bool = False


class NodeEntry(CitedEntry):
    """One node. `codes`: classes of the map's edition, each with the share of such a firm's revenue that belongs here."""

    key: str = Field(pattern=SLUG)
    name: Words
    stage: str
    role: Words | None = None
    codes: dict[str, Share] = {}
    words: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    sector: str = ""
    critical: bool = False
    need: Need = Need.REQUIRED
    local_sales: Share | None = None
    target: TargetEntry | None = None


class SupplyEntry(CitedEntry):
    """`from` delivers to `to`. `share`: what the user spends on it per unit of its own revenue. `returns`: it flows back."""

    supplier: str = Field(alias="from")
    user: str = Field(alias="to")
    share: Share | None = None
    required: bool = False
    returns: bool = False


class ChainEntry(CitedEntry):
    """One chain; the file's name is its key. `of`: the cluster or the segments whose chain it is; `edition`: of the industry codes.

    `source`, `at` and `on` hold for every node and supply that names no source of its own.
    """

    name: Words
    order: int = Field(default=0, ge=0)
    of: tuple[str, ...] = Field(min_length=1)
    version: str = Field(pattern=r"^\d+(\.\d+)*$")
    since: date = Field(alias="from")
    edition: str
    about: Words | None = None
    stages: tuple[StageEntry, ...] = Field(min_length=1)
    nodes: tuple[NodeEntry, ...] = Field(min_length=1)
    supplies: tuple[SupplyEntry, ...] = ()


def chain_of(slug: str, entry: ChainEntry) -> ChainMap:
    """The map as a value, for an entry without faults."""
    return ChainMap(
        key=slug,
        label=entry.name.label,
        version=entry.version,
        since=entry.since,
        of=entry.of,
        edition=entry.edition,
        stages=tuple(Stage(each.key, each.name.label) for each in entry.stages),
        nodes=tuple(_node(each, entry) for each in entry.nodes),
        supplies=tuple(_supply(each, entry) for each in entry.supplies),
    )


def source_of(own: CitedEntry, chain: ChainEntry) -> str:
    """The source that bears a node or a supply; empty where nobody names one, which is a fault."""
    return own.source or chain.source or ""


def _cited(own: CitedEntry, chain: ChainEntry) -> Cited:
    unverified = chain.unverified if own.unverified is None else own.unverified
    if own.source:
        return Cited(own.source, own.at, own.on, not unverified)
    return Cited(source_of(own, chain), own.at or chain.at, own.on or chain.on, not unverified)


def _node(entry: NodeEntry, chain: ChainEntry) -> Node:
    return Node(
        key=entry.key,
        label=entry.name.label,
        stage=entry.stage,
        role=entry.role.label if entry.role else None,
        codes=dict(entry.codes),
        words=entry.words,
        segments=entry.segments,
        sector=entry.sector,
        is_critical=entry.critical,
        need=entry.need,
        local_sales=entry.local_sales,
        target=_target(entry.target) if entry.target else None,
        cited=_cited(entry, chain),
    )


def _target(entry: TargetEntry) -> Target:
    return Target(entry.by, entry.revenue, Cited(entry.source or "", entry.at, entry.on, not entry.unverified))


def _supply(entry: SupplyEntry, chain: ChainEntry) -> Supply:
    return Supply(entry.supplier, entry.user, entry.share, entry.required, entry.returns, _cited(entry, chain))
