"""The fields as they stand, and as they stood: each text is read once in the life of the process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dukou.credit.core.frames import Frame
from dukou.credit.core.kinds import RecordKind, Severity
from dukou.credit.core.schemes import Scheme, in_force, schemes_of
from dukou.credit.models import FieldText, FrameText
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal


class NoSuchField(Refusal):
    """No field of that name is there."""

    code = "credit.no_such_field"
    status = 404
    what = Label("没有查到监管领域“{field}”", "there is no field of supervision “{field}”")
    why = Label("本区的数据包里没有它", "the district's pack does not hold it")
    cure = Label("可用：{known}", "use one of: {known}")


class NoSchemeThen(Refusal):
    """The field has no scheme for that day."""

    code = "credit.no_scheme_then"
    status = 404
    what = Label("“{field}”在 {day} 没有评级办法", "“{field}” has no scheme on {day}")
    why = Label("它的各版都不在这一天生效", "none of its versions is in force then")
    cure = Label("换一个日期", "choose another day")


class NoFrame(Refusal):
    """The district has no `credit.yaml`."""

    code = "credit.no_frame"
    status = 404
    what = Label("本区没有信用监管的规则", "this district has no rules of credit-graded supervision")
    why = Label("数据包里没有 credit.yaml", "its pack has no credit.yaml")
    cure = Label("在数据包里写上，或沿用 national", "write one in the pack, or extend national")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of records that a field tells apart."""

    key: str
    label: Label
    kind: RecordKind
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class CreditField:
    """One field: its text, what it is called, its unit, its sorts, and all versions of its scheme."""

    key: str
    text: int
    label: Label
    about: Label | None
    unit: str
    order: int
    is_composite: bool
    sorts: tuple[Sort, ...]
    schemes: tuple[Scheme, ...]

    def on(self, day: date) -> Scheme:
        """The scheme in force on a day."""
        found = in_force(self.schemes, day)
        if found is None:
            raise NoSchemeThen(field=self.label, day=day)
        return found

    def version(self, name: str) -> Scheme:
        """A version by its name."""
        return next(each for each in self.schemes if each.version == name)

    def sort(self, key: str) -> Sort | None:
        """The sort with this key."""
        return next((each for each in self.sorts if each.key == key), None)


def fields() -> list[CreditField]:
    """Every field that stands, the composite evaluation last, in the order of the pack."""
    rows = FieldText.objects.filter(replaced_at__isnull=True).values_list("pk", "sha256")
    return sorted((read_field(pk, sha256) for pk, sha256 in rows), key=lambda each: (each.is_composite, each.order, each.key))


def field_named(key: str) -> CreditField:
    """The field with this slug."""
    row = FieldText.objects.filter(key=key, replaced_at__isnull=True).values_list("pk", "sha256").first()
    if row is None:
        known = FieldText.objects.filter(replaced_at__isnull=True).order_by("key").values_list("key", flat=True)
        raise NoSuchField(field=key, known=same("、".join(known) or "—"))
    return read_field(*row)


def field_of_text(pk: int) -> CreditField:
    """The field as a text tells it, whether it stands or not."""
    return read_field(*FieldText.objects.values_list("pk", "sha256").get(pk=pk))


@lru_cache(maxsize=512)
def read_field(pk: int, sha256: str) -> CreditField:
    """The field of a stored text; the hash stands beside, so that a row of another database is never taken for it."""
    row = FieldText.objects.get(pk=pk, sha256=sha256)
    content: dict[str, Any] = row.content
    about = content.get("about")
    sorts = tuple(
        Sort(
            each["key"], Label.read(each["name"]), RecordKind.of(each["kind"]), Severity.of(each["severity"]) if each["severity"] else None
        )
        for each in content["sorts"]
    )
    return CreditField(
        key=row.key,
        text=row.pk,
        label=Label.read(content["name"]),
        about=Label.read(about) if about else None,
        unit=content["department"],
        order=content["order"],
        is_composite=bool(content["composite"]),
        sorts=sorts,
        schemes=schemes_of(row.key, content),
    )


def sort_for(kind: RecordKind) -> tuple[CreditField, Sort] | None:
    """The field and sort that take records of a kind that a room above tells: those of the composite evaluation, for what is told belongs
    to no unit's field alone; None where it has no such sort.
    """
    frame = frame_or_none()
    among = [each for each in fields() if frame and each.key == frame.composite]
    return next(((field, sort) for field in among for sort in field.sorts if sort.kind is kind), None)


def source_of(field: CreditField, version: str) -> dict[str, Any]:
    """What the file says of the document behind a version."""
    content: dict[str, Any] = FieldText.objects.values_list("content", flat=True).get(pk=field.text)
    found: dict[str, Any] = next(each["source"] for each in content["versions"] if each["version"] == version)
    return found


def frame() -> Frame:
    """What holds for all fields now."""
    found = frame_or_none()
    if found is None:
        raise NoFrame()
    return found


def frame_or_none() -> Frame | None:
    """The same; None where the district has none."""
    row = FrameText.objects.filter(replaced_at__isnull=True).values_list("pk", "sha256").first()
    return _read_frame(*row) if row else None


@lru_cache(maxsize=64)
def _read_frame(pk: int, sha256: str) -> Frame:
    return Frame.read(FrameText.objects.get(pk=pk, sha256=sha256).content)
