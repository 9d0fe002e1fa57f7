"""The segments and nodes that a firm is tagged with, each with how sure it is, on what, by whose word, and since when."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.enterprises.queries.profiles import Profile
from dukou.figures.queries import ShownTag
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text

_WITHDRAW = Label("撤回", "Take back")


def tag_table(firm: Profile, tags: Sequence[ShownTag], *, may_keep: bool) -> Table:
    """Tags as they stood on the day asked for; those made by hand can be taken back, those of a pack change with the pack."""
    heads = (
        Heading(Label("环节", "Segment or node")),
        Heading(Label("属于", "Part of")),
        Heading(Label("占营收（%）", "Share of revenue (%)"), is_number=True),
        Heading(Label("把握", "Confidence")),
        Heading(Label("依据", "Evidence")),
        Heading(Label("来源", "Source")),
        Heading(Label("何日得知", "Known on")),
    )
    act = (Heading(Label("操作", "Action")),) if may_keep else ()
    rows = tuple(Row((*_cells(tag), *((_way_back(firm, tag),) if may_keep else ()))) for tag in tags)
    return Table(Label("标注的环节", "Segments tagged"), ((*heads, *act),), rows)


def _cells(tag: ShownTag) -> tuple[Cell, ...]:
    return (
        Cell(tag.label),
        Cell(tag.cluster_label or "—"),
        Cell("—" if tag.share is None else f"{tag.share * 100:.4g}", is_number=True),
        Cell(tag.confidence.label),
        Cell(tag.evidence or "—"),
        Cell(tag.source_label, qualifier=tag.place or ""),
        Cell(str(tag.known_on), qualifier=tag.recorded_by),
    )


def _way_back(firm: Profile, tag: ShownTag) -> Cell:
    if tag.pack:
        of_pack: Text = Label("随数据包更新", "changes with its pack")
        return Cell(of_pack)
    return Cell(_WITHDRAW, reverse("enterprises:withdraw_tag", args=[firm.key, *tag.segment.split("/")]))
