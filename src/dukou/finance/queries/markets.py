"""The market of a day: open needs beside what banks offer, where the rule books of the product say yes to the firm.

What a pair is expected to fund is its amount (of need and limit the smaller) times the chance that the bank grants it, from what became of
earlier applications to the product by firms that stood on the white list, when they applied, as this one stands now. A firm has its limit
at a product once: what its running lines take is taken off, and what is left is shared over its needs in the order of their numbers; a need
for which nothing is left is no pair. A firm of which too little is known is told apart with what is wanting: it is neither matched nor out.
A bank that said no to a need, or whose offer the firm declined, is not asked again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.enterprises.queries.rosters import keys_by_id
from dukou.finance.core.chances import Chance, Closed, Prior, chance_of
from dukou.finance.core.kinds import ApplicationState, ListStanding
from dukou.finance.core.markets import Left, Pair, market_of
from dukou.finance.core.matching import MOST, Market
from dukou.finance.core.wanting import missing
from dukou.finance.models import Application, BankAnswer, Need
from dukou.finance.queries.bank_products import Offered, offered_on, with_granted
from dukou.finance.queries.limits import LimitTold, limits_of_many
from dukou.finance.queries.lines import taken_on
from dukou.finance.queries.listings import Standings, standings_of, stands_for
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.answers import Answer

MOST_TOLD = 200  # firms and products of which it is put into words what is not known: words cost as much as the answers
WEIGHT = 10  # applications that the pack's prior counts for; the trade knows no number (unverified)
_OVER = (ApplicationState.REFUSED.value, ApplicationState.DECLINED.value)
_SETTLED = (ApplicationState.ACCEPTED.value, ApplicationState.GRANTED.value)
_CLOSED = tuple(each.value for each in ApplicationState if not each.is_open)
_NOTHING = Label("没有生成匹配方案", "no plan was made")


class NoOpenNeeds(Refusal):
    """Nothing is matched where nobody needs anything."""

    code = "finance.no_open_needs"
    status = 409
    what = _NOTHING
    why = Label("没有待对接的融资需求", "no need is open")
    cure = Label("等企业发布需求，或请企业发布", "wait for a need, or ask firms to post theirs")


class NothingOnOffer(Refusal):
    """Nothing is matched where no bank offers anything."""

    code = "finance.nothing_on_offer"
    status = 409
    what = _NOTHING
    why = Label("没有银行提供产品", "no bank offers any product")
    cure = Label("请银行登记产品和额度", "ask the banks to state products and quotas")


class NothingEligible(Refusal):
    """Nothing is matched where no rule book says yes to anybody."""

    code = "finance.nothing_eligible"
    status = 409
    what = _NOTHING
    why = Label(
        "{needs} 条需求里没有一条符合所提供的产品：{no} 对不符合，{unknown} 对资料不够，{over} 对银行已拒绝或企业未接受",
        "none of {needs} needs fits what is offered: {no} pairs do not, of {unknown} too little is known, {over} were refused or declined",
    )
    cure = Label("补上缺的资料，或请银行提供别的产品", "add what is not known, or ask banks for other products")


class NothingLeft(Refusal):
    """Nothing is matched where what is left of every quota and cap takes no need whole."""

    code = "finance.nothing_left"
    status = 409
    what = _NOTHING
    why = Label("额度或户数用完了，或剩余的不够任何一条需求", "quotas or cases are used up, or what is left of them takes no need whole")
    cure = Label("请银行增加额度或户数", "ask the banks for more")


@dataclass(frozen=True, slots=True)
class NeedMatched:
    """An open need. `firm`: the entry that stands; `key`, `name`: as the register has it."""

    number: int
    firm: int
    key: str
    name: str
    amount: int
    term_months: int
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A need and a product that are not considered, for too little is known of the firm. `wanting`: what; empty beyond `MOST_TOLD`."""

    need: int
    product: str
    wanting: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class PairTold:
    """A pair of the market: places of its need and offer, its amount (fen), and the chance behind its value."""

    need: int
    offer: int
    amount: int
    chance: Chance

    @property
    def value(self) -> int:
        """What is expected to be funded, in whole fen, rounded down."""
        return self.amount * self.chance.chance // 10_000


@dataclass(frozen=True, slots=True)
class Built:
    """The market with the rows behind it. `pairs` stand in the order of the market's."""

    as_of: date
    needs: tuple[NeedMatched, ...]
    offers: tuple[Offered, ...]
    pairs: tuple[PairTold, ...]
    aside: tuple[Aside, ...]
    market: Market


def market_on(day: date, as_of: date) -> Built:
    """The market of a day, by what products' rules say as of another (of a demo home: the day of its figures); refused where there is
    nothing to match, with what is wanting.
    """
    needs = open_needs()
    if not needs:
        raise NoOpenNeeds()
    offers = with_granted(offered_on(day))
    if not offers:
        raise NothingOnOffer()
    limits = _limits(needs, {each.row.product for each in offers}, day, as_of)
    pairs, counts = _pairs(needs, offers, limits, _Left(taken_on(day)))
    if not pairs:
        raise NothingEligible(needs=len(needs), no=counts[_NO], unknown=counts[_UNKNOWN], over=counts[_SAID_NO])
    plain = [Pair(each.need, each.offer, each.amount, each.value) for each in pairs]
    market = market_of(len(needs), plain, [left_of(each) for each in offers])
    if not market.fits.any():
        raise NothingLeft()
    aside = tuple(
        Aside(need.number, product, told.wanting)
        for need in needs
        for product, told in limits[need.firm].items()
        if told.answer is Answer.UNKNOWN
    )
    return Built(as_of, tuple(needs), tuple(offers), tuple(pairs), aside, market)


