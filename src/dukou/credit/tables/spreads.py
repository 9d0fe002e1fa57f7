"""How firms spread over grades: beside what is expected, and from one grading to another."""

from __future__ import annotations

from collections.abc import Sequence

from dukou.credit.core.frames import Expected
from dukou.credit.core.matrices import OUT, Matrix
from dukou.credit.core.schemes import Scheme
from dukou.credit.core.spreads import MOVED, STEADY, Beside, stability
from dukou.credit.models import GradeRun
from dukou.credit.tables.words import LEVEL_FACES, grade_label
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table

_ELSEWHERE = Label(
    "对照的是别处的分布（{title}），不是本区的目标；差得多，先看登记全不全、办法合不合适。",
    "It is held against the spread of another place ({title}), no aim of this one; where they differ, ask first whether records are "
    "complete and the scheme fits.",
)


def beside_table(rows: Sequence[Beside], expected: Expected) -> Table:
    """Level by level: firms, share, expected share, difference in points of percent; one figure for all."""
    heads = (
        (
            Heading(Label("风险", "Risk"), rows=2),
            Heading(Label("本领域", "This field"), columns=2),
            Heading(Label("对照", "Held against"), rows=2, is_number=True),
            Heading(Label("相差（百分点）", "Difference (points)"), rows=2, is_number=True),
        ),
        (Heading(Label("企业（家）", "Firms"), is_number=True), Heading(Label("占比", "Share"), is_number=True)),
    )
    body = tuple(
        Row(
            (
                Cell(each.level.label, light=LEVEL_FACES[each.level].value),
                Cell(f"{each.count:,}", is_number=True),
                Cell(f"{each.share * 100:.1f}%", is_number=True),
                Cell(f"{each.expected * 100:.1f}%", is_number=True),
                Cell(f"{each.difference * 100:+.1f}".replace("-", "−"), is_number=True),
            )
        )
        for each in rows
    )
    notes = (_drift(stability(rows)), _ELSEWHERE.filled(title=expected.title))
    return Table(Label("分布对照", "The spread beside another"), heads, body, notes=notes)


def _drift(index: float | None) -> Label:
    if index is None:
        return Label("有一级没有企业，稳定性指数无从计算。", "One level has no firm, so there is no stability index.")
    if index < STEADY:
        word = Label("相近", "alike")
    elif index < MOVED:
        word = Label("有些不同", "somewhat different")
    else:
        word = Label("很不同", "another spread")
    words = Label(
        "稳定性指数 {index}：{word}（习惯上不足 {steady} 为相近，{moved} 以上为很不同）。",
        "Stability index {index}: {word} (by custom alike beneath {steady}, another spread from {moved}).",
    )
    return words.filled(index=f"{index:.3f}", word=word, steady=f"{STEADY:g}", moved=f"{MOVED:g}")


def matrix_table(found: Matrix, before: GradeRun, after: GradeRun, was: Scheme, now: Scheme) -> Table:
    """Rows: the grade that firms had; columns: the grade that they have. Noughts are told as a dash."""
    heads = (
        (
            Heading(Label(f"{before.as_of} 的等级", f"Grade of {before.as_of}"), rows=2),
            Heading(Label(f"{after.as_of} 的等级", f"Grade of {after.as_of}"), columns=len(found.after)),
            Heading(Label("合计", "All"), rows=2, is_number=True),
        ),
        tuple(Heading(_side(now, key, is_after=True), is_number=True) for key in found.after),
    )
    rows = [
        Row(
            (
                Cell(_side(was, key, is_after=False)),
                *(_went(found.at(key, to), is_kept=key == to) for to in found.after),
                Cell(f"{found.out_of(key):,}", is_number=True),
            )
        )
        for key in found.before
    ]
    whole = sum(found.into(to) for to in found.after)
    into = (Cell(f"{found.into(to):,}", is_number=True) for to in found.after)
    rows.append(Row((Cell(Label("合计", "All")), *into, Cell(f"{whole:,}", is_number=True)), is_sum=True))
    return Table(Label("等级迁移", "Migration of grades"), heads, tuple(rows), unit=Label("家", "firms"), notes=_notes(found))


def _notes(found: Matrix) -> tuple[Label, ...]:
    notes = [
        Label(
            f"两次都在评的 {found.whole:,} 家里，{found.kept:,} 家等级没变。",
            f"Of {found.whole:,} firms graded both times {found.kept:,} kept theirs.",
        )
    ]
    if OUT in (*found.before, *found.after):
        notes.append(
            Label(
                "没有任何记录的企业只知道总数：进出名录的按两次之差计，同时有进有出的相抵。",
                "Of firms without any record only the number is known: who entered or left the register is the difference, both set off.",
            )
        )
    return tuple(notes)


def _side(scheme: Scheme, key: str, *, is_after: bool) -> Label:
    if key == OUT:
        return Label("不再评", "no longer graded") if is_after else Label("新纳入", "new")
    return grade_label(scheme, key)


def _went(count: int, *, is_kept: bool) -> Cell:
    if not count:
        return Cell("—", is_number=True)
    return Cell(f"{count:,}", is_number=True, qualifier=Label("未变", "kept") if is_kept else "")
