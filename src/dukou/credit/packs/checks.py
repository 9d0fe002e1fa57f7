"""What can be wrong with a field: points that do not reach the bounds, grades with a gap, more checks for a better grade."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dukou.credit.core.kinds import Level, RecordKind
from dukou.credit.packs.schemas import ChecksEntry, ClauseEntry, FieldEntry, GradeEntry, ItemEntry, VersionEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry

_UNIT, _BOOK, _SORT, _GRADE = (
    Label("单位", "organisation"),
    Label("规则", "rule book"),
    Label("记录种类", "sort of record"),
    Label("等级", "grade"),
)
FREQUENCY = Label("“{better}”的检查比“{worse}”还多", "“{better}” is checked more than “{worse}”")
Path = tuple[str | int, ...]


def field_faults(entry: Entry[FieldEntry], contents: Contents) -> Iterator[Fault]:
    """Everything that is wrong with one field's file."""
    data = entry.data
    units = list(contents.of("departments"))
    if data.department not in units:
        yield contents.unknown(entry, data.department, units, _UNIT, "department")
    for number, sort in enumerate(data.sorts):
        if (sort.severity is not None) != sort.kind.is_adverse:
            what = Label(f"“{sort.key}”：失信类记录写轻重，别的不写", f"“{sort.key}”: only an adverse sort has a severity")
            yield entry.fault(what, Label("写上或去掉 severity", "add or remove severity"), "sorts", number)
    yield from _twice(entry, [(("sorts", number, "key"), sort.key) for number, sort in enumerate(data.sorts)])
    yield from _twice(entry, [(("versions", number, "version"), each.version) for number, each in enumerate(data.versions)])
    for number, version in enumerate(data.versions):
        yield from _version_faults(entry, version, ("versions", number), contents)
    ordered = sorted(enumerate(data.versions), key=lambda each: each[1].since)
    for (_, before), (number, after) in pairwise(ordered):
        if before.until is None or before.until >= after.since:
            what = Label(f"“{before.version}”和“{after.version}”同时有效", f"“{before.version}” and “{after.version}” overlap")
            yield entry.fault(what, Label("给前一版写 until", "give the earlier one its until"), "versions", number, "from")


def _version_faults(entry: Entry[FieldEntry], version: VersionEntry, path: Path, contents: Contents) -> Iterator[Fault]:
    if version.until is not None and version.until < version.since:
        what = Label("失效日早于生效日", "it ends before it begins")
        yield entry.fault(what, Label("核对 from 和 until", "check from and until"), *path, "until")
    yield from _grade_faults(entry, version, path, contents)
    yield from _points_faults(entry, version, path)
    named = (("items", version.items), ("direct", version.direct), ("bounds", version.bounds))
    clauses: list[tuple[Path, ClauseEntry]] = [((*path, name, number), each) for name, some in named for number, each in enumerate(some)]
    yield from _twice(entry, [((*place, "key"), clause.key) for place, clause in clauses])
    for place, clause in clauses:
        yield from _clause_faults(entry, clause, place, contents)
    yield from _fixed_faults(entry, version, path, contents)


def _grade_faults(entry: Entry[FieldEntry], version: VersionEntry, path: Path, contents: Contents) -> Iterator[Fault]:
    """From the best to the worst, without a gap, risk rising and checks not falling."""
    by_points = [(number, grade) for number, grade in enumerate(version.grades) if grade.start is not None]
    yield from _twice(entry, [((*path, "grades", number, "key"), grade.key) for number, grade in enumerate(version.grades)])
    for (_, better), (number, worse) in pairwise(by_points):
        if (worse.start or 0) >= (better.start or 0):
            what = Label(f"“{worse.key}”的起点不低于“{better.key}”", f"“{worse.key}” does not begin beneath “{better.key}”")
            yield entry.fault(what, Label("从好到差写，起点递减", "from best to worst, each lower"), *path, "grades", number)
    last = by_points[-1][1].start if by_points else None
    if last != version.points.least:
        what = Label(
            f"最低等级的起点是 {last}，分数最低是 {version.points.least}，中间有空档",
            f"the lowest grade begins at {last}, points at {version.points.least}: a gap",
        )
        yield entry.fault(what, Label("最低等级从 points.least 起", "let the lowest grade begin at points.least"), *path, "grades")
    for (_, better), (number, worse) in pairwise(enumerate(version.grades)):
        if worse.level.height < better.level.height:
            what = Label(f"“{worse.key}”的风险比更好的“{better.key}”还低", f"“{worse.key}” has a lower risk than the better “{better.key}”")
            yield entry.fault(what, Label("等级越差，风险不应更低", "a worse grade has no lower risk"), *path, "grades", number, "level")
        before, after = _checks(better, contents), _checks(worse, contents)
        if before is not None and after is not None and frequency_rises(before, after):
            what = FREQUENCY.filled(better=better.key, worse=worse.key)
            yield entry.fault(what, Label("等级越好，检查应越少", "the better the grade, the fewer the checks"), *path, "grades", number)


