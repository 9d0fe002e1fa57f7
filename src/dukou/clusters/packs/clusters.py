"""`clusters/*.yaml`: the district's clusters with their segments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from dukou.accounts.queries.organisations import organisation_ids
from dukou.clusters.models import Cluster, LightPolicy, Segment
from dukou.clusters.packs.written import SLUG, about_fields
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Declared, Entry, Fields, Loading, Section


class SegmentEntry(Schema):
    """One segment of a cluster; its key is unique in the whole pack, for claims speak of it as `segment/<key>`."""

    key: str = Field(pattern=SLUG)
    name: Words


class ClusterEntry(Schema):
    """One cluster; the file's name is its key. `office`: an organisation of the pack. `lights`: the policy of its lights."""

    name: Words
    order: int = Field(default=0, ge=0)
    office: str | None = None
    segments: tuple[SegmentEntry, ...] = ()
    lights: str = "default"
    about: Words | None = None


class ClusterSection(Section[ClusterEntry]):
    """A cluster that left the pack leaves the desks; what claims said of it stays where it is."""

    name: ClassVar[str] = "clusters"
    files: ClassVar[str] = "clusters/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = ClusterEntry

    def declares(self, entry: Entry[ClusterEntry]) -> list[Declared]:
        """The cluster and its segments as subjects of claims."""
        ref = f"cluster/{entry.key}"
        parts = [
            Declared(f"segment/{segment.key}", segment.name.label, ref, entry.located.find(["segments", position, "key"]))
            for position, segment in enumerate(entry.data.segments)
        ]
        return [Declared(ref, entry.data.name.label, "", entry.place), *parts]

    def parents(self, contents: Contents) -> dict[str, str]:
        """Clusters are part of the district, where the pack speaks of exactly one."""
        districts = [ref for ref in contents.declared if ref.startswith("district/")]
        return {f"cluster/{key}": districts[0] for key in contents.of(self.name)} if len(districts) == 1 else {}

    def check(self, entries: dict[str, Entry[ClusterEntry]], contents: Contents) -> list[Fault]:
        """File names are keys; offices and policies are there. That segments are unique follows from their being declared once."""
        return [fault for entry in entries.values() for fault in _cluster_faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[ClusterEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored, by key; segments as [key, zh, en] in their order."""
        return {
            key: {
                "name_zh": entry.data.name.zh,
                "name_en": entry.data.name.en,
                "order": entry.data.order,
                "office": entry.data.office or "",
                "lights": entry.data.lights,
                "segments": [[segment.key, segment.name.zh, segment.name.en] for segment in entry.data.segments],
                **about_fields(entry.data.about),
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored, by key."""
        names = ("name_zh", "name_en", "order", "about_zh", "about_en")
        return {
            row.slug: {name: getattr(row, name) for name in names}
            | {
                "office": row.office.key if row.office else "",
                "lights": row.policy.key,
                "segments": [[each.key, each.name_zh, each.name_en] for each in sorted(row.segments.all(), key=lambda each: each.position)],
            }
            for row in Cluster.objects.select_related("office", "policy").prefetch_related("segments")
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes. All segments touched go first and come back, so that one may move from cluster to cluster."""
        Segment.objects.filter(cluster__slug__in=[change.key for change in changes]).delete()
        Cluster.objects.filter(slug__in=[change.key for change in changes if change.sort == "removed"]).delete()
        offices = organisation_ids()
        policies = dict(LightPolicy.objects.values_list("key", "pk"))
        for change in (each for each in changes if each.sort != "removed"):
            fields = {name: change.after[name] for name in ("name_zh", "name_en", "order", "about_zh", "about_en")}
            fields |= {"office_id": offices.get(change.after["office"]), "policy_id": policies[change.after["lights"]]}
            cluster, _ = Cluster.objects.update_or_create(slug=change.key, defaults=fields)
            Segment.objects.bulk_create(
                Segment(key=key, cluster=cluster, position=position, name_zh=zh, name_en=en)
                for position, (key, zh, en) in enumerate(change.after["segments"])
            )


def _cluster_faults(entry: Entry[ClusterEntry], contents: Contents) -> Iterator[Fault]:
    data = entry.data
    if not re.fullmatch(SLUG, entry.key):
        what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
        cure = Label("用小写字母、数字和连字符，如 big-data.yaml", "use lower-case letters, digits and hyphens: big-data.yaml")
        yield entry.fault(what, cure)
    departments, policies = list(contents.of("departments")), list(contents.of("lights"))
    if data.office is not None and data.office not in departments:
        yield contents.unknown(entry, data.office, departments, Label("单位", "organisation"), "office")
    if data.lights not in policies:
        yield contents.unknown(entry, data.lights, policies, Label("亮灯规则", "policy of lights"), "lights")
