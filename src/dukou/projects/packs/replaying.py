"""A story of a pack told: its names become figures, the duty list proposes owners, and the core draws the sum."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Entry
from dukou.projects.core.replays import Ahead, Blocker, Dated, Land, Milestone, Replay, Span, Sum, Told, replay_told
from dukou.projects.packs.named_figures import figure_named, place_told
from dukou.projects.packs.replay_schemas import LandEntry, ReplayEntry, SumEntry
from dukou.projects.packs.replays import stories
from dukou.projects.packs.whole import whole_pack
from dukou.projects.queries.owners import proposed_owner

Named = Callable[[str], Told]  # the figure of a key


class UnknownReplay(Refusal):
    """The pack tells no such story."""

    code = "projects.unknown_replay"
    status = 404
    what = Label("没有复盘“{slug}”", "“{slug}” was not replayed")
    why = Label("数据包里没有 replays/{slug}.yaml", "the pack has no replays/{slug}.yaml")
    cure = Label("可用：{known}", "use one of: {known}")


def replay_of(pack: str, slug: str) -> dict[str, object]:
    """One story of a pack, as `core.replays.replay_told` tells it."""
    contents = whole_pack(pack)
    known = stories(contents)
    if slug not in known:
        raise UnknownReplay(slug=slug, known="、".join(known) or "—")
    return replay_told(read_replay(known[slug], contents), partial(proposed_owner, contents))


def replays_of(pack: str) -> list[dict[str, object]]:
    """The stories that a pack tells: slug, name, whom about."""
    return [{"replay": slug, "name": each.data.name.label, "of": each.data.of} for slug, each in stories(whole_pack(pack)).items()]


def read_replay(entry: Entry[ReplayEntry], contents: Contents) -> Replay:
    """A checked story with the figures that it names."""
    data = entry.data
    told = partial(_told, contents, own=data.source)
    at = partial(place_told, contents, data.source, own=data.source)
    return Replay(
        slug=entry.key,
        name=data.name.label,
        subject=data.of,
        source=contents.of("sources")[data.source].data.title.label,
        verified=data.verified,
        milestones={
            each: Dated(told(dated.figure), dated.taken.label if dated.taken else None)
            for each in Milestone
            if (dated := data.milestones.get(each)) is not None
        },
        spans=tuple(Span(told(each.figure), each.what.label, each.from_, each.to) for each in data.spans),
        ahead=tuple(Ahead(each.milestone, at(each.at), told(each.planned) if each.planned else None) for each in data.ahead),
        money=tuple(_sum(each, told) for each in data.money),
        land=_land(data.land, told) if data.land else None,
        blockers=tuple(Blocker(each.key, each.name.label, each.topic, at(each.at)) for each in data.blockers),
    )


def _sum(each: SumEntry, told: Named) -> Sum:
    evidence = told(each.evidence) if each.evidence else None
    projects = told(each.projects) if each.projects else None
    taken = each.taken.label if each.taken else None
    return Sum(each.rung, told(each.figure), taken, evidence, projects, each.whole)


def _land(land: LandEntry, told: Named) -> Land:
    return Land(told(land.area), told(land.investment), land.taken.label if land.taken else None)


def _told(contents: Contents, key: str, own: str) -> Told:
    found = figure_named(contents, key, own)
    if found is None:
        raise LookupError(f"{key} is in no checked pack")
    return found