def _checks(grade: GradeEntry, contents: Contents) -> ChecksEntry | None:
    """What the grade says of checks, else the default policy for its level."""
    frame = next(iter(contents.of("credit").values()), None)
    levels: dict[Level, ChecksEntry] = frame.data.policy.levels if frame else {}
    return grade.checks or levels.get(grade.level)


def frequency_rises(better: ChecksEntry, worse: ChecksEntry) -> bool:
    """Whether the better is checked more often than the worse: in its least or greatest share, or in the visits of a year."""
    more_visits = worse.visits is not None and (better.visits is None or better.visits > worse.visits)
    return better.least > worse.least or better.most > worse.most or more_visits


def _points_faults(entry: Entry[FieldEntry], version: VersionEntry, path: Path) -> Iterator[Fault]:
    """Base within the bounds; with all that can be won and lost the points reach both ends."""
    points = version.points
    if not points.least <= points.base <= points.most or points.least == points.most:
        what = Label("基准分不在最低分和最高分之间", "the base does not lie between the least and the greatest")
        yield entry.fault(what, Label("核对 base、least、most", "check base, least and most"), *path, "points", "base")
    floor, ceiling = points.base + _sum(version.items, -1), points.base + _sum(version.items, 1)
    if floor is not None and floor > points.least:
        what = Label(f"扣满也只到 {floor} 分，到不了 {points.least}", f"all deductions lead to {floor} and never to {points.least}")
        yield entry.fault(what, Label("提高扣分或 most，或抬高最低分", "deduct more, or raise the least"), *path, "points", "least")
    if ceiling is not None and ceiling < points.most:
        what = Label(f"加满也只到 {ceiling} 分，到不了 {points.most}", f"all additions lead to {ceiling} and never to {points.most}")
        yield entry.fault(what, Label("提高加分，或降低最高分", "add more, or lower the greatest"), *path, "points", "most")


def _sum(items: tuple[ItemEntry, ...], sign: int) -> int:
    """The most that items of one sign give in all; an item about records without a cap has no end."""
    endless = 10**9
    return sum(_span(item, endless) for item in items if item.points * sign > 0)


def _span(item: ItemEntry, endless: int) -> int:
    if item.book is not None:
        return item.points
    size = endless if item.most is None else item.most
    return size if item.points > 0 else -size


def _clause_faults(entry: Entry[FieldEntry], clause: ClauseEntry, path: Path, contents: Contents) -> Iterator[Fault]:
    if (clause.on is None) == (clause.book is None):
        what = Label("一条规则写 on（记录）或 book（规则），写且只写一个", "a clause is about records (on) or a rule book (book)")
        yield entry.fault(what, Label("二者写一个", "write one of the two"), *path)
        return
    if clause.book is not None:
        books = sorted({each.data.book for each in contents.of("rules").values()})
        if clause.book not in books:
            yield contents.unknown(entry, clause.book, books, _BOOK, *path, "book")
        return
    yield from _record_faults(entry, clause, path, contents)


