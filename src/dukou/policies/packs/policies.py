"""`policies/*.yaml`: policy documents with their measures."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Loading, Section
from dukou.kit.packfiles.sections import Fields as Stored
from dukou.policies.core.measures import Measure
from dukou.policies.models import MeasureText, Policy
from dukou.policies.packs.checks import policy_faults, review_facts
from dukou.policies.packs.schemas import PolicyEntry, measure_of
from dukou.policies.packs.written import SLUG
from dukou.rules.queries.shelves import Shelf


class PolicySection(Section[PolicyEntry]):
    """A measure whose text changed gets a new text beside the old one; a policy that left the pack is withdrawn and kept."""

    name: ClassVar[str] = "policies"
    files: ClassVar[str] = "policies/*.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = PolicyEntry

    def check(self, entries: dict[str, Entry[PolicyEntry]], contents: Contents) -> list[Fault]:
        """Each file by itself, and that no two measures have one key."""
        if not entries:
            return []
        shelf = Shelf(contents)
        faults = [fault for entry in entries.values() for fault in policy_faults(entry, contents, shelf)]
        return faults + _key_faults(entries)

    def wanted(self, entries: dict[str, Entry[PolicyEntry]], contents: Contents) -> dict[str, Stored]:
        """What should be stored, by key."""
        shelf = Shelf(contents) if any(entry.data.review for entry in entries.values()) else None
        return {key: _stored(key, entry.data, shelf) for key, entry in entries.items()}

    def current(self) -> dict[str, Stored]:
        """What is stored, by key; withdrawn ones left out."""
        texts: dict[int, list[Any]] = {}
        for text in MeasureText.objects.filter(replaced_at__isnull=True).order_by("position"):
            texts.setdefault(text.policy_id, []).append(text.content)
        return {
            row.slug: {
                "name_zh": row.name_zh,
                "name_en": row.name_en,
                "order": row.order,
                "level": row.level,
                "place": row.place,
                "since": row.since.isoformat() if row.since else None,
                "until": row.until.isoformat() if row.until else None,
                "is_example": row.is_example,
                "content": row.content,
                "measures": texts.get(row.pk, []),
            }
            for row in Policy.objects.filter(withdrawn_at__isnull=True)
        }

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes. All texts that go are replaced first, so that a measure may move to another policy."""
        removed = [change.key for change in changes if change.sort == "removed"]
        Policy.objects.filter(slug__in=removed).update(withdrawn_at=loading.now)
        standing = MeasureText.objects.filter(replaced_at__isnull=True, policy__slug__in=[change.key for change in changes])
        kept = [(change.key, each) for change in changes for each in change.after.get("measures", [])]
        for text in standing.select_related("policy"):
            if (text.policy.slug, text.content) not in kept:
                text.replaced_at = loading.now
                text.save(update_fields=["replaced_at"])
        for change in (each for each in changes if each.sort != "removed"):
            _write(change, loading)


def books_of_policies(contents: Contents) -> set[str]:
    """The rule books by which measures are matched and documents reviewed."""
    policies = [entry.data for entry in contents.of(PolicySection.name).values()]
    named = {measure.conditions for policy in policies for measure in policy.measures if measure.conditions}
    return named | {policy.review.book.partition("/")[0] for policy in policies if policy.review}


def _write(change: Change, loading: Loading) -> None:
    fields = {name: value for name, value in change.after.items() if name != "measures"}
    policy, _ = Policy.objects.update_or_create(slug=change.key, defaults=fields | {"withdrawn_at": None})
    standing = {text.key: text for text in policy.measures.filter(replaced_at__isnull=True)}
    for position, content in enumerate(change.after["measures"]):
        text = standing.get(content["key"])
        if text is None:
            is_title_only = Measure.of_plain(content).is_title_only
            MeasureText.objects.create(
                policy=policy,
                key=content["key"],
                position=position,
                content=content,
                is_title_only=is_title_only,
                stated_at=loading.now,
            )
        elif text.position != position:
            text.position = position
            text.save(update_fields=["position"])


def _stored(slug: str, data: PolicyEntry, shelf: Shelf | None) -> Stored:
    review = data.review.model_dump(mode="json") if data.review else None
    content = {
        "source": data.source.model_dump(mode="json") if data.source else None,
        "about": data.about.model_dump() if data.about else None,
        "review": review | {"facts": review_facts(data, shelf)} if review is not None and shelf is not None else review,
    }
    return {
        "name_zh": data.name.zh,
        "name_en": data.name.en,
        "order": data.order,
        "level": data.level.value,
        "place": data.place,
        "since": data.since.isoformat() if data.since else None,
        "until": data.until.isoformat() if data.until else None,
        "is_example": data.is_example,
        "content": content,
        "measures": [measure_of(slug, data, each).plain() for each in data.measures],
    }


def _key_faults(entries: dict[str, Entry[PolicyEntry]]) -> list[Fault]:
    found, first = [], dict[str, str]()
    for entry in entries.values():
        if not re.fullmatch(SLUG, entry.key):
            what = Label(f"文件名“{entry.key}”不能作代号", f"the file name “{entry.key}” cannot serve as a key")
            found.append(entry.fault(what, Label("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")))
        for position, measure in enumerate(entry.data.measures):
            place = entry.located.find(["measures", position, "key"])
            if measure.key in first:
                what = Label(
                    f"措施“{measure.key}”重复了（第一处：{first[measure.key]}）",
                    f"the measure “{measure.key}” stands twice (first at {first[measure.key]})",
                )
                found.append(Fault(place, what, Label("换一个代号", "give it another key")))
            first.setdefault(measure.key, str(place))
    return found
