"""Template words of the house. `{% say "来源" "Source" %}` keeps both languages side by side where they are used."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template.context import Context

from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NavItem
from dukou.kit.templatetags import components

register = template.Library()


@register.simple_tag
def say(zh: str, en: str, **values: object) -> str:
    """The text in the language spoken; `{places}` are filled by keyword."""
    return str(Label(zh, en).filled(**values)) if values else str(Label(zh, en))


@register.simple_tag(takes_context=True)
def here_with(context: Context, **changes: object) -> str:
    """The present address with some query parameters changed; an empty value drops one."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in ("", None):
            query[key] = str(value)
    return f"?{urlencode(query)}" if query else request.path


@register.simple_tag(takes_context=True)
def keep_known_on(context: Context, mark: str = "?") -> str:
    """The `known_on` parameter of the present page, so that a link stays on the same day of knowledge."""
    known_on = context["request"].GET.get("known_on", "")
    return f"{mark}{urlencode({'known_on': known_on})}" if known_on else ""


@register.simple_tag(takes_context=True)
def waiting_at(context: Context, item: NavItem) -> int:
    """How many things wait for the visitor behind an entry of the navigation; 0 where nothing is counted."""
    return item.waiting(context["request"]) if item.waiting else 0


# The components belong to the same vocabulary, so that no page has to load them.
register.tags.update(components.register.tags)