def open_needs() -> list[NeedMatched]:
    """The needs that nobody met yet: not closed, and no bank's offer accepted or granted for them; by their numbers."""
    met = Application.objects.filter(state__in=_SETTLED).values("need")
    rows = list(Need.objects.filter(closed_at__isnull=True).exclude(pk__in=met).select_related("enterprise").order_by("pk"))
    stands = stands_for({row.enterprise_id for row in rows})
    keys = keys_by_id(sorted(set(stands.values())))
    return [
        NeedMatched(
            row.pk,
            firm := stands[row.enterprise_id],
            keys[firm],
            row.enterprise.name,
            row.amount,
            row.term_months,
            row.enterprise.is_synthetic,
        )
        for row in rows
    ]


def left_of(offer: Offered) -> Left:
    """The money and the cases that an offer still has."""
    return offer.money_left, offer.cases_left


@dataclass(frozen=True, slots=True)
class _Limit:
    """What a product says of a firm, with the chance there. `longest`: months, None: not known; `wanting`: where too little is known."""

    answer: Answer
    amount: int
    chance: Chance | None
    longest: int | None = None
    wanting: tuple[Label, ...] = ()


def _limits(needs: Sequence[NeedMatched], offered: Collection[str], day: date, as_of: date) -> dict[int, dict[str, _Limit]]:
    """Of every firm, each product that some bank offers; each firm is asked once."""
    firms = {need.key: need.firm for need in needs}
    standings = standings_of()
    asking = _Asking(standings)
    return {
        firms[key]: {each.product.key: _limit(each, asking, standings.now(firms[key])) for each in told if each.product.key in offered}
        for key, told in limits_of_many(list(firms), day, as_of)
    }


def _limit(told: LimitTold, asking: _Asking, standing: ListStanding | None) -> _Limit:
    """Yes with an amount; a yes whose amount is not known, or is too large to be reckoned with, is as good as not known."""
    if told.answer is Answer.YES and told.amount is not None:
        is_something = told.amount > 0
        return _Limit(Answer.YES if is_something else Answer.NO, told.amount, asking.of(told, standing), told.version.term_months)
    if told.answer is Answer.NO:
        return _Limit(Answer.NO, 0, None)
    lacks = [label for each in told.behind for label in missing(each)] if asking.may_tell() else []
    return _Limit(Answer.UNKNOWN, 0, None, wanting=tuple(dict.fromkeys(lacks)))


class _Asking:
    """One run over the firms: the chance at each product and standing, reckoned once, and how much was put into words."""

    def __init__(self, standings: Standings) -> None:
        self._known: dict[tuple[str, ListStanding | None], Chance] = {}
        self._told = 0
        offers = set(BankAnswer.objects.filter(is_offer=True).values_list("application", flat=True))
        rows = list(Application.objects.filter(state__in=_CLOSED).values_list("pk", "product", "need__enterprise", "sent_at", "state"))
        stands = stands_for({firm for _, _, firm, _, _ in rows})
        self._closed = [
            Closed(product, standings.at(stands[firm], sent_at), ApplicationState.of(state), number in offers)
            for number, product, firm, sent_at, state in rows
        ]

    def may_tell(self) -> bool:
        """Whether one more firm and product is told with what is not known."""
        self._told += 1
        return self._told <= MOST_TOLD

    def of(self, told: LimitTold, standing: ListStanding | None) -> Chance:
        """The chance at a product for firms of a standing."""
        key = (told.product.key, standing)
        if key not in self._known:
            prior = Prior(told.version.prior * 100, WEIGHT)
            self._known[key] = chance_of(self._closed, told.product.key, prior, standing=standing)
        return self._known[key]


class _Left:
    """What is left of each firm's limit at each product while its needs are gone through. All in fen."""

    def __init__(self, taken: Mapping[tuple[int, str], int]) -> None:
        self._taken = Counter(taken)

    def take(self, need: NeedMatched, product: str, limit: int) -> int:
        """What a need may have of a limit, taken off for the needs after it; no pair is of more than the core reckons with (10 bn yuan)."""
        amount = max(0, min(need.amount, limit - self._taken[need.firm, product], MOST))
        self._taken[need.firm, product] += amount
        return amount


def _pairs(
    needs: Sequence[NeedMatched], offers: Sequence[Offered], limits: Mapping[int, Mapping[str, _Limit]], left: _Left
) -> tuple[list[PairTold], Counter[str]]:
    """Every pair that may be matched, by need and then by offer; and how many others there are, by why they are none.

    At every bank that offers the product a need may have the same; where no bank may be asked it takes nothing of the firm's limit.
    """
    over = _answered()
    pairs, counts = list[PairTold](), Counter[str]()
    for place, need in enumerate(needs):
        shares: dict[str, int] = {}
        for at, offer in enumerate(offers):
            product = offer.row.product
            told = limits[need.firm].get(product)
            if told is None or told.answer is Answer.NO or (told.longest is not None and need.term_months > told.longest):
                counts[_NO] += 1
            elif told.answer is Answer.UNKNOWN or told.chance is None:
                counts[_UNKNOWN] += 1
            elif (need.number, offer.row.bank_id, product) in over:
                counts[_SAID_NO] += 1
            else:
                share = shares[product] if product in shares else shares.setdefault(product, left.take(need, product, told.amount))
                if not share:
                    counts[_NO] += 1
                    continue
                pairs.append(PairTold(place, at, share, told.chance))
    return pairs, counts


def _answered() -> set[tuple[int, int, str]]:
    """Need, bank and product of each application that ended without a loan by the bank's or the firm's own word."""
    rows = Application.objects.filter(state__in=_OVER, need__closed_at__isnull=True)
    return set(rows.values_list("need", "bank", "product"))


_NO, _UNKNOWN, _SAID_NO = "no", "unknown", "said no"
