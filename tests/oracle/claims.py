"""The claims of a pack as the house passes them around, straight from its checked entries."""

from __future__ import annotations

from dukou.figures.core.claims import Claim, parse_stated
from dukou.figures.packs.claims import ClaimEntry
from dukou.kit.core.periods import parse_period
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry


def claims_of(contents: Contents) -> dict[str, Claim]:
    """Every claim of the pack, by its reference."""
    entries = contents.of("figures").values()
    return {entry.key: _claim(number, entry, contents) for number, entry in enumerate(entries, 1)}


def _claim(number: int, entry: Entry[ClaimEntry], contents: Contents) -> Claim:
    data = entry.data
    indicator = contents.of("indicators")[data.indicator].data
    source = contents.of("sources")[data.source].data
    return Claim(
        id=number,
        ref=entry.key,
        subject=data.of,
        indicator=data.indicator,
        indicator_label=indicator.name.label,
        version=indicator.version,
        role=indicator.role,
        value=parse_stated(data.value, indicator.holds),
        period=None if data.period in ("", "undated") else parse_period(data.period),
        kind=data.kind,
        source=data.source,
        place=data.at,
        known_on=data.known_on or source.known_on,
        growth_of=indicator.growth_of,
        is_known_on_assumed=source.known_on_assumed,
    )
