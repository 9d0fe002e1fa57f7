"""The affairs of the district: the text in force, and what a text says. A text never changes, so each is read once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.forms import Form
from dukou.affairs.models import AffairText
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.refusals import Refusal


class NoSuchAffair(Refusal):
    """The district offers no affair of this name."""

    code = "affairs.no_such_affair"
    status = 404
    what = Label("没有联办事项“{slug}”", "there is no affair “{slug}”")
    why = Label("本区现在开通的：{known}", "the district offers: {known}")
    cure = Label("核对名称，或请系统管理员载入", "check its name, or ask the steward to load it")


@dataclass(frozen=True)
class TextRead:
    """A text with what it says: the affair, and the words that it uses."""

    row: AffairText
    affair: Affair
    concepts: Mapping[str, Concept]

    def form(self, chosen: Mapping[str, object] | frozenset[str]) -> Form:
        """The form for the matters that were chosen."""
        return Form(self.affair, self.concepts, frozenset(chosen))


_read: dict[str, tuple[Affair, Mapping[str, Concept]]] = {}  # by hash


def read(row: AffairText) -> TextRead:
    """What a text says."""
    if row.sha256 not in _read:
        concepts = {key: Concept.read(key, plain) for key, plain in row.content["concepts"].items()}
        _read[row.sha256] = (Affair.read(row.slug, row.sha256, row.content), concepts)
    return TextRead(row, *_read[row.sha256])


def affairs_offered() -> list[TextRead]:
    """The affairs that the district offers now, by slug."""
    return [read(row) for row in AffairText.objects.filter(replaced_at__isnull=True).order_by("slug")]


def affair_in_force(slug: str) -> TextRead:
    """The text of an affair that stands now; refused where there is none."""
    row = AffairText.objects.filter(slug=slug, replaced_at__isnull=True).first()
    if row is None:
        offered = [each.affair.name for each in affairs_offered()]
        raise NoSuchAffair(slug=slug, known=joined(offered, zh="、", en=", ") if offered else same("—"))
    return read(row)
