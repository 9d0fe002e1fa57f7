"""The brief in a terminal: in a narrow one the figures, in a broad one also what stands beneath them; in neither is a sign lost."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.console import Console

from dukou.briefing.core.document import Said
from dukou.briefing.tests.asking import Ask, Asked
from dukou.briefing.writers.tables import HEADS, for_terminal
from dukou.kit.core.labels import LANGUAGES, Label, Language, speaking

pytestmark = pytest.mark.django_db
FRAME = {*" \u00a0\n", *map(chr, range(0x2500, 0x2580))}  # blanks, line ends and the lines of boxes


def printed(brief: Asked, width: int) -> str:
    """What a terminal of this width shows."""
    console = Console(width=width, file=io.StringIO(), color_system=None, legacy_windows=False)
    console.print(for_terminal(brief.written, brief.findings, width))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def signs(text: str) -> Counter[str]:
    """The signs of a text without what frames it."""
    return Counter(sign for sign in text if sign not in FRAME)


def said(brief: Asked, *, in_full: bool) -> Iterator[str]:
    """Every text that belongs into the table and beneath it."""
    yield from (str(brief.written.title), *map(str, HEADS), "合计" if str(HEADS[0]) == "集群" else "Total")
    cells: list[Said] = [brief.written.total]
    for row in brief.written.rows:
        yield from (str(row.name), str(row.light_words))
        cells += [row.revenue, row.growth, row.running, row.progress, row.target, row.needed]
    yield from (str(cell.text) for cell in cells)
    yield from (str(cell.beneath) for cell in cells if cell.beneath and in_full)
    rows = [row for row in brief.written.rows if row.basis and not in_full]
    softened = [Label(f"·{row.name.zh}：完成{row.basis.zh}", f"·{row.name.en}: done, {row.basis.en}") for row in rows if row.basis]
    yield from map(str, softened)
    yield from (f"·{note}" for note in brief.written.notes)
    yield from (f"!{finding.subject}:{finding.message}" for finding in brief.findings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", ["", "2023"])
@pytest.mark.parametrize(("width", "in_full"), [(80, False), (160, True)])
def test_nothing_is_cut_off_and_no_line_is_too_long(ask: Ask, language: Language, period: str, width: int, in_full: bool) -> None:
    with speaking(language):
        brief = ask(period=period)
        text, wanted = printed(brief, width), "".join(said(brief, in_full=in_full))
    assert "…" not in text
    assert max(map(cell_len, text.splitlines())) <= width
    assert signs(text) == signs(wanted)
    points = [line for line in text.splitlines() if line[:1] in ("·", "!")]
    assert len(points) == len(brief.findings) + len(brief.written.notes) + sum(
        bool(row.basis) and not in_full for row in brief.written.rows
    )
    assert min(len(line.split(maxsplit=1)) for line in points) == 2


def test_a_broad_one_tells_period_scope_and_base(ask: Ask) -> None:
    text = printed(ask(), 160)
    assert [
        each
        for each in ("未注明时期，营收", "日历进度", "按下限", "2024年上半年，预计", "2027年，目标数", ">420.23 亿元")
        if each not in text
    ] == []


def test_the_softness_of_a_progress_is_told_in_narrow_ones_too(ask: Ask) -> None:
    text = printed(ask(), 80)
    assert "· 重庆小面：完成按下限·均为预计数" in text.replace("\u00a0", " ")
