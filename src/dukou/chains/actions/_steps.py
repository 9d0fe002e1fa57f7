"""What the acts of this room share: the right, the firm and the node that are spoken of, the words that something rests on."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import organisation_ids
from dukou.chains.actions.refusals import EvidenceMissing, NoSuchFirm, NoSuchNode, NoSuchOffice
from dukou.chains.core.maps import Node
from dukou.chains.models import ChainText
from dukou.chains.queries.maps import nodes_by_ref
from dukou.enterprises.queries.profiles import id_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

CANDIDATE = Label("候选企业", "candidate")


def begun(by: Viewer, now: datetime | None) -> tuple[Actor, datetime]:
    """Who acts and when; refused without the right to keep chains."""
    by.require(Permission.KEEP_CHAINS)
    return actor_of(by, Permission.KEEP_CHAINS), now or timezone.now()


def firm_of(by: Viewer, key: str) -> int:
    """The number of a firm of the register."""
    found = id_of(by, key)
    if found is None:
        raise NoSuchFirm(firm=key)
    return found


def node_of(ref: str) -> tuple[ChainText, Node]:
    """A node of a map that stands, with the text of its chain."""
    found = nodes_by_ref().get(ref)
    if found is None:
        raise NoSuchNode(node=ref)
    return found


def said(words: str) -> str:
    """Words that have to be there."""
    if not words.strip():
        raise EvidenceMissing()
    return words.strip()


def office_id(key: str) -> int | None:
    """The primary key of an office; None where none is named."""
    if not key:
        return None
    offices = organisation_ids()
    if key not in offices:
        raise NoSuchOffice(office=key)
    return offices[key]
