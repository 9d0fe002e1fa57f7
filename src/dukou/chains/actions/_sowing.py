"""What a demo home's chains are given: firms with tags, leaders and supply links, and the made-up references. Steps of one act."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from dukou.accounts.core.viewers import Viewer
from dukou.chains.actions import back_tests, candidates, references, supplies
from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.maps import ChainMap, node_ref
from dukou.chains.core.panels import Panel
from dukou.chains.core.synthetic.candidates import MadeUpCandidate, made_up_candidates
from dukou.chains.core.synthetic.catalogue import LINKS
from dukou.chains.core.synthetic.firms import Grown, grown
from dukou.chains.intake.candidates import COLUMNS
from dukou.enterprises.actions import made_up, parts, tags
from dukou.enterprises.core.kinds import PartKind
from dukou.enterprises.queries.standing import standing_firms
from dukou.enterprises.queries.tables import industry_names
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label

EVIDENCE = "合成数据，仅供演示"
SOURCE = "made-up"
OLD = 900  # days; evidence of so long ago is stale by the usual rules
OTHERS = 60  # industries of the panel that no map and no firm here names
ARRIVALS = 0.4  # a lively panel: with fewer no chance is worth a word
_CODE = 4  # digits of a class (小类)
_PANEL = {"region": "VARCHAR", "industry": "VARCHAR", "period": "INTEGER", "value": "DOUBLE", "count": "INTEGER"}
PANEL_NAME, TABLE_NAME = "合成参照面板（虚构地区）", "合成投入产出表（虚构）"
SECTORS = 35  # c1 to c35, the scheme of the maps' `sector`


class Sowing:
    """Who plants, on which day and at which moment; the maps that stand."""

    def __init__(self, by: Viewer, seed: int, day: date, now: datetime, chains: Sequence[ChainMap]) -> None:
        self.by, self.seed, self.day, self.now = by, seed, day, now
        self.chains = {chain.key: chain for chain in chains}
        self.nodes = {node_ref(chain.key, node.key) for chain in chains for node in chain.nodes}

    def firms(self) -> tuple[Grown, ...]:
        """Enter the firms of the chains, with the revenue of the last two full years, and tag those whose place somebody knows."""
        found = grown(self.seed, self.day.year - 1, self.chains)
        made_up.enter(by=self.by, firms=[each.firm for each in found], known_on=self.day, now=self.now)
        for each in found:
            for node, share in each.sown.places:
                self._tag(each, node_ref(each.sown.chain, node), share)
            if each.is_first and each.sown.leads:
                parts.give(by=self.by, key=each.firm.key, kind=PartKind.CHAIN_LEADER, of=each.sown.leads, evidence=EVIDENCE, now=self.now)
        return found

    def _tag(self, each: Grown, node: str, share: Decimal) -> None:
        if node not in self.nodes:  # another version of the map
            return
        evidence = Label("合成：虚构的走访记录", "made up: the record of a visit that never was")
        known_on = date.fromordinal(self.day.toordinal() - OLD) if each.sown.is_old else self.day
        tags.add(
            by=self.by,
            key=each.firm.key,
            segment=node,
            source=SOURCE,
            place="",
            known_on=known_on,
            confidence=Confidence.CONFIRMED,
            share=share,
            evidence=evidence,
            now=self.now,
        )

    def links(self, found: Sequence[Grown]) -> None:
        """Supply links by name between firms of the catalogue."""
        first = {(each.sown.chain, each.sown.word): each.firm.key for each in found if each.is_first}
        for link in LINKS:
            node = node_ref(link.chain, link.node)
            if node in self.nodes:
                supplier, user = first[link.chain, link.supplier], first[link.chain, link.user]
                supplies.add(by=self.by, supplier=supplier, user=user, node=node, evidence=EVIDENCE, known_on=self.day, now=self.now)

    def candidates(self) -> None:
        """Enterprises elsewhere, taken in as a list is; none of them exists."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "synthetic-candidates.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                rows = csv.writer(file)
                rows.writerow([column.zh for column in COLUMNS.values()])
                rows.writerows(_listed(each) for each in made_up_candidates(self.seed) if node_ref(each.chain, each.node) in self.nodes)
            candidates.take_in(by=self.by, path=path, name=path.name, source=EVIDENCE, known_on=self.day, is_synthetic=True, now=self.now)

    def references(self) -> None:
        """A made-up panel with its back-test, and a made-up input–output table."""
        with TemporaryDirectory() as folder:
            for draft, write, keep, name in (
                ("synthetic-panel.parquet", self._write_panel, references.keep_panel, PANEL_NAME),
                ("synthetic-io.npz", self._write_table, references.keep_table, TABLE_NAME),
            ):
                path = Path(folder) / draft
                write(path)
                keep(by=self.by, path=path, source=EVIDENCE, known_on=self.day, name=name, is_synthetic=True, now=self.now)
        back_tests.run(by=self.by, task=Task.ARRIVAL, now=self.now)  # the other task tells suggestions nothing

    def _write_panel(self, path: Path) -> None:
        from dukou.chains.core.synthetic.panels import synthetic_panel  # arrays and the engine take a while to load
        from dukou.warehouse.queries.own_tables import engine, pack

        panel = synthetic_panel(self._industries(), seed=self.seed, arrivals=ARRIVALS)
        with engine() as duck:
            pack(duck, _rows(panel), _PANEL, path)

    def _write_table(self, path: Path) -> None:
        """Its sectors carry the names that the maps use."""
        import numpy as np

        from dukou.chains.core.synthetic.io_tables import made_up_table

        table = made_up_table(self.seed, SECTORS)
        np.savez(path, A=table.inputs, x=table.output, sectors=np.array(table.sectors))

    def _industries(self) -> list[str]:
        """The classes that maps and firms here name, and some more of the same edition."""
        edition = next(chain.edition for chain in self.chains.values())
        named = {code for chain in self.chains.values() for node in chain.nodes for code in node.codes}
        named |= {firm.industry for firm in standing_firms(self.by) if firm.edition == edition}
        others = sorted(code for code in industry_names(edition) if len(code) == _CODE and code not in named)
        return sorted(code for code in (*named, *others[:OTHERS]) if len(code) == _CODE)


def _listed(each: MadeUpCandidate) -> list[str]:
    """A made-up candidate as a row of a list; what nobody saw of it stays empty."""
    cells = {
        "name": each.name,
        "place": each.place,
        "distance": each.band.label.zh,
        "node": node_ref(each.chain, each.node),
        "fit": f"{each.fit}%",
        "capacity": f"{each.capacity}万元",
        **{signal.value: "是" for signal in each.signals},
    }
    return [cells.get(column, "") for column in COLUMNS]


def _rows(panel: Panel) -> Iterator[tuple[str, str, int, float | None, int]]:
    for at, period in enumerate(panel.periods):
        for region, industry in zip(*panel.is_present[at].nonzero(), strict=True):
            value = None if panel.is_withheld[at, region, industry] else float(panel.value[at, region, industry])
            yield panel.regions[region], panel.industries[industry], period, value, int(panel.count[at, region, industry])
