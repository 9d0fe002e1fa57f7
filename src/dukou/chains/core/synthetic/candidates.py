"""Made-up enterprises elsewhere that might come for a node of the demonstration district's maps. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dukou.chains.core.candidates import DistanceBand, Signal
from dukou.enterprises.core.synthetic.names import SYLLABLES, Shuffled, spelled

_PLACES = {
    DistanceBand.NEIGHBOURING: "虚构市（邻近）",
    DistanceBand.SAME_COUNTRY: "样本市（外省）",
    DistanceBand.ABROAD: "虚构港（境外）",
}
_NEAR, _FAR, _ABROAD = DistanceBand.NEIGHBOURING, DistanceBand.SAME_COUNTRY, DistanceBand.ABROAD
# chain, node, word in the name, 万元 a year that one plant turns over, where it sits, and what else somebody saw of it
_OFFERED: tuple[tuple[str, str, str, int, DistanceBand, tuple[Signal, ...]], ...] = (
    ("ivd", "antigens-antibodies", "抗原抗体", 3_200, _FAR, (Signal.SUPPLIES_LEADER, Signal.NEW_PLANT)),
    ("ivd", "antigens-antibodies", "单抗原料", 2_400, _NEAR, (Signal.FUNDING,)),
    ("ivd", "enzymes", "诊断酶", 1_800, _FAR, (Signal.FUNDING, Signal.HIRING)),
    ("ivd", "microspheres", "磁珠", 1_500, _NEAR, (Signal.SUPPLIES_LEADER,)),
    ("ivd", "gold-substrates", "发光底物", 1_200, _FAR, ()),
    ("ivd", "membranes", "层析膜", 1_600, _ABROAD, (Signal.NEW_PLANT,)),
    ("ivd", "optics-detectors", "光电检测", 2_800, _FAR, (Signal.TENDER_WON,)),
    ("visual-aiot", "image-sensors", "图像传感器", 12_000, _FAR, (Signal.SUPPLIES_LEADER, Signal.NEW_PLANT)),
    ("visual-aiot", "chips", "视觉芯片", 15_000, _FAR, (Signal.FUNDING,)),
    ("glass-fibre", "bushings", "铂铑漏板", 6_000, _NEAR, (Signal.SUPPLIES_LEADER,)),
    ("motorcycles", "electronic-control", "电喷", 8_000, _NEAR, (Signal.SUPPLIES_LEADER, Signal.HIRING)),
    ("noodles", "packaging", "食品包装", 3_500, _NEAR, (Signal.HAS_BRANCH,)),
)


@dataclass(frozen=True, slots=True)
class MadeUpCandidate:
    """One of them. `fit`: how well its products fit the node, in percent; `capacity`: of one plant in a year, in 万元; `signals`: seen."""

    name: str
    place: str
    band: DistanceBand
    chain: str
    node: str
    fit: int
    capacity: int
    signals: tuple[Signal, ...]


def made_up_candidates(seed: int) -> tuple[MadeUpCandidate, ...]:
    """All of them, the same for the same number."""
    random = Random(f"{seed} candidates")
    brands = Shuffled(len(SYLLABLES) ** 3, random).all()
    return tuple(
        MadeUpCandidate(
            name=f"虚构市{spelled(next(brands), SYLLABLES, 3)}{word}有限公司",
            place=_PLACES[band],
            band=band,
            chain=chain,
            node=node,
            fit=random.choice((60, 70, 80, 90, 100)),
            capacity=capacity,
            signals=seen,
        )
        for chain, node, word, capacity, band, seen in _OFFERED
    )