def _record_faults(entry: Entry[FieldEntry], clause: ClauseEntry, path: Path, contents: Contents) -> Iterator[Fault]:
    """A clause about records: its sorts are there, some record can fit it, and it speaks either for a firm or against it."""
    sorts = _sorts(entry.data, contents)
    unknown = [(number, key) for number, key in enumerate(clause.on.sorts if clause.on else ()) if key not in sorts]
    for number, key in unknown:
        yield contents.unknown(entry, key, list(sorts), _SORT, *path, "on", "sorts", number)
    kinds = _kinds(sorts, clause)
    if not kinds and not unknown:
        what = Label("没有哪种记录同时合得上", "no record can fit all of it")
        yield entry.fault(what, Label("核对 sorts、kinds 和 severities", "check sorts, kinds and severities"), *path, "on")
    if len({kind.is_adverse for kind in kinds}) > 1:
        what = Label("一条规则里混了好坏两类记录", "a clause mixes records for and against a firm")
        yield entry.fault(what, Label("分成两条", "make two of it"), *path, "on")
    elif isinstance(clause, ItemEntry) and any(kind.is_adverse == (clause.points > 0) for kind in kinds):
        what = Label("失信记录只能扣分，守信记录只能加分", "an adverse record only deducts, a good one only adds")
        yield entry.fault(what, Label("核对 points 的正负", "check the sign of points"), *path, "points")


def _sorts(field: FieldEntry, contents: Contents) -> dict[str, set[RecordKind]]:
    """The sorts that a clause may name, with their kinds: the field's own, of the composite those of all fields."""
    found: dict[str, set[RecordKind]] = {}
    fields = [each.data for each in contents.of("fields").values()] if field.composite else [field]
    for sort in (sort for each in fields for sort in each.sorts):
        found.setdefault(sort.key, set()).add(sort.kind)
    return found


def _kinds(sorts: dict[str, set[RecordKind]], clause: ClauseEntry) -> set[RecordKind]:
    """The kinds of records that a clause may meet; none where what it asks contradicts itself, or names no sort that is there."""
    if clause.on is None:
        return set()
    found = set(clause.on.kinds) or set(RecordKind)
    if clause.on.sorts:
        found &= {kind for key in clause.on.sorts for kind in sorts.get(key, ())}
    return {kind for kind in found if kind.is_adverse} if clause.on.severities else found


def _fixed_faults(entry: Entry[FieldEntry], version: VersionEntry, path: Path, contents: Contents) -> Iterator[Fault]:
    """Grades that are named are there; a repair must never make a grade worse, so a direct grade by adverse records is the worst one."""
    keys, sorts = [grade.key for grade in version.grades], _sorts(entry.data, contents)
    for name, clauses in (("direct", version.direct), ("bounds", version.bounds)):
        for number, each in enumerate(clauses):
            here = (*path, name, number)
            if each.grade not in keys:
                what = Label(f"没有等级“{each.grade}”", f"there is no grade “{each.grade}”")
                yield entry.fault(what, Label(f"可用：{'、'.join(keys)}", f"use one of: {', '.join(keys)}"), *here, "grade")
            elif name == "direct" and _is_misplaced(_kinds(sorts, each), each.grade, keys):
                what = Label(
                    "直接判级：失信记录只判最差一级，守信记录只判最好一级",
                    "given directly for adverse records: only the worst; for good ones: only the best",
                )
                yield entry.fault(what, Label("“最高不超过”写在 bounds 里", "write “no better than” under bounds"), *here, "grade")
            elif name == "bounds" and any(not kind.is_adverse for kind in _kinds(sorts, each)):
                what = Label("守信记录不能压低等级", "a good record does not bound a grade")
                yield entry.fault(what, Label("改写 on", "change on"), *here, "on")


def _is_misplaced(kinds: set[RecordKind], grade: str, keys: list[str]) -> bool:
    """Whether records of these kinds may not give this grade directly."""
    return bool(kinds) and grade != (keys[-1] if any(kind.is_adverse for kind in kinds) else keys[0])


def _twice(entry: Entry[FieldEntry], told: list[tuple[Path, str]]) -> Iterator[Fault]:
    """Each key that stood before, where it stands again."""
    seen: set[str] = set()
    for path, key in told:
        if key in seen:
            yield entry.fault(Label(f"“{key}”重复了", f"“{key}” stands twice"), Label("换一个代号", "use another key"), *path)
        seen.add(key)
