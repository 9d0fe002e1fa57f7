"""What the room's pages share: who may enter, which chain and node are meant, the tabs, a form with an act behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.chains.core.maps import Node
from dukou.chains.queries.assessments import Shown, shown_chain
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of, known_on_suffix
from dukou.kit.pages.parts import Crumb, Tab

CHAINS = Label("产业链", "Chains")
SEES = needs(Permission.SEE_CHAINS)
KEEPS = needs(Permission.SEE_CHAINS, to_change=(Permission.KEEP_CHAINS,))


def chain_of(request: HttpRequest, slug: str) -> Shown:
    """The chain with the newest look at it by the day asked for."""
    found = shown_chain(slug, known_on_of(request) if request.GET.get("known_on") else None)
    if found is None:
        raise Http404(slug)
    return found


def node_of(shown: Shown, key: str) -> Node:
    """A node of the chain."""
    found = shown.chain.node(key)
    if found is None:
        raise Http404(key)
    return found


def tabs_of(request: HttpRequest, slug: str, current: str) -> list[Tab]:
    """The pages of one chain."""
    suffix = known_on_suffix(request)
    pages = {
        "chain": Label("链图", "Map"),
        "suggestions": Label("招什么", "Whom to invite"),
        "strength": Label("强度", "Strength"),
        "problems": Label("问题清单", "Problems"),
        "sheets": Label("图和清单", "Charts and lists"),
    }
    return [Tab(label, reverse(f"chains:{name}", args=[slug]) + suffix, name == current) for name, label in pages.items()]


def crumbs_of(request: HttpRequest, shown: Shown, *more: Crumb) -> list[Crumb]:
    """The way to a page of a chain."""
    suffix = known_on_suffix(request)
    way = [Crumb(CHAINS, reverse("chains:list") + suffix)]
    if not more:
        return [*way, Crumb(shown.text.label)]
    return [*way, Crumb(shown.text.label, reverse("chains:chain", args=[shown.text.slug]) + suffix), *more]
