"""A register of made-up firms: names, codes, industries, sizes and ages spread as in a real district, and none of them real.

Brand and trade are drawn without repetition, so no two names are alike; firms of one group share a brand. Sizes are log-normal and ages
pile up in recent years [shapes by judgement, not fitted to a district].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import exp, log
from random import Random
from statistics import NormalDist
from typing import NamedTuple, TypeVar

from dukou.enterprises.core.codes import ALPHABET, check_character, inner_check
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.synthetic.names import BUSINESSES, OFFERS, STREETS, SYLLABLES, Business, Shuffled, spelled

Item = TypeVar("Item")

YEARS = (2021, 2022, 2023, 2024)
# streets and towns of the demonstration district, weighted by repetition (field/standards.md 3)
DIVISIONS = (
    *("500104001", "500104002", "500104003", "500104004", "500104005"),
    *("500104101", "500104101", "500104102", "500104102", "500104103"),
)
_PATTERNS = (
    *("{0}万元人民币",) * 180,  # foreign money is rare
    *("{0}.000000万人民币", "{0}.0000万元人民币", "{0}万人民币", "{0}万元", "{0}（万元）", "{0}(万元)", "{1}(万元)"),
    *("人民币{0}万元", "人民币{1}万元整", "RMB{0}万", "￥{0}万元", "{0}0000元", "{1},000元人民币"),
    *("{1}(万美元)", "{0}万美元", "USD{0}万", "{0}（万港元）", "{0}万港元", "{0}万欧元", "{0}万日元", "{0}万英镑"),
    *("{0}万加元", "{0}万新加坡元", "{0}万瑞士法郎", "{0}万德国马克"),
)
_AMOUNTS = (3, 5, 10, 20, 30, 50, 50, 50, 100, 100, 100, 100, 200, 200, 300, 500, 500, 500, 800, 1000, 1000, 1200, 2000, 3000, 5000, 12000)
_CAPITALS = tuple(pattern.format(amount, f"{amount:,}") for pattern in _PATTERNS for amount in _AMOUNTS)
_FORMS = ("有限公司",) * 43 + ("有限责任公司",) * 4 + ("股份有限公司",) * 3
_SHOPS = ("经营部", "商行", "门市部", "厂")
_STATUSES = (Status.ACTIVE,) * 84 + (Status.DEREGISTERED,) * 9 + (Status.REVOKED,) * 3 + (Status.MOVED_OUT,) * 2 + (Status.SUSPENDED,) * 2
_WEIGHTED = tuple(business for business in BUSINESSES for _ in range(business.weight))
_REGISTERED_AT = ("500104",) * 17 + ("500000",) + ("500107", "500112")
_TYPES = {UnitKind.SELF_EMPLOYED: "92", UnitKind.COOPERATIVE: "93"}
_STEPS = 1000
_DIFFERENT = 4096  # histories and days in one register: enough to look at, and a million firms are made in half the time


def _log_normal(middle: float, spread: float) -> tuple[float, ...]:
    """A log-normal distribution as equally likely values: drawing one is drawing an index."""
    normal = NormalDist(log(middle), spread)
    return tuple(exp(normal.inv_cdf((step + 0.5) / _STEPS)) for step in range(_STEPS))


_STAFF = _log_normal(14, 1.3)
_REVENUE_A_HEAD = _log_normal(45_000_000, 0.8)  # fen
_GROWTH = _log_normal(1.05, 0.22)
_AGES = tuple(int(-7 * log(1 - (step + 0.5) / _STEPS)) for step in range(_STEPS))  # years before the last of YEARS; half are below five


class YearFigures(NamedTuple):
    """What a firm reports of one year: persons, and revenue in fen; None where it reported nothing."""

    year: int
    staff: int | None
    revenue: int | None


@dataclass(frozen=True, slots=True)
class MadeUpFirm:
    """One made-up firm; `parent` is the key of the firm whose branch or local unit it is, or empty.

    The organisation part of `code` begins with XX, so that it is no real firm's; that the issuing body leaves XX unused is [unverified].
    Check character and inner digit are right.
    """

    key: str
    name: str
    short_name: str
    kind: UnitKind
    parent: str
    code: str
    industry: str
    industry_name: str
    division: str
    address: str
    capital_written: str
    founded: date
    status: Status
    figures: tuple[YearFigures, ...]

    @property
    def is_synthetic(self) -> bool:
        """Always: whoever keeps it marks it so."""
        return True


def firms(count: int, seed: int, place: str = "示例市") -> Iterator[MadeUpFirm]:
    """So many made-up firms, the same for the same seed and place; an IndexError where names run out (beyond two million)."""
    return islice(_Maker(seed, place).all(), count)


class _Maker:
    """Makes one family of firms after another: a firm alone, a firm with branches, a group with its local units."""

    def __init__(self, seed: int, place: str) -> None:
        self._random = Random(seed)
        self._place = place
        self._made = 0
        self._long = Shuffled(len(SYLLABLES) ** 3, self._random).all()
        self._short = Shuffled(len(SYLLABLES) ** 2 * len(OFFERS), self._random).all()
        self._organisations = Shuffled(len(ALPHABET) ** 6, self._random).all()
        self._histories = tuple(self._history() for _ in range(_DIFFERENT))
        self._days = tuple(self._founded() for _ in range(_DIFFERENT))
        self._addresses = tuple(f"{place}示例区{street}{number}号" for street in STREETS for number in range(1, 400))

    def all(self) -> Iterator[MadeUpFirm]:
        """Families without end."""
        families = (*(self._alone,) * 40, *(self._shop,) * 5, *(self._cooperative,) * 2, *(self._with_branches,) * 2, self._group)
        while True:
            yield from self._pick(families)()

    def _alone(self) -> Iterator[MadeUpFirm]:
        brand, trade, business = self._brand()
        form = self._pick(_FORMS)
        bracketed = self._random.random() < 0.06
        name = f"{brand}{trade}（{self._place}）{form}" if bracketed else f"{self._place}{brand}{trade}{form}"
        yield self._firm(name, brand if len(brand) > 2 else brand + trade, UnitKind.COMPANY, business)

    def _shop(self) -> Iterator[MadeUpFirm]:
        brand, trade, business = self._brand()
        yield self._firm(f"{self._place}示例区{brand}{trade}{self._pick(_SHOPS)}", brand + trade, UnitKind.SELF_EMPLOYED, business)

    def _cooperative(self) -> Iterator[MadeUpFirm]:
        brand, trade, business = self._brand()
        yield self._firm(f"{self._place}{brand}{trade}农民专业合作社", brand + trade, UnitKind.COOPERATIVE, business)

    def _with_branches(self) -> Iterator[MadeUpFirm]:
        (firm,) = self._alone()
        yield firm
        business = Business(firm.industry, firm.industry_name, 0, ())
        for number in "一二三"[: 1 + int(self._random.random() * 3)]:
            yield self._firm(f"{firm.name}第{number}分公司", f"{firm.short_name}{number}分", UnitKind.BRANCH, business, firm.key)

    def _group(self) -> Iterator[MadeUpFirm]:
        brand = spelled(next(self._long), SYLLABLES, 3)
        group = self._firm(f"{self._place}{brand}集团有限公司", f"{brand}集团", UnitKind.GROUP, self._pick(_WEIGHTED))
        yield group
        for business in dict.fromkeys(self._pick(_WEIGHTED) for _ in range(3)):
            trade = business.trades[0]
            yield self._firm(f"{self._place}{brand}{trade}有限公司", brand + trade, UnitKind.COMPANY, business, group.key)

    def _brand(self) -> tuple[str, str, Business]:
        """A brand of two characters with a trade that no other firm has beside it, or one of three that nobody else has."""
        if self._random.random() < 0.3:
            offer, brand = divmod(next(self._short), len(SYLLABLES) ** 2)
            business, trade = OFFERS[offer]
            return spelled(brand, SYLLABLES, 2), trade, business
        business = self._pick(_WEIGHTED)
        return spelled(next(self._long), SYLLABLES, 3), self._pick(business.trades), business

    def _firm(self, name: str, short_name: str, kind: UnitKind, business: Business, parent: str = "") -> MadeUpFirm:
        self._made += 1
        founded = self._pick(self._days)
        return MadeUpFirm(
            key=f"made-up-{self._made:06d}",
            name=name,
            short_name=short_name,
            kind=kind,
            parent=parent,
            code=self._code(kind),
            industry=business.code,
            industry_name=business.name,
            division=self._pick(DIVISIONS),
            address=self._pick(self._addresses),
            capital_written=self._pick(_CAPITALS),
            founded=founded,
            status=self._pick(_STATUSES),
            figures=self._pick(self._histories)[max(founded.year - YEARS[0], 0) :],
        )

    def _code(self, kind: UnitKind) -> str:
        organisation = "XX" + spelled(next(self._organisations), ALPHABET, 6)
        first = _TYPES.get(kind, "91") + self._pick(_REGISTERED_AT) + organisation + inner_check(organisation)
        return first + check_character(first)

    def _founded(self) -> date:
        random = self._random.random
        return date(max(YEARS[-1] - self._pick(_AGES), 1984), 1 + int(random() * 12), 1 + int(random() * 28))

    def _history(self) -> tuple[YearFigures, ...]:
        """Staff and revenue of all YEARS, growing from one to the next; about one in ten is not reported."""
        random, history = self._random.random, []
        staff, a_head = self._pick(_STAFF), self._pick(_REVENUE_A_HEAD)
        for year in YEARS:
            staff *= self._pick(_GROWTH)
            persons = max(round(staff), 1)
            revenue = int(persons * a_head) // 10_000 * 10_000  # offices write 万元 with two decimals
            history.append(YearFigures(year, persons if random() > 0.08 else None, revenue if random() > 0.12 else None))
        return tuple(history)

    def _pick(self, some: tuple[Item, ...]) -> Item:
        return some[int(self._random.random() * len(some))]
