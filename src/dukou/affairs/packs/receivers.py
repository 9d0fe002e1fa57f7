"""The section `receivers`: how each unit takes what it is handed. A unit without an entry works at its desk here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from dukou.accounts.queries.organisations import organisation_ids
from dukou.affairs.core.kinds import ReceiverKind
from dukou.affairs.models import UnitReceiver
from dukou.affairs.packs.schemas import ReceiverEntry
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_HOME = frozenset({"127.0.0.1", "localhost", "::1"})
_STORED = ("kind", "address", "secret_name")


class ReceiverSection(Section[ReceiverEntry]):
    """A unit that left the list works at its desk again; what was handed to it stays as it is."""

    name: ClassVar[str] = "receivers"
    files: ClassVar[str] = "receivers.yaml"
    forgets: ClassVar[bool] = True
    schema = ReceiverEntry

    def check(self, entries: dict[str, Entry[ReceiverEntry]], contents: Contents) -> list[Fault]:
        """The unit is there; an address is of the sort that the kind needs, and a system has a secret with which both sign."""
        return [fault for entry in entries.values() for fault in _faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[ReceiverEntry]], contents: Contents) -> dict[str, Fields]:
        """What each says, by unit."""
        return {key: {name: str(getattr(entry.data, name)) for name in _STORED} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored, by unit."""
        rows = UnitReceiver.objects.values_list("unit__key", *_STORED)
        return {key: dict(zip(_STORED, told, strict=True)) for key, *told in rows}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the changes."""
        units = organisation_ids()
        for change in changes:
            if change.sort == "removed":
                UnitReceiver.objects.filter(unit__key=change.key).delete()
            else:
                UnitReceiver.objects.update_or_create(unit_id=units[change.key], defaults=change.after | {"pack": loading.pack})


def _faults(entry: Entry[ReceiverEntry], contents: Contents) -> Iterator[Fault]:
    data, units = entry.data, list(contents.of("departments"))
    if data.unit not in units:
        yield contents.unknown(entry, data.unit, units, Label("单位", "organisation"), "unit")
    if data.kind is ReceiverKind.HTTP:
        if not _is_reached_safely(data.address):
            what = Label("系统对接要写 https 地址", "its own system is reached by an https address")
            yield entry.fault(
                what, Label("写成 https://…；本机试用可写 http://127.0.0.1", "write https://…; on this machine http://127.0.0.1"), "address"
            )
        if not data.secret_name:
            what = Label("没有写 secret_name，双方无法验签", "there is no secret_name: neither side could verify the other")
            yield entry.fault(what, Label("写放密钥的环境变量名", "name the environment variable that holds the secret"), "kind")
    elif data.kind is ReceiverKind.MAIL and not _MAIL.fullmatch(data.address):
        yield entry.fault(
            Label("不是电子邮件地址", "it is no mail address"), Label("写成 name@example.org", "write name@example.org"), "address"
        )
    elif data.kind is not ReceiverKind.MAIL:
        for name in ("address", "secret_name"):
            if getattr(data, name):
                what = Label(f"“{data.kind.label.zh}”不写 {name}", f"“{data.kind.label.en}” takes no {name}")
                yield entry.fault(what, Label(f"去掉 {name}", f"remove {name}"), name)


def _is_reached_safely(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and parts.username is None and (parts.scheme == "https" or (parts.scheme == "http" and host in _HOME))
