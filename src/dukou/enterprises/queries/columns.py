"""The words by which lists are read: what their columns may be called, and the code tables behind their cells."""

from __future__ import annotations

from dukou.enterprises.core.columns import Field, Measure, Vocabulary
from dukou.enterprises.core.headings import stem_of
from dukou.enterprises.core.readings import Tables
from dukou.enterprises.models import Edition, KnownColumn
from dukou.enterprises.queries.tables import division_names, industry_names, present_edition
from dukou.figures.core.claims import ValueKind
from dukou.figures.queries import indicators


def vocabulary() -> Vocabulary:
    """What columns may be called, in the words of the loaded pack."""
    measures = {
        each.key: Measure(each.key, each.label, each.unit, each.may_be_negative)
        for each in indicators()
        if each.holds is ValueKind.QUANTITY
    }
    by_key = {row.key: [stem_of(heading) for heading in row.headings] for row in KnownColumn.objects.order_by("pk")}
    fields = {field.value: field for field in Field}
    return Vocabulary(
        fields={stem: fields[key] for key, stems in by_key.items() if key in fields for stem in stems},
        measures={stem: measures[key] for key, stems in by_key.items() if key in measures for stem in stems},
    )


def reading_tables() -> Tables:
    """The newest edition of industries and all divisions."""
    edition = present_edition()
    is_whole = Edition.objects.filter(key=edition, is_partial=False).exists()
    return Tables(industry_names(edition), edition, not is_whole, division_names())
