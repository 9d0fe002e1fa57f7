"""Products, the frame and the portrait as they stand, and as they stood: each text is read once in the life of the process."""

from __future__ import annotations

from functools import lru_cache

from dukou.finance.core.frames import Frame
from dukou.finance.core.items import Group, Item, groups_of, items_by_key
from dukou.finance.core.products import Product, in_order
from dukou.finance.models import FinanceText, ProductText
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal

FRAME, PORTRAIT = "finance", "portrait"


class NoSuchProduct(Refusal):
    """No product of that name is there."""

    code = "finance.no_such_product"
    status = 404
    what = Label("没有查到产品“{product}”", "there is no product “{product}”")
    why = Label("本区的数据包里没有它", "the district's pack does not hold it")
    cure = Label("可用：{known}", "use one of: {known}")


class NoFinanceFrame(Refusal):
    """The district has no `finance.yaml`."""

    code = "finance.no_frame"
    status = 404
    what = Label("本区没有融资服务的规则", "this district has no rules of finance")
    why = Label("数据包里没有 finance.yaml", "its pack has no finance.yaml")
    cure = Label("在数据包里写上", "write one in the pack")


class NoPortrait(Refusal):
    """The district has no `portrait.yaml`."""

    code = "finance.no_portrait"
    status = 404
    what = Label("本区没有企业画像的项目", "this district has no items of a portrait")
    why = Label("数据包里没有 portrait.yaml", "its pack has no portrait.yaml")
    cure = Label("在数据包里写上", "write one in the pack")


def products() -> list[Product]:
    """Every product that stands, in the order of the pack."""
    rows = ProductText.objects.filter(replaced_at__isnull=True).values_list("pk", "sha256")
    return in_order(_read_product(pk, sha256) for pk, sha256 in rows)


def product_named(key: str) -> Product:
    """The product with this slug."""
    row = ProductText.objects.filter(key=key, replaced_at__isnull=True).values_list("pk", "sha256").first()
    if row is None:
        raise NoSuchProduct(product=key, known=same("、".join(each.key for each in products()) or "—"))
    return _read_product(*row)


def product_of_text(pk: int) -> Product:
    """The product as a text tells it, whether it stands or not."""
    return _read_product(*ProductText.objects.values_list("pk", "sha256").get(pk=pk))


@lru_cache(maxsize=256)
def _read_product(pk: int, sha256: str) -> Product:
    """The product of a stored text; the hash stands beside, so that a row of another database is never taken for it."""
    row = ProductText.objects.get(pk=pk, sha256=sha256)
    return Product.read(row.key, row.pk, row.content)


def frame() -> Frame:
    """What holds for all products now."""
    found = frame_or_none()
    if found is None:
        raise NoFinanceFrame()
    return found


def frame_or_none() -> Frame | None:
    """The same; None where the district has none."""
    row = _text(FRAME)
    return _read_frame(*row) if row else None


def portrait_groups() -> tuple[Group, ...]:
    """The headings of the portrait with their items, as they stand."""
    row = _text(PORTRAIT)
    if row is None:
        raise NoPortrait()
    return _read_portrait(*row)


def portrait_items() -> dict[str, Item]:
    """Every item of the portrait by its key."""
    return items_by_key(portrait_groups())


def _text(key: str) -> tuple[int, str] | None:
    return FinanceText.objects.filter(key=key, replaced_at__isnull=True).values_list("pk", "sha256").first()


@lru_cache(maxsize=64)
def _read_frame(pk: int, sha256: str) -> Frame:
    return Frame.read(FinanceText.objects.get(pk=pk, sha256=sha256).content)


@lru_cache(maxsize=64)
def _read_portrait(pk: int, sha256: str) -> tuple[Group, ...]:
    return groups_of(FinanceText.objects.get(pk=pk, sha256=sha256).content)
