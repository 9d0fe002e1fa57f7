"""`products/*.yaml` as they are stored: a changed file is a new text beside the old one, for what was decided by it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from dukou.casework.core.notices import version_of
from dukou.finance.models import ProductText
from dukou.finance.packs.checks import product_faults
from dukou.finance.packs.schemas import ProductEntry
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.rules.queries.shelves import Shelf


class ProductSection(Section[ProductEntry]):
    """A product that left the pack is offered no more; its texts and what was granted stay."""

    name: ClassVar[str] = "products"
    files: ClassVar[str] = "products/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = ProductEntry

    def check(self, entries: dict[str, Entry[ProductEntry]], contents: Contents) -> list[Fault]:
        """Each product by itself, beside the rule books and beside the pools of the pack."""
        if not entries:
            return []
        shelf = Shelf(contents)
        return [fault for entry in entries.values() for fault in product_faults(entry, contents, shelf)]

    def wanted(self, entries: dict[str, Entry[ProductEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by slug."""
        return {key: {"content": entry.data.plain} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What stands, by slug."""
        return {row.key: {"content": row.content} for row in ProductText.objects.filter(replaced_at__isnull=True)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes; the text that stood stays beside them."""
        for change in changes:
            ProductText.objects.filter(key=change.key, replaced_at__isnull=True).update(replaced_at=loading.now)
            if change.sort != "removed":
                content: dict[str, Any] = change.after["content"]
                ProductText.objects.create(key=change.key, content=content, sha256=version_of(content), stated_at=loading.now)


def books_of_finance(contents: Contents) -> Collection[str]:
    """The rule books that products and the white list name."""
    versions = [version for entry in contents.of(ProductSection.name).values() for version in entry.data.versions]
    found = {slug for each in versions for slug in (each.conditions, each.limit, each.score) if slug}
    return found | {entry.data.whitelist for entry in contents.of("finance").values()}
