"""The panels of a firm's page. Rooms above add theirs the same way, under the desk `enterprise-page`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.kinds import NameKind, UnitKind
from dukou.enterprises.queries.profiles import Profile, Record, profile_of
from dukou.enterprises.tables.figures import other_table, year_table
from dukou.enterprises.tables.records import change_table, day_of_event, life_table, moment, record_table, relative_table, row_of
from dukou.enterprises.tables.tags import tag_table
from dukou.figures.queries import claims_about, tags_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_suffix
from dukou.kit.pages.panels import PANELS, Asked, Panel
from dukou.kit.pages.parts import Moment
from dukou.kit.pages.tables import Text

PAGE = "enterprise-page"
_CACHED = "_dukou_enterprise"
_BY_HAND = Label("手工登记", "by hand")
_MADE_UP = Label("程序生成的合成数据", "made up by the program")
Content = dict[str, Any]
_Asking = Callable[[Profile, Asked], Content | None]


def firm_of(asked: Asked) -> Profile | None:
    """The firm of the page as the visitor may see it; read once per request, for every panel asks."""
    cached: dict[str, Profile | None] = asked.request.__dict__.setdefault(_CACHED, {})
    if asked.subject not in cached:
        cached[asked.subject] = profile_of(request_viewer(asked.request), asked.subject)
    return cached[asked.subject]


def may_keep(viewer: Viewer) -> bool:
    """Whether the visitor finds the ways to change the register."""
    return viewer.may(Permission.KEEP_REGISTER)


def _identity(firm: Profile, asked: Asked) -> Content:
    names = [(name.kind.label, _named(name.text, str(name.until_on or ""))) for name in firm.names if name.kind is not NameKind.CURRENT]
    industry = Label(f"{firm.industry} {firm.industry_name}", f"{firm.industry} {firm.industry_name}") if firm.industry else ""
    pairs: list[tuple[Label, Text]] = [
        (Label("行业", "Industry"), industry),
        (Label("行业分类版本", "Edition of the classification"), firm.industry_edition),
        (Label("行政区划", "Division"), f"{firm.division} {firm.division_name}".strip()),
        (Label("地址", "Address"), firm.address),
        (Label("成立日期", "Founded on"), str(firm.founded_on or "")),
        (Label("登记来源", "Entered from"), _origin(firm)),
        (Label("登记", "Entered"), f"{moment(firm.registered_at)} {firm.registered_by}"),
    ]
    return {"names": names, "pairs": pairs, "absorbed": [name for _, name in firm.absorbed]}


def _origin(firm: Profile) -> Text:
    """A row of a list, a pack, the generator of made-up firms, or somebody's hand."""
    if firm.origin and firm.origin_row is None:
        return Label(f"数据包 {firm.origin}", f"pack {firm.origin}")
    if firm.origin:
        return row_of(firm.origin, firm.origin_row)
    return _MADE_UP if firm.is_synthetic else _BY_HAND


def _named(text: str, until: str) -> Label:
    return Label(f"{text}（至 {until}）", f"{text} (until {until})") if until else Label(text, text)


def _figures(firm: Profile, asked: Asked) -> Content:
    from dukou.enterprises.charts import revenue_by_year  # drawing takes time to load, and most commands draw nothing

    claims = claims_about(viewer=request_viewer(asked.request), known_on=asked.known_on, subjects=firm.refs)
    suffix = known_on_suffix(asked.request)
    tables = [table for table in (year_table(firm, claims, suffix), other_table(firm, claims, suffix)) if table]
    return {"chart": revenue_by_year(claims, firm.ref), "figures": tables}


def _life(firm: Profile, asked: Asked) -> Content:
    founded = [Moment(str(firm.founded_on), Label("成立", "founded"))] if firm.founded_on else []
    events = [Moment(day_of_event(each), each.what, each.evidence) for each in firm.life]
    since: Text = Label(f"{firm.status_on} 起", f"since {firm.status_on}") if firm.status_on else Label("目前", "now")
    moments = [*founded, *events, Moment(since, firm.status.label, is_now=True)]
    return {"moments": moments, "table": life_table(firm, may_keep=may_keep(request_viewer(asked.request))) if firm.life else None}


