"""A drawing that stands inside a page: nothing in it that the content policy blocks, nothing that can run."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.svg import SVG, cleaned, described

_OPEN = f'<svg xmlns="{SVG}" role="img"'


@pytest.mark.parametrize(
    ("inner", "clean"),
    [
        ('<g style="fill:#123;stroke-width: 2"/>', '<g fill="#123" stroke-width="2" />'),
        ('<g fill="red" style="fill:blue"/>', '<g fill="red" />'),
        ('<g style="--x:1; mix-blend-mode:multiply"/>', "<g />"),
        ("<g><style>g{fill:red}</style><script>1</script><path/></g>", "<g><path /></g>"),
        ('<g onclick="x()" onload="y()"/>', "<g />"),
        ('<g role="x" aria-label="X-axis" aria-roledescription="axis" class="mark"/>', "<g />"),
        ('<clipPath id="c0"/><g clip-path="url(#c0)"/>', '<clipPath id="k-c0" /><g clip-path="url(#k-c0)" />'),
        ('<path id="p"/><use href="#p"/>', '<path id="k-p" /><use href="#k-p" />'),
        ("<text>大渡口 &lt;b&gt;</text>", "<text>大渡口 &lt;b&gt;</text>"),
    ],
)
def test_what_is_cleaned(inner: str, clean: str) -> None:
    assert cleaned(f'<svg xmlns="{SVG}">{inner}</svg>', "k") == f"{_OPEN}>{clean}</svg>"


def test_title_and_description_name_the_drawing() -> None:
    assert described(f"{_OPEN}><g/></svg>", "营收", "新材料65亿元", "k") == (
        f'{_OPEN} aria-labelledby="k-title k-desc"><title id="k-title">营收</title><desc id="k-desc">新材料65亿元</desc><g /></svg>'
    )


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))), st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))))
def test_words_stay_words(title: str, description: str) -> None:
    root = ElementTree.fromstring(described(f"{_OPEN}></svg>", title, description, "k"))
    assert [(child.tag, child.text or "") for child in root] == [(f"{{{SVG}}}title", title), (f"{{{SVG}}}desc", description)]
