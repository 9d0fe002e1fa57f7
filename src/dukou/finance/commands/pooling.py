"""The pool of a product: its policy as the version in force tells it, its money as the pack tells it, its loans as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.callers import caller_viewer
from dukou.finance.core.products import LossShare, Product, Version
from dukou.finance.models import ProductText
from dukou.finance.queries.pooled import owed_of
from dukou.finance.queries.products import frame, product_named
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.refusals import Refusal

USUAL: Mapping[str, int] = {"paid_in": 200, "cap": 400, "share": 8_000, "city": 4, "district": 6, "opening": 0}
_NOT_PLAYED = Label("补偿池无法测算", "the pool cannot be played through")


class NoHomeHere(Refusal):
    """A product is read from a built home; options and files need none."""

    code = "finance.pool_without_home"
    what = _NOT_PLAYED
    why = Label("这里没有建立数据目录，读不到产品", "there is no home here to read the product from")
    cure = Label("先运行 dukou init，或不用 --product", "run dukou init first, or leave --product out")


class NoPoolBehind(Refusal):
    """Not every product has a pool."""

    code = "finance.no_pool_behind"
    status = 404
    what = _NOT_PLAYED
    why = Label("“{product}”今天没有生效的、带补偿池的版本", "no version of “{product}” with a pool is in force today")
    cure = Label("换一个产品，或逐项写明", "use another product, or tell each number")


class PoolNotTold(Refusal):
    """What a version does not tell of its pool is told by whoever plays it; nothing is guessed."""

    code = "finance.pool_not_told"
    what = _NOT_PLAYED
    why = Label("“{product}”{version} 版没有写：{missing}", "version {version} of “{product}” does not tell: {missing}")
    cure = Label("用这些选项写明：{options}", "tell them by these options: {options}")


class NothingOwed(Refusal):
    """A pool is played through with loans."""

    code = "finance.nothing_owed"
    status = 409
    what = _NOT_PLAYED
    why = Label("“{product}”还没有在贷的贷款", "nothing is owed under “{product}” yet")
    cure = Label("用 --file 或 --loans 写明贷款", "tell the loans by --file or --loans")


@dataclass(frozen=True, slots=True)
class PoolTold:
    """A policy as numbers, by the names of the options; `said`: which version, what is unverified, what is an example."""

    numbers: Mapping[str, int | None]
    said: tuple[Label, ...] = ()
    of: Mapping[str, object] | None = None


def told(given: Mapping[str, int | None], slug: str) -> PoolTold:
    """What is given before what the product's version tells; without a product the usual numbers of the notices."""
    named = {name: value for name, value in given.items() if value is not None}
    if not slug:
        return PoolTold({"breaker": None, **USUAL, **named})
    product, version, loss = _behind(slug)
    pool = frame().pool(loss.pool)
    known = _known(loss) | ({"opening": pool.whole} if pool and pool.whole is not None else {})
    numbers: dict[str, int | None] = {"breaker": None} | known | named
    lacks = [name for name in USUAL if numbers.get(name) is None]
    if lacks:
        options = same("、".join(f"--{name.replace('_', '-')}" for name in lacks))
        missing = joined([_NAMES[name] for name in lacks], zh="、", en=", ")
        raise PoolNotTold(product=product.name, version=version.version, missing=missing, options=options)
    unverified = sorted(part for part in version.unverified if part.partition(".")[0] == "pool")
    said = [Label("产品“{name}”{version} 版", "“{name}”, version {version}").filled(name=product.name, version=version.version)]
    said += [_UNVERIFIED.filled(what=same("、".join(unverified)))] if unverified else []
    said += [_EXAMPLE] if pool and pool.is_example and "opening" not in named else []
    said += [_NO_BREAKER] if numbers["breaker"] is None else []
    is_example = bool(pool and pool.is_example and "opening" not in named)
    of = {"product": slug, "version": version.version, "unverified": unverified, "opening_is_example": is_example}
    return PoolTold(numbers, tuple(said), of)


def owed(slug: str) -> list[tuple[str, int]]:
    """The loans of a product as they stand, bank and fen; for whoever sees the financing of all."""
    caller_viewer().require(Permission.SEE_FINANCE)
    found = owed_of(slug, timezone.localdate())
    if not found:
        raise NothingOwed(product=product_named(slug).name)
    return found


def _behind(slug: str) -> tuple[Product, Version, LossShare]:
    if ProductText._meta.db_table not in connection.introspection.table_names():
        raise NoHomeHere()
    product = product_named(slug)
    version = product.on(timezone.localdate())
    if version is None or version.loss is None:
        raise NoPoolBehind(product=product.name)
    return product, version, version.loss


def _known(loss: LossShare) -> dict[str, Any]:
    """What the version tells, in ten-thousandths and parts: `share` stands in percent there, the rest in hundredths of one."""
    numbers = {
        "share": None if loss.share is None else loss.share * 100,
        "paid_in": loss.accrual,
        "cap": loss.cap,
        "breaker": loss.breaker,
        "city": loss.parts.get("city"),
        "district": loss.parts.get("district"),
    }
    return {name: value for name, value in numbers.items() if value is not None}


_UNVERIFIED = Label("未核实：{what}", "unverified: {what}")
_EXAMPLE = Label("池内资金是示例金额", "the money in the pool is an example")
_NO_BREAKER = Label("没有熔断线", "no breaker is told")
_NAMES = {
    "paid_in": Label("每笔计提比例", "the share of each loan that is set aside"),
    "cap": Label("对一家银行的代偿上限", "the cap of what is paid to a bank"),
    "share": Label("代偿逾期本金的比例", "the share of overdue principal that is paid"),
    "city": Label("市级分担的份数", "the parts of the city"),
    "district": Label("区级分担的份数", "the parts of the district"),
    "opening": Label("期初资金", "the opening sum"),
}
