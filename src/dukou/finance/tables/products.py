"""Products as tables: all of them with the version in force, and one with all its dated versions side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from django.urls import reverse

from dukou.credit.core.kinds import Standing
from dukou.finance.core.products import LossShare, Product, RateKind, Version
from dukou.finance.tables.money import NONE
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table

NOT_KNOWN = Label("未见", "not seen")
STANDING_FACES = {Standing.SOURCED: Light.GREEN, Standing.PARTLY: Light.UNDECIDED, Standing.EXAMPLE: Light.UNKNOWN}
_UNVERIFIED = Label("未核实", "unverified")
_NONE_NOW = Label("现在没有生效的版本", "no version is in force now")


def products_table(products: Sequence[tuple[Product, Version | None]], banks: Mapping[str, int]) -> Table:
    """Every product, with what its version in force says and how many banks offer it now."""
    heads = [
        Heading(Label("产品", "Product")),
        Heading(Label("版本", "Version")),
        Heading(Label("利率上限", "Highest rate")),
        Heading(Label("最长期限", "Longest term")),
        Heading(Label("担保方式", "Guarantee")),
        Heading(Label("来源", "Standing")),
        Heading(Label("提供的银行", "Banks"), is_number=True),
    ]
    return plain_table(Label("融资产品", "Products"), heads, [_cells(each, now, banks.get(each.key, 0)) for each, now in products])


def _cells(product: Product, now: Version | None, banks: int) -> list[Cell | Text]:
    name = Cell(product.name, reverse("finance:product", args=[product.key]), qualifier=product.about or "")
    if now is None:
        return [name, _NONE_NOW, NONE, NONE, NONE, NONE, f"{banks}"]
    standing = Cell(now.standing.label, light=STANDING_FACES[now.standing].value)
    version = same(f"{now.version} ({now.since} – {now.until or ''})")
    return [name, version, _rate(now), _term(now), now.guarantee.label, standing, f"{banks}"]


def versions_table(product: Product, pools: Mapping[str, Label], books: Collection[str]) -> Table:
    """All versions side by side, a row for each part, the newest first. `books`: the rule books that have a page."""
    versions = sorted(product.versions, key=lambda each: each.since, reverse=True)
    heads = (Heading(Label("内容", "Part")), *(Heading(same(each.version)) for each in versions))
    parts: list[tuple[Label, str, Callable[[Version], Cell]]] = [
        (Label("生效期间", "In force"), "from", lambda each: Cell(same(f"{each.since} – {each.until or ''}"))),
        (Label("条件", "Conditions"), "conditions", lambda each: _book(each.conditions, books)),
        (Label("额度", "Limit"), "limit", lambda each: _book(each.limit, books)),
        (Label("评分", "Score"), "score", lambda each: _book(each.score, books)),
        (Label("利率上限", "Highest rate"), "rate", lambda each: Cell(_rate(each))),
        (Label("最长期限", "Longest term"), "term_months", lambda each: Cell(_term(each))),
        (Label("担保方式", "Guarantee"), "guarantee", lambda each: Cell(each.guarantee.label)),
        (Label("还款方式", "Repayment"), "repayment", lambda each: Cell(joined([way.label for way in each.repayment]))),
        (Label("贴息", "Interest subsidy"), "subsidy", lambda each: Cell(each.subsidy.words if each.subsidy else NONE)),
        (Label("风险分担", "Sharing of loss"), "pool", lambda each: Cell(_loss(each.loss, pools))),
        (Label("银行答复期限", "Bank answers within"), "answer_days", lambda each: Cell(_days(each))),
        (
            Label("批准概率的先验", "Chance until there are applications"),
            "prior",
            lambda each: Cell(f"{each.prior}%"),
        ),
        (Label("来源", "Source"), "source", lambda each: Cell(each.source, qualifier=_source(each))),
        (Label("来源情况", "Standing"), "standing", _standing),
    ]
    rows = tuple(Row((Cell(label), *(_marked(cell(each), each, part) for each in versions))) for label, part, cell in parts)
    return Table(Label("各版本对照", "Versions side by side"), (heads,), rows, is_broad=True)


def _marked(cell: Cell, version: Version, part: str) -> Cell:
    """What was not seen in a source says so in its own cell."""
    unseen = any(each == part or each.startswith(f"{part}.") for each in version.unverified)
    return Cell(cell.text, cell.address, qualifier=_UNVERIFIED, light=cell.light) if unseen else cell


def _standing(version: Version) -> Cell:
    return Cell(version.standing.label, light=STANDING_FACES[version.standing].value)


def _book(slug: str, books: Collection[str]) -> Cell:
    if not slug:
        return Cell(NONE)
    name = Label("规则书 {slug}", "rule book {slug}").filled(slug=slug)
    return Cell(name, reverse("rules:newest", args=[slug]) if slug in books else "")


def _rate(version: Version) -> Text:
    rate = version.rate
    if rate is None:
        return NOT_KNOWN
    if rate.kind is RateKind.FIXED:
        return Label(f"年 {rate.most / 100:.2f}%", f"{rate.most / 100:.2f} % a year")
    return Label(f"LPR {rate.most:+d} 个基点", f"LPR {rate.most:+d} basis points")


def _term(version: Version) -> Text:
    months = version.term_months
    return NOT_KNOWN if months is None else Label(f"{months} 个月", f"{months} months")


def _days(version: Version) -> Text:
    days = version.answer_days
    return Label("同全区规定", "as everywhere in the district") if days is None else Label(f"{days} 个工作日", f"{days} working days")


def _source(version: Version) -> Label | str:
    told = [same(version.number)] if version.number else []
    told += [version.note] if version.note else []
    return joined(told) if told else ""


def _loss(loss: LossShare | None, pools: Mapping[str, Label]) -> Text:
    if loss is None:
        return NONE
    told = [pools[loss.pool]] if loss.pool in pools else []
    told += [_said(Label("赔付逾期本金的 {n}%", "pays {n} % of overdue principal"), loss.share)]
    if loss.parts:
        told.append(_parts(loss))
    for words, hundredths in (
        (Label("每笔计提 {n}%", "{n} % of each loan is set aside"), loss.accrual),
        (Label("至多为该行余额的 {n}%", "at most {n} % of the bank's balance"), loss.cap),
        (Label("逾期达 {n}% 熔断", "stops at {n} % overdue"), loss.breaker),
    ):
        if hundredths is not None:
            told.append(words.filled(n=f"{hundredths / 100:g}"))
    return joined(told)


def _said(words: Label, share: int | None) -> Label:
    return Label("赔付比例未见", "the share of a loss was not seen") if share is None else words.filled(n=share)


def _parts(loss: LossShare) -> Label:
    names = {"city": Label("市", "city"), "district": Label("区", "district")}
    zh = "、".join(f"{names.get(key, same(key)).zh} {part}%" for key, part in loss.parts.items())
    en = ", ".join(f"{names.get(key, same(key)).en} {part} %" for key, part in loss.parts.items())
    return Label(f"出资：{zh}", f"filled by {en}")