def _tags(firm: Profile, asked: Asked) -> Content:
    viewer = request_viewer(asked.request)
    found = tags_of(viewer=viewer, subjects=firm.refs, known_on=asked.known_on)
    tags = [tag for some in found.values() for tag in some]
    return {"tables": [tag_table(firm, tags, may_keep=may_keep(viewer))] if tags else []}


def _group(firm: Profile, asked: Asked) -> Content:
    keeps, suffix = may_keep(request_viewer(asked.request)), known_on_suffix(asked.request)
    above = [each for each in firm.relatives if each.is_above]
    beneath = [each for each in firm.relatives if not each.is_above]
    parts = ((above, Label("上级单位", "Units above"), keeps), (beneath, Label("下属单位", "Units beneath"), False))
    tables = [relative_table(firm, some, title, suffix, may_keep=ways) for some, title, ways in parts if some]
    return {"tables": tables, "is_group": firm.unit_kind is UnitKind.GROUP}


def _sites(firm: Profile, asked: Asked) -> Content:
    return _records(firm, firm.sites, Label("已记录的场地", "Sites recorded"), asked)


def _parts(firm: Profile, asked: Asked) -> Content:
    return _records(firm, firm.parts, Label("已记录的角色", "Parts recorded"), asked)


def _statements(firm: Profile, asked: Asked) -> Content:
    return _records(firm, firm.statements, Label("已登记的情况", "What is stated"), asked)


def _charges(firm: Profile, asked: Asked) -> Content:
    return _records(firm, firm.charges, Label("现在负责的专班", "Task forces in charge now"), asked)


def _records(firm: Profile, records: Sequence[Record], title: Label, asked: Asked) -> Content:
    keeps = may_keep(request_viewer(asked.request))
    return {"tables": [record_table(firm, records, title, may_keep=keeps)] if records else []}


def _changes(firm: Profile, asked: Asked) -> Content | None:
    return {"tables": [change_table(firm.changes)]} if firm.changes else None


@dataclass(frozen=True, slots=True)
class _Way:
    """The way to the form of a noun, for whoever keeps the register."""

    noun: str
    words: Label


def _add(
    order: int,
    name: str,
    title: Label,
    content: Callable[[Profile, Asked], Content | None],
    template: str = "records",
    way: _Way | None = None,
) -> None:
    """Register a panel. One that could hold something and is empty shows only to those who may fill it."""

    def of(asked: Asked) -> Content | None:
        firm = firm_of(asked)
        found = content(firm, asked) if firm else None
        shown = way if way and may_keep(request_viewer(asked.request)) else None
        if firm is None or found is None or not (shown or found.get("tables", True)):
            return None
        return {**found, "firm": firm, "way": shown}

    key = f"enterprises.{name}"
    PANELS.add(key, Panel(key, frozenset({PAGE}), order, title, f"enterprises/panels/{template}.html", of))


_add(10, "identity", Label("登记信息", "Identity"), _identity, "identity")
_add(20, "figures", Label("数据", "Figures"), _figures, "figures")
_add(30, "life", Label("成长历程", "Life"), _life, "life", _Way("life-event", Label("记录一件事", "Record an event")))
_add(40, "tags", Label("产业环节", "Segments"), _tags, way=_Way("tag", Label("标注环节", "Tag with a segment")))
_add(50, "group", Label("集团与分支", "Group and branches"), _group, "group", _Way("link", Label("记录上级单位", "Record a unit above")))
_add(60, "sites", Label("场地", "Sites"), _sites, way=_Way("site", Label("记录场地", "Record a site")))
_add(70, "parts", Label("集群中的角色", "Parts in clusters"), _parts, way=_Way("part", Label("记录角色", "Record a part")))
_add(
    75,
    "statements",
    Label("称号、证书和其他情况", "Titles, certificates and more"),
    _statements,
    way=_Way("statement", Label("登记一项事实", "State a fact")),
)
_add(80, "charges", Label("负责的专班", "Task forces in charge"), _charges, way=_Way("charge", Label("交给专班", "Put in charge")))
_add(900, "changes", Label("变更记录", "Changes"), _changes)
