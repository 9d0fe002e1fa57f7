"""What the drawings of this room share: an SVG with a name, numbers as SVG writes them, lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from dukou.kit.charts import FONTS, INK
from dukou.kit.core.labels import Label


def number(value: float) -> str:
    """To a tenth of a point, without a trailing nought."""
    return f"{round(value, 1):g}"


def svg(key: str, width: float, height: float, title: Label, description: Label) -> Element:
    """An SVG named to screen readers. A group and not one picture: the links in it are to be reached."""
    named = {"role": "group", "aria-labelledby": f"{key}-title {key}-desc", "font-family": FONTS, "fill": INK}
    size = {"width": number(width), "height": number(height), "viewBox": f"0 0 {number(width)} {number(height)}"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "id": key, **size, **named})
    for name, words in (("title", title), ("desc", description)):
        SubElement(root, name, {"id": f"{key}-{name}"}).text = str(words)
    return root


def words(parent: Element, text: str, x: float, y: float, size: float, **attributes: str) -> Element:
    """One line of words on the base line `y`; attributes with `_` for `-`."""
    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    line = SubElement(parent, "text", {"x": number(x), "y": number(y), "font-size": number(size), **given})
    line.text = text
    return line


def lines(parent: Element, texts: Sequence[str], x: float, y: float, size: float, leading: float, **attributes: str) -> None:
    """Several lines of words, the first on the base line `y`."""
    for place, text in enumerate(texts):
        words(parent, text, x, y + place * leading, size, **attributes)


def text_of(root: Element) -> str:
    """The drawing as markup; whatever words hold of markup is escaped."""
    return ElementTree.tostring(root, encoding="unicode")
