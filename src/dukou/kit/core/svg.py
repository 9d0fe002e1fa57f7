"""Making a drawing fit to stand inside a page: no style that the content policy would block, ids of its own, words for readers."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
# A page holds SVG without a prefix.
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)

_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FORBIDDEN = {f"{{{SVG}}}{name}" for name in ("style", "script", "foreignObject")}
# The renderer speaks English about marks and axes; the whole drawing is one picture with one description instead.
_SPOKEN = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class")


def cleaned(svg: str, key: str) -> str:
    """`svg` without style attributes, style sheets, scripts and event handlers; its ids begin with `key`."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for child in [each for each in parent if each.tag in _FORBIDDEN]:
            parent.remove(child)
    for element in root.iter():
        _clean_attributes(element, key)
    root.set("role", "img")
    return ElementTree.tostring(root, encoding="unicode")


def described(svg: str, title: str, description: str, key: str) -> str:
    """`svg` with a title and a description that name it to a screen reader."""
    root = ElementTree.fromstring(svg)
    for place, (name, text) in enumerate((("title", title), ("desc", description))):
        element = Element(f"{{{SVG}}}{name}", {"id": f"{key}-{name}"})
        element.text = text
        root.insert(place, element)
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    return ElementTree.tostring(root, encoding="unicode")


def _clean_attributes(element: Element, key: str) -> None:
    for name in _SPOKEN:
        element.attrib.pop(name, None)
    for name, value in _presentation(element.attrib.pop("style", "")):
        element.attrib.setdefault(name, value)
    for name, value in list(element.attrib.items()):
        if name.startswith("on"):
            del element.attrib[name]
        elif name == "id":
            element.set(name, f"{key}-{value}")
        elif name in ("href", f"{{{XLINK}}}href") and value.startswith("#"):
            element.set(name, f"#{key}-{value[1:]}")
        elif "url(#" in value:
            element.set(name, _REFERENCE.sub(rf"url(#{key}-\1)", value))


def _presentation(style: str) -> list[tuple[str, str]]:
    """The declarations of a style attribute as attributes; what has no attribute form (`--x`, blend modes) is left out."""
    pairs = (part.partition(":") for part in style.split(";"))
    named = ((name.strip(), value.strip()) for name, _, value in pairs)
    return [(name, value) for name, value in named if value and not name.startswith("-") and name not in _NO_ATTRIBUTE]


_NO_ATTRIBUTE = {"mix-blend-mode", "isolation", "white-space", "background", "background-color", "outline"}
