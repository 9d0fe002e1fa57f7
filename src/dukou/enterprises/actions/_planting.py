"""What made-up firms of a demo home are given: entries, records of their lives, figures, and a few doubles of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dukou.enterprises import register
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.grams import dice
from dukou.enterprises.core.kinds import LifeEventKind, LinkKind, SiteUse, Status, UnitKind
from dukou.enterprises.core.names import normal
from dukou.enterprises.core.synthetic import MadeUpFirm
from dukou.enterprises.models import Enterprise, LifeEvent, Link, Site
from dukou.enterprises.queries.tables import division_names, industry_names, present_edition
from dukou.enterprises.register import suspects
from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.figures.core.origins import Origin
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year

SOURCE = "made-up"
EVIDENCE = "合成数据，仅供演示"
PLACE = "示例市"
DOUBLES = 5
LIKE_ENOUGH = 0.3  # of names of an industry and a segment (Dice)
STREET_CODE = 9  # digits
_ENDS = {
    Status.SUSPENDED: LifeEventKind.SUSPENDED,
    Status.MOVED_OUT: LifeEventKind.MOVED_OUT,
    Status.REVOKED: LifeEventKind.REVOKED,
    Status.DEREGISTERED: LifeEventKind.DEREGISTERED,
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A made-up firm beside its entry."""

    firm: MadeUpFirm
    row: Enterprise

    @property
    def is_active_company(self) -> bool:
        """Whether it is a company of its own that is in business."""
        return self.firm.kind is UnitKind.COMPANY and self.firm.status is Status.ACTIVE


def enter(firms: Sequence[MadeUpFirm], how: register.Circumstances, on: date, random: Random) -> list[Planted]:
    """Write the firms into the register, with codes that its tables know."""
    edition = present_edition()
    known, streets = industry_names(edition), sorted(code for code in division_names() if len(code) == STREET_CODE) or [""]
    entries = [
        Entry(
            name=firm.name,
            code=firm.code,
            unit_kind=firm.kind,
            industry=firm.industry if firm.industry in known else "",
            industry_edition=edition if firm.industry in known else "",
            division=random.choice(streets),
            address=firm.address,
            capital=firm.capital_written,
            founded_on=firm.founded,
            status=firm.status,
            status_on=_over_on(firm, on, random),
            short_names=(firm.short_name,),
        )
        for firm in firms
    ]
    rows = register.add(entries, how, keys=[firm.key for firm in firms])
    return [Planted(firm, row) for firm, row in zip(firms, rows, strict=True)]


def record_lives(planted: Sequence[Planted], how: register.Circumstances, random: Random) -> None:
    """Give the firms events, links to those they belong to, and sites."""
    said = {"evidence": EVIDENCE, "recorded_at": how.now, "recorded_by": str(how.by)}
    by_key = {each.firm.key: each for each in planted}
    ended = [each for each in planted if each.firm.status in _ENDS]
    arrived = [each for each in planted if each.firm.status is Status.ACTIVE][::8]
    LifeEvent.objects.bulk_create(
        [LifeEvent(enterprise=each.row, kind=_ENDS[each.firm.status].value, happened_on=each.row.status_on, **said) for each in ended]
        + [LifeEvent(enterprise=each.row, kind=LifeEventKind.MOVED_IN.value, happened_on=_soon(each, random), **said) for each in arrived]
    )
    Link.objects.bulk_create(
        Link(child=each.row, parent=by_key[each.firm.parent].row, kind=_link_kind(each, by_key).value, **said)
        for each in planted
        if each.firm.parent
    )
    Site.objects.bulk_create(_site(each, said, random) for each in planted[::3])


def record_figures(planted: Sequence[Planted], how: register.Circumstances, on: date) -> int:
    """Staff and revenue by year as claims within the administration: years that are not over on the day `on` are expected."""
    about = Label("全部为程序生成的合成数据，企业并不存在", "made up by the program throughout; these firms do not exist")
    name = Label("合成数据（仅供演示）", "made-up data (demonstration only)")
    name_source(key=SOURCE, name=name, sha256="", known_on=on, about=about, origin=Origin.FIRM)  # as if the made-up firms had reported it
    subjects = [Introduced(each.row.ref, Label(f"{each.firm.name}（合成数据）", f"{each.firm.name} (made up)")) for each in planted]
    introduce(subjects=subjects)
    claims = [claim for number, each in enumerate(planted, 1) for claim in _claims(each, number, on)]
    return record_many(by=how.by, rows=claims, now=how.now).added


