"""Made-up firms for the nodes of the demonstration district's maps: the same for the same number, and none of them real."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from random import Random

from dukou.chains.core.synthetic.catalogue import SOWN, Sown
from dukou.enterprises.core.codes import ALPHABET, check_character, inner_check
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.synthetic import MadeUpFirm, YearFigures
from dukou.enterprises.core.synthetic.names import STREETS, SYLLABLES, Shuffled, spelled

PLACE = "示例市"
PREFIX = "made-up-chain-"
_A_HEAD = 80  # 万元 of revenue a person earns
_FEN = 1_000_000  # in 万元
_GROWTH = (0.86, 0.97)  # the year before, of the last one


@dataclass(frozen=True, slots=True)
class Grown:
    """A made-up firm and why it is there. `is_first`: of its kind."""

    firm: MadeUpFirm
    sown: Sown
    is_first: bool


def grown(seed: int, last_year: int, chains: Collection[str]) -> tuple[Grown, ...]:
    """The firms of these chains, with what they earned in `last_year` and the year before."""
    random = Random(f"{seed} chains")  # apart from the numbers of the other made-up firms
    brands = Shuffled(len(SYLLABLES) ** 3, random).all()
    organisations = Shuffled(len(ALPHABET) ** 5, random).all()
    found: list[Grown] = []
    for sown in SOWN:
        for place, revenue in enumerate(sown.revenues):
            name, organisation = spelled(next(brands), SYLLABLES, 3), "XXY" + spelled(next(organisations), ALPHABET, 5)
            firm = _firm(len(found) + 1, sown, name, _code(organisation), _years(revenue, last_year, random), random)
            found.append(Grown(firm, sown, place == 0))
    return tuple(each for each in found if each.sown.chain in chains)


def _firm(number: int, sown: Sown, brand: str, code: str, figures: tuple[YearFigures, ...], random: Random) -> MadeUpFirm:
    return MadeUpFirm(
        key=f"{PREFIX}{number:03d}",
        name=f"{PLACE}{brand}{sown.word}有限公司",
        short_name=brand,
        kind=UnitKind.COMPANY,
        parent="",
        code=code,
        industry=sown.industry,
        industry_name="",
        division="",
        address=f"{PLACE}示例区{random.choice(STREETS)}{400 + number}号",
        capital_written=f"{max(sown.revenues) // 1000 + 1}00万元人民币",
        founded=date(random.randrange(2006, 2020), random.randrange(1, 13), random.randrange(1, 29)),
        status=Status.ACTIVE,
        figures=figures,
    )


def _years(revenue: int, last_year: int, random: Random) -> tuple[YearFigures, ...]:
    before = round(revenue * random.uniform(*_GROWTH))
    return tuple(YearFigures(year, max(told // _A_HEAD, 3), told * _FEN) for year, told in ((last_year - 1, before), (last_year, revenue)))


def _code(organisation: str) -> str:
    first = f"91500104{organisation}{inner_check(organisation)}"
    return first + check_character(first)
