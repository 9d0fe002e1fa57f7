"""The section `affairs`: one file, one affair. A text is stored with the words that it uses; a changed one is a new text beside the old."""

from __future__ import annotations

from typing import Any, ClassVar

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.checking import Beside, affair_wrongs
from dukou.affairs.core.concepts import Concept
from dukou.affairs.models import AffairText
from dukou.affairs.packs.fields import FieldSection, concepts_of
from dukou.affairs.packs.schemas import SLUG, AffairEntry
from dukou.affairs.packs.told import faults_of
from dukou.casework.core.notices import version_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section


class AffairSection(Section[AffairEntry]):
    """An affair that left the pack takes no new application; its texts stay for those that are pinned to them."""

    name: ClassVar[str] = "affairs"
    files: ClassVar[str] = "affairs/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = AffairEntry

    def check(self, entries: dict[str, Entry[AffairEntry]], contents: Contents) -> list[Fault]:
        """Each affair beside the dictionary, the organisations and the profiles of its pack."""
        profiles = {
            key: {grade: tuple(told.clocks) for grade, told in entry.data.grades.items()} for key, entry in contents.of("profiles").items()
        }
        beside = Beside(concepts_of(contents), list(contents.of("departments")), profiles)
        return [fault for entry in entries.values() for fault in _faults(entry, beside)]

    def wanted(self, entries: dict[str, Entry[AffairEntry]], contents: Contents) -> dict[str, Fields]:
        """The whole text of each, with the words that it uses."""
        return {key: content_of(entry, contents) for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """The texts that stand, by slug."""
        return {row.slug: row.content for row in AffairText.objects.filter(replaced_at__isnull=True)}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Close the old text, and set the new one beside it."""
        standing = {row.slug: row for row in AffairText.objects.filter(replaced_at__isnull=True)}
        for change in changes:
            if (row := standing.get(change.key)) is not None:
                row.replaced_at = loading.now
                row.save(update_fields=["replaced_at"])
            if change.sort != "removed":
                AffairText.objects.create(
                    slug=change.key,
                    edition=change.after["edition"],
                    content=change.after,
                    sha256=version_of(change.after),
                    pack=loading.pack,
                    loaded_at=loading.now,
                )


def content_of(entry: Entry[AffairEntry], contents: Contents) -> dict[str, Any]:
    """An affair's plain values, with exactly those concepts of the dictionary that it asks."""
    asked = {ask.field for matter in entry.data.matters for ask in matter.asks}
    known = contents.of(FieldSection.name)
    return entry.data.plain | {"concepts": {key: known[key].data.plain for key in sorted(asked)}}


def read_content(slug: str, content: dict[str, Any]) -> tuple[Affair, dict[str, Concept]]:
    """An affair and its dictionary out of what is stored, or would be."""
    concepts = {key: Concept.read(key, plain) for key, plain in content["concepts"].items()}
    return Affair.read(slug, version_of(content), content), concepts


def _faults(entry: Entry[AffairEntry], beside: Beside) -> list[Fault]:
    found = list(faults_of(entry, affair_wrongs(entry.data.plain, beside)))
    if not SLUG.fullmatch(entry.key):
        what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
        found.append(entry.fault(what, Label("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")))
    return found