def add_doubles(planted: Sequence[Planted], how: register.Circumstances) -> int:
    """Enter some firms once more as lists misspell them, and put the pairs into the queue for people; gives how many pairs that are."""
    companies = [each.firm for each in planted if each.is_active_company][:DOUBLES]
    entries = [Entry(name=_misspelt(firm.name)[number], address=firm.address) for number, firm in enumerate(companies)]
    rows = register.add(entries, how, keys=[f"{firm.key}-again" for firm in companies])
    keys = [row.pk for row in rows]
    return suspects.note_alike(keys, how.now) + suspects.note_near(keys, how.now)


def fitting_segments(planted: Sequence[Planted], segments: Mapping[str, Label], most: int) -> list[tuple[Planted, str]]:
    """So many firms, at most two of a segment, whose industry's name is nearest to the segment's."""
    scored = [
        (dice(normal(each.firm.industry_name), normal(label.zh)), -number, ref)
        for number, each in enumerate(planted)
        for ref, label in segments.items()
    ]
    chosen: dict[int, str] = {}
    for score, negative, ref in sorted(scored, reverse=True):
        if score >= LIKE_ENOUGH and -negative not in chosen and list(chosen.values()).count(ref) < 2 and len(chosen) < most:
            chosen[-negative] = ref
    return [(planted[number], ref) for number, ref in chosen.items()]


def _over_on(firm: MadeUpFirm, on: date, random: Random) -> date | None:
    if firm.status not in _ENDS:
        return None
    return firm.founded + timedelta(days=random.randrange(max((on - firm.founded).days, 1)))


def _soon(each: Planted, random: Random) -> date:
    return each.firm.founded + timedelta(days=random.randrange(400))


def _link_kind(each: Planted, by_key: Mapping[str, Planted]) -> LinkKind:
    if each.firm.kind is UnitKind.BRANCH:
        return LinkKind.BRANCH
    return LinkKind.LOCAL_UNIT if by_key[each.firm.parent].firm.kind is UnitKind.GROUP else LinkKind.SUBSIDIARY


def _site(each: Planted, said: Mapping[str, object], random: Random) -> Site:
    use = random.choice([SiteUse.PRODUCTION, SiteUse.OFFICE, SiteUse.WAREHOUSE])
    area, power = random.randrange(200, 20_000) * 100, random.randrange(50, 3_000, 10)
    place = {"address": each.firm.address, "division": each.row.division, "from_on": each.firm.founded}
    return Site(enterprise=each.row, name=use.label.zh, use=use.value, area=area, power=power, **place, **said)


def _claims(each: Planted, number: int, on: date) -> Iterator[Reported]:
    for stated in each.firm.figures:
        period = year(stated.year)
        kind = ClaimKind.REPORTED if period.last < on else ClaimKind.EXPECTED
        revenue = None if stated.revenue is None else f"{stated.revenue // 1_000_000}.{stated.revenue % 1_000_000 // 10_000:02d}万元"
        staff = None if stated.staff is None else f"{stated.staff}人"
        for indicator, value in (("revenue", revenue), ("staff", staff)):
            if value is not None:
                yield Reported(
                    ref=f"{each.firm.key}.{indicator}.{stated.year}",
                    subject=each.row.ref,
                    indicator=indicator,
                    value=value,
                    period=period,
                    kind=kind,
                    source=SOURCE,
                    place=str(number),
                    known_on=on,
                    visibility=Visibility.INTERNAL,
                )


def _misspelt(name: str) -> tuple[str, ...]:
    """A name as lists get it wrong: another legal form, a character missing, two swapped, no place, a wrong one."""
    return (
        name.replace("有限公司", "有限责任公司"),
        name[:4] + name[5:],
        name[:3] + name[4] + name[3] + name[5:],
        name.removeprefix(PLACE),
        name.replace("公司", "公词"),
    )
