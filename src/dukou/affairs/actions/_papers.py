"""Materials that come with an act: a file, or a promise in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.kinds import Way
from dukou.affairs.models import Application, Handed
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.files import Coming, keep_attached


class MaterialNotTaken(Refusal):
    """Materials are those that the affair names, and come by the ways that it allows."""

    code = "affairs.material_not_taken"
    what = Label("没有收下材料“{material}”", "the material “{material}” was not taken")
    why = Label("这件事不收这份材料，或不能以这种方式提交", "this affair has no such material, or it does not come in this way")
    cure = Label("照材料清单提交", "go by the list of materials")


@dataclass(frozen=True)
class Brought:
    """What comes for one material: a file, or a promise."""

    file: Coming | None = None
    is_promised: bool = False


def check_way(affair: Affair, key: str, *, is_promised: bool) -> Way:
    """The way by which a material comes; refused where the affair has no such material, or it does not come so."""
    material, way = affair.material(key), Way.PROMISE if is_promised else Way.UPLOAD
    if material is None or way not in material.ways:
        raise MaterialNotTaken(material=material.name if material else key)
    return way


def hand_in(application: Application, affair: Affair, brought: Mapping[str, Brought], by: Actor, now: datetime) -> list[Handed]:
    """Take what comes for materials; what was tolerated as missing until now is made up by it."""
    rows = []
    for key, each in brought.items():
        way = check_way(affair, key, is_promised=each.is_promised)
        if (each.file is None) is not each.is_promised:
            raise MaterialNotTaken(material=key)
        row = Handed(application=application, material=key, way=way.value, added_at=now, added_by=str(by))
        if each.file is not None:
            told, kept = keep_attached([each.file])[0]
            row.name, row.kind, row.size, row.sha256 = told.name, told.kind.value, kept.size, kept.sha256
        rows.append(row)
        application.handed.filter(material=key, way="", made_up_at__isnull=True).update(made_up_at=now)
    return Handed.objects.bulk_create(rows)


def there(application: Application) -> set[str]:
    """The materials for which something is there, a promise or the leave to bring it later included."""
    return set(application.handed.values_list("material", flat=True))
