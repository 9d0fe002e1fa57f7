"""The acts that a second person has to approve, as the rooms register them, and who may decide on which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry

Told = list[tuple[Label, Label | str]]
CarryOut = Callable[[Actor, dict[str, Any], str, datetime], None]  # by, payload, reason, now; raises a Refusal where it cannot be done


@dataclass(frozen=True, slots=True)
class Approvable:
    """An act that needs approval: how its request reads, how it is carried out once granted, and what becomes of it once refused.

    `told`: what is decided on, fact by fact, for who has to decide; `address`: of the page that shows it, with its link's words.
    `needs`: what its decider may besides approve, such as see what it is about; None where whoever approves may decide.
    """

    act: str
    label: Label
    described: Callable[[dict[str, Any]], Label]
    carry_out: CarryOut
    turn_down: CarryOut | None = None
    address: Callable[[dict[str, Any]], tuple[str, Label]] | None = None
    told: Callable[[dict[str, Any]], Told] | None = None
    needs: Permission | None = None


APPROVABLE: Registry[Approvable] = Registry("act that needs approval")


def acts_beyond(viewer: Viewer) -> list[str]:
    """The acts on which the viewer does not decide, though he may approve, for want of the permission that they need."""
    return [each.act for each in APPROVABLE if each.needs is not None and not viewer.may(each.needs)]
