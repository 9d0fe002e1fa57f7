"""Rooms and the doors they bring: pages, API, commands, snapshots, seeds, panels. What a room leaves shut, it leaves shut for a reason."""

from __future__ import annotations

from .reading import Tree

# What each door is for, by the file or folder of a room that brings it.
DOORS = {
    "urls": "pages",
    "api": "operations for programs",
    "commands": "verbs of the command line",
    "snapshots": "tables for the warehouse",
    "seeds": "rows that a made-up district is filled with",
    "panels": "what desks and other pages show of it",
}
_FOUNDATION = "the foundation: it holds no subject"
_SHELL = "a shell: it collects what rooms bring and holds no subject"
_BESIDE = {
    "seeds": "its rows come with packs and with what people do",
    "trail": "reading the trail is an office of its own, whose one page stands in accounts",
}

# Each door that a room does not bring, with the reason. A new room writes its own line here, or brings every door.
SHUT: dict[str, dict[str, str]] = {
    "kit": dict.fromkeys(("urls", "api", "commands", "snapshots", "panels"), _FOUNDATION),
    "warehouse": {
        "urls": "snapshots hold closed figures too: they are for the operator of the machine, who has a command line",
        "api": "the same",
        "snapshots": "it keeps what other rooms lend and lends nothing itself",
        "seeds": "it has no rows of its own",
        "panels": "for the operator alone",
    },
    "audit": {"urls": _BESIDE["trail"], "api": "no token reads the trail", "seeds": "it grows by acts alone", "panels": _BESIDE["trail"]},
    "accounts": {"api": "people, posts and approvals stay with pages, where a person sits", "seeds": _BESIDE["seeds"]},
    "rules": {"seeds": "its books come with packs; decisions are made, never filled in"},
    "figures": {"seeds": "its figures come with packs and lists, each with a source"},
    "casework": {
        "seeds": "the rooms above plant cases with their subjects",
    },
    "enterprises": {},
    "chains": {},
    "credit": {},
    "finance": {},
    "clusters": {"commands": "`dukou brief` tells where they stand", "seeds": _BESIDE["seeds"]},
    "appeals": {},
    "policies": {},
    "briefing": {"snapshots": "it computes and keeps nothing", "seeds": "it computes and keeps nothing"},
    "web": dict.fromkeys(("api", "commands", "snapshots", "seeds"), _SHELL),
    "api": dict.fromkeys(("api", "snapshots", "seeds", "panels"), _SHELL),
    "cli": dict.fromkeys(("urls", "api", "snapshots", "seeds", "panels"), _SHELL),
}


def doors_of(tree: Tree) -> dict[str, set[str]]:
    """The doors that each room brings, read from the tree."""
    found: dict[str, set[str]] = {room: set() for room in tree.rooms}
    for file in tree.files:
        if file.room and file.part in DOORS:
            found[file.room].add(file.part)
    return found


def amiss(tree: Tree) -> list[str]:
    """Doors that are neither there nor explained, and reasons for a door that is there or for a room that is not."""
    brought = doors_of(tree)
    wanting = [
        f"{room}: no {door}.py ({what}), and no reason in tests/architecture/doors.py"
        for room, own in brought.items()
        for door, what in DOORS.items()
        if door not in own and not SHUT.get(room, {}).get(door)
    ]
    stale = [
        f"{room}: {door} is there; its reason is not needed" for room, own in brought.items() for door in SHUT.get(room, {}) if door in own
    ]
    gone = [f"{room}: there is no such room" for room in SHUT if room not in brought]
    return [*wanting, *stale, *gone]
