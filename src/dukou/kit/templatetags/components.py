"""The components as template words: `{% light "green" %}`, `{% stat … %}`, `{% card … %}…{% endcard %}`. Known in every template.

How each is used stands in docs/reference/components.md and on top of its template in templates/kit/components/.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString

from dukou.kit.core.labels import Label
from dukou.kit.core.lights import light_of
from dukou.kit.pages.navigation import NavItem
from dukou.kit.pages.parts import Crumb, Meter, Moment, Tab, Text, marked_navigation
from dukou.kit.pages.tables import Table

if TYPE_CHECKING:  # charts bring Altair, which no page without a chart should wait for
    from dukou.kit.charts import ChartFigure

register = template.Library()
_FOLDER = "kit/components/"

# How an operator before a figure is read aloud; the sign itself is for the eye.
_OPERATORS = {
    "=": None,
    "≈": Label("约", "about "),
    ">": Label("超过", "more than "),
    "≥": Label("不低于", "at least "),
    "<": Label("不到", "less than "),
    "≤": Label("不高于", "at most "),
    "?": Label("高低未定：", "higher or lower, undecided: "),
}


@register.inclusion_tag(_FOLDER + "light.html")
def light(code: str, word: Text = "") -> dict[str, Any]:
    """A light by its code, with the district's own word where the pack gives one."""
    known = light_of(str(code))
    return {"code": known.value, "word": word or known.label}


@register.inclusion_tag(_FOLDER + "figure.html")
def sourced(value: object, address: str = "", operator: str | None = "=", unit: Text = "") -> dict[str, Any]:
    """A figure in a text or a cell, leading to its source; without an address it is only the figure."""
    return {"value": value, "address": address, "unit": unit, **_operator(operator)}


@register.inclusion_tag(_FOLDER + "stat.html")
def stat(
    label: Text,
    value: object,
    unit: Text = "",
    operator: str | None = "=",
    qualifier: Text = "",
    address: str = "",
    is_small: bool = False,
) -> dict[str, Any]:
    """A great figure; an empty value is unknown and says so."""
    known = value not in ("", None)
    return {
        "label": label,
        "value": value,
        "known": known,
        "unit": unit,
        "qualifier": qualifier,
        "address": address,
        "is_small": is_small,
        **_operator(operator),
    }


@register.inclusion_tag(_FOLDER + "tag.html")
def tag(word: Text, tone: str = "") -> dict[str, Any]:
    """A small word that sorts something; `tone` is empty or `river`."""
    return {"word": word, "tone": tone}


@register.inclusion_tag(_FOLDER + "unknown.html")
def unknown(what: Text = "", is_inline: bool = False) -> dict[str, Any]:
    """What is not known, and why, in words over a hatched ground."""
    return {"what": what, "is_inline": is_inline}


@register.inclusion_tag(_FOLDER + "meter.html")
def meter(bar: Meter, label: Text, value: Text, note: Text = "", basis: Text | None = None) -> dict[str, Any]:
    """A bar of progress; `value` says in words what the bar shows, `note` what its mark is, `basis` what it rests on."""
    return {"bar": bar, "label": label, "value": value, "note": note, "basis": basis}


@register.simple_block_tag
def card(content: str, title: Text, address: str = "", light: str = "", word: Text = "", level: int = 3) -> SafeString:
    """`{% card title address=… light=… %}…{% endcard %}`: a sheet with the ink rule on top."""
    values = {"content": content, "title": title, "address": address, "light": light, "word": word, "level": level}
    return render_to_string(_FOLDER + "card.html", values)


_KINDS = {
    "info": Label("说明", "Note"),
    "finding": Label("疑点", "Finding"),
    "warning": Label("注意", "Attention"),
    "done": Label("已办", "Done"),
}


@register.simple_block_tag
def notice(content: str, kind: str, title: Text = "") -> SafeString:
    """`{% notice "finding" title %}…{% endnotice %}`; kinds: info, finding, warning, done."""
    return render_to_string(_FOLDER + "notice.html", {"content": content, "kind": kind, "title": title, "kind_word": _KINDS[kind]})


@register.inclusion_tag(_FOLDER + "table.html")
def data_table(table: Table) -> dict[str, Any]:
    """A table from its rows; see kit.pages.tables."""
    return {"table": table}


@register.inclusion_tag(_FOLDER + "chart.html")
def chart(figure: ChartFigure, table: Table | None = None) -> dict[str, Any]:
    """A chart with its words and, where given, the same figures as a table."""
    return {"figure": figure, "table": table, "bundle": static_if_made("dukou/charts-bundle.js")}


@register.inclusion_tag(_FOLDER + "definitions.html")
def definitions(pairs: Iterable[tuple[Text, object]]) -> dict[str, Any]:
    """Names and values: `[(label, value), …]`; an empty value is unknown."""
    return {"pairs": list(pairs)}


@register.inclusion_tag(_FOLDER + "timeline.html")
def timeline(moments: Iterable[Moment]) -> dict[str, Any]:
    """What happened, oldest first."""
    return {"moments": list(moments)}


@register.inclusion_tag(_FOLDER + "breadcrumbs.html")
def breadcrumbs(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    """The way to this page."""
    return {"crumbs": list(crumbs)}


@register.inclusion_tag(_FOLDER + "tabs.html")
def tabs(entries: Iterable[Tab], label: Text) -> dict[str, Any]:
    """Views of the same thing, as links; `label` names the list to a screen reader."""
    return {"entries": list(entries), "label": label}


@register.inclusion_tag(_FOLDER + "pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Earlier, later, and where one is; nothing where there is only one page."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag(_FOLDER + "known_on.html", takes_context=True)
def known_on_control(context: Context, known_on: object = None) -> dict[str, Any]:
    """The day of knowledge as a GET form that keeps the page's other parameters."""
    asked = context["request"].GET
    others = [(key, value) for key in asked if key not in ("known_on", "page") for value in asked.getlist(key)]
    return {"known_on": known_on, "is_past": bool(asked.get("known_on")), "others": others, "request": context["request"]}


@register.inclusion_tag(_FOLDER + "field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field of a form: label, hint, fault, control."""
    needed = getattr(bound.form, "needed_when", {}).get(bound.name, "")  # in which cases, where it is not always
    return {"field": bound, "is_group": bound.field.widget.use_fieldset, "needed": needed}


@register.inclusion_tag(_FOLDER + "form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """The faults of a form on top of it, each leading to its field."""
    return {"form": form}


@register.simple_tag(takes_context=True)
def navigation_here(context: Context) -> list[tuple[NavItem, bool]]:
    """The navigation with the entry marked where the visitor is."""
    return marked_navigation(context.get("navigation") or [], context["request"])


@register.simple_tag
def static_if_made(path: str) -> str:
    """The address of a static file that may not have been made yet; empty where it has not."""
    try:
        return static(path)
    except ValueError:  # the manifest does not know it
        return ""


def _operator(sign: str | None) -> dict[str, Any]:
    """The parts of a sign; None is the operator of a result whose parts pull to both sides."""
    shown = "?" if sign is None else str(sign) or "="
    return {"operator": shown, "operator_spoken": _OPERATORS[shown]}
