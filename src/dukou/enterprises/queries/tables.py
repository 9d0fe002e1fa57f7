"""Code tables by code: the names of industries and divisions, and the edition in which a bare code is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dukou.enterprises.models import Division, Edition, Industry


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition of the classification of industries as lists offer it."""

    key: str
    source: str
    count: int
    is_partial: bool


def editions() -> list[ShownEdition]:
    """Every edition, the newest first."""
    rows = Edition.objects.order_by("-key").prefetch_related("industries")
    return [ShownEdition(row.key, row.source, row.industries.count(), row.is_partial) for row in rows]


def present_edition() -> str:
    """The edition in which a code is read where a list names none: the newest; empty where there is none yet."""
    return Edition.objects.order_by("-key").values_list("key", flat=True).first() or ""


def industry_names(edition: str, codes: Collection[str] | None = None) -> dict[str, str]:
    """Names by code: all of an edition, or those asked for."""
    rows = Industry.objects.filter(edition__key=edition)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    return dict(rows.values_list("code", "name"))


def division_names(codes: Collection[str] | None = None) -> dict[str, str]:
    """Names by code: all divisions, or those asked for."""
    rows = Division.objects.all() if codes is None else Division.objects.filter(code__in=codes)
    return dict(rows.values_list("code", "name"))


def sections(edition: str) -> Mapping[str, str]:
    """The sections 门类 of an edition, by letter."""
    return dict(Industry.objects.filter(edition__key=edition, level=1).order_by("code").values_list("code", "name"))


def majors_of(section: str, edition: str) -> list[str]:
    """The divisions 大类 of a section 门类, by code."""
    return list(Industry.objects.filter(edition__key=edition, section=section, level=2).order_by("code").values_list("code", flat=True))
