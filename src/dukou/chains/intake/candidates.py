"""A list of candidate enterprises elsewhere, read whole: every cell that cannot be taken is told of with its row and column.

What a list leaves empty is unknown, never no. Two signals have columns of their own: how well the products fit (契合度, beside the nodes)
and nearness (远近).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dukou.chains.core.candidates import DistanceBand, Signal
from dukou.chains.queries.maps import NodeNames, node_names
from dukou.enterprises.core.codes import credit_code
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.money import parse_money
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean
from dukou.kit.sheets.headed import HeadedTable, RowReader, headed_table, no_longer_than

SIGNALS = tuple(signal for signal in Signal if signal not in (Signal.NODE_FIT, Signal.NEARNESS))
COLUMNS = {
    "name": Label("企业名称", "enterprise"),
    "code": Label("统一社会信用代码", "credit code"),
    "place": Label("所在地", "place"),
    "distance": Label("远近", "distance"),
    "node": Label("节点", "node"),
    "fit": Label("契合度", "fit"),
    "capacity": Label("单厂年产值", "output of one plant"),
    **{signal.value: signal.label for signal in SIGNALS},
}
NAME_LIMIT, PLACE_LIMIT = 200, 100
MOST = 10**15  # fen a year of one plant: ten trillion yuan is a slip of the pen
_SEVERAL = re.compile(r"[；;]")
_PERCENT = re.compile(r"(?P<number>\d{1,3}(\.\d{1,4})?) ?[%％]", re.ASCII)
_FRACTION = re.compile(r"0(\.\d{1,17})?|1", re.ASCII)  # as a spreadsheet keeps a cell that it shows in per cent
_WORDS = {"是": 1.0, "有": 1.0, "yes": 1.0, "否": 0.0, "无": 0.0, "no": 0.0}

T = TypeVar("T")
Fits = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Listed:
    """One row. `fits`: by node, how well it fits (0 to 1); `capacity` in fen; None, empty, or left out of `signals`: not known."""

    name: str
    code: str
    place: str
    distance: DistanceBand | None
    fits: Fits
    capacity: int | None
    signals: Mapping[Signal, float]


def read_candidates(path: Path, name: str) -> tuple[HeadedTable, list[Listed]]:
    """The rows of a list; refused with all its faults where there is any."""
    table = headed_table(path, name, COLUMNS, ("name", "node"), lambda text: clean(text).text)
    faults, nodes = list[Fault](), node_names()
    listed = [_listed(RowReader(table, position, cells, faults), nodes) for position, (_, cells) in enumerate(table.rows)]
    faults += _twice(table, listed)
    table.must_have_none(sorted(faults, key=lambda fault: fault.place))
    return table, listed


def is_same(one: Listed, code: str, name: str, place: str) -> bool:
    """Whether a row is about the firm with this code, name and place: by code where both have one, else by name and place."""
    return one.code == code if one.code and code else (one.name, one.place) == (name, place)


def _listed(row: RowReader, nodes: NodeNames) -> Listed:
    signals = {signal: row.read(signal.value, read_share, None) for signal in SIGNALS}
    return Listed(
        name=row.wanted("name", COLUMNS["name"], no_longer_than(NAME_LIMIT), ""),
        code=row.read("code", credit_code, ""),
        place=row.read("place", no_longer_than(PLACE_LIMIT), ""),
        distance=row.read("distance", _distance, None),
        fits=_fits(row, nodes),
        capacity=row.read("capacity", _capacity, None),
        signals={signal: value for signal, value in signals.items() if value is not None},
    )


def _distance(text: str) -> DistanceBand:
    found = [band for band in DistanceBand if text.lower() in (band.value, band.label.zh, band.label.en)]
    if not found:
        words = joined([band.label for band in DistanceBand], zh="、", en=", ")
        raise Malformed(
            Label("“{text}”不是远近", "“{text}” is no distance").filled(text=text),
            Label("写 {words}", "write one of: {words}").filled(words=words),
        )
    return found[0]


def _capacity(text: str) -> int:
    fen = parse_money(text)
    if not 0 < fen <= MOST:
        what = Label("“{text}”不是一个厂一年的产值", "“{text}” is not what one plant turns over in a year").filled(text=text)
        raise Malformed(what, Label("核对数字和单位，不知道就留空", "check number and unit; leave it empty where it is not known"))
    return fen


def read_share(text: str) -> float:
    """0 to 1 out of 是, 否 or a percentage; also out of 0.8, which is how a spreadsheet keeps 80 %."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    percent = _PERCENT.fullmatch(text)
    share = float(percent["number"]) / 100 if percent else float(text) if _FRACTION.fullmatch(text) else None
    if share is None or share > 1:
        raise Malformed(
            Label("“{text}”不是是否，也不是 0 到 100%", "“{text}” is neither yes or no nor 0 to 100 %").filled(text=text),
            Label("写 是、否 或 80%，不知道就留空", "write yes, no or 80%; leave it empty where it is not known"),
        )
    return share


def _fits(row: RowReader, nodes: NodeNames) -> Fits:
    """The nodes with how well the products fit: one figure for all of them, or one for each."""
    texts = [part.strip() for part in _SEVERAL.split(row.wanted("node", COLUMNS["node"], str, "")) if part.strip()]
    refs = [ref for ref in (_node(row, text, nodes) for text in texts) if ref]
    shares = row.read("fit", lambda text: [read_share(part.strip()) for part in _SEVERAL.split(text)], list[float]())
    if len(shares) not in (0, 1, len(texts)):
        what = Label(f"{len(texts)} 个节点，{len(shares)} 个契合度", f"{len(texts)} nodes and {len(shares)} figures of fit")
        cure = Label("写一个，或每个节点一个，用；隔开", "write one, or one for each node, with ; between them")
        row.fault("fit", what, cure)
    if len(shares) == len(refs):
        return dict(zip(refs, shares, strict=True))
    return dict.fromkeys(refs, shares[0] if shares else None)


def _node(row: RowReader, text: str, nodes: NodeNames) -> str:
    refs = nodes.called(text)
    if len(refs) == 1:
        return refs[0]
    if refs:
        what = Label("有 {count} 个节点叫“{text}”", "{count} nodes are called “{text}”").filled(count=len(refs), text=text)
        cure = Label("写编号：{refs}", "write its reference: {refs}").filled(refs="、".join(refs))
    else:
        what = Label("没有“{text}”这个节点", "there is no node “{text}”").filled(text=text)
        near = "、".join(nodes.near(text)) or "—"
        cure = Label("照图谱写节点名称或编号；相近的有：{near}", "write it as a map has it; near ones: {near}").filled(near=near)
    row.faults.append(row.table.fault(row.position, "node", what, cure))
    return ""


def _twice(table: HeadedTable, listed: list[Listed]) -> Iterator[Fault]:
    """A firm stands in a list once, with all its nodes."""
    by_code: dict[str, int] = {}
    by_name: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(listed):
        seen = [by_code[row.code]] if row.code in by_code else []
        seen += [at for at in by_name.get((row.name, row.place), ()) if is_same(row, listed[at].code, listed[at].name, listed[at].place)]
        if seen and row.name:
            number = table.rows[min(seen)][0]
            what = Label("“{name}”已在第 {number} 行", "“{name}” stands in row {number} already").filled(name=row.name, number=number)
            cure = Label("并成一行，节点用；隔开", "make one row of them, with ; between the nodes")
            yield table.fault(position, "name", what, cure)
        if row.code:
            by_code.setdefault(row.code, position)
        by_name.setdefault((row.name, row.place), []).append(position)
