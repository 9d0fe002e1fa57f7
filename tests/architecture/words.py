"""Every visible text in both languages: `Label(zh, en)` in Python, `{% say "中文" "English" %}` in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from .reading import SourceFile, Tree

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[A-Za-z]{2,}")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"\{%(.*?)%\}|\{\{(.*?)\}\}", re.DOTALL)
SAY = re.compile(r"\s*say\s+(?P<zh>\"[^\"]*\"|'[^']*'|\S+)\s+(?P<en>\"[^\"]*\"|'[^']*'|[^\s=]+)(?![^\s]*=)")
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description"}

OWN_NAME = "渡口"
CLASS_BLOCK = re.compile(r"\{% block wide %\}[a-z -]*\{% endblock %\}")  # base.html puts this block into a class attribute

# Chinese that stands in English texts on purpose: units and spellings that a pack or a form takes literally, names of things.
KEPT_CHINESE = re.compile(r"渡口|\d[多余]?[\u4e00-\u9fff]{1,3}|亿元|万元|元|[“\"].*?[”\"]|[(（][^()（）]*[)）]")
# Latin that stands in Chinese texts on purpose: what is typed, file formats, the program's own name.
KEPT_LATIN = re.compile(r"dukou|JSON|CSV|HTML|YAML|UTF-8|English|\{\w*\}|%|https?://\S+|[\w.-]+\.ya?ml|--?[a-z-]+")


def wrong_pair(zh: str, en: str) -> str:
    """What is wrong with a pair of texts; empty where nothing is."""
    if not zh.strip() or not en.strip():
        return "one language is empty"
    if zh == en:
        return ""  # a number, a code, a proper name
    if not HAN.search(zh) and WORD.search(KEPT_LATIN.sub("", zh)):
        return f"the Chinese is not Chinese: {zh!r}"
    if HAN.search(KEPT_CHINESE.sub("", en)):
        return f"the English holds Chinese: {en!r}"
    return ""


def wrong_labels(tree: Tree) -> list[str]:
    """`Label(…, …)` in Python whose two texts are not one in each language."""
    return [
        f"{file.at(call.lineno)}: {said}"
        for file in tree.files
        if not file.is_test
        for call, zh, en in _labels(file)
        if (said := wrong_pair(zh, en))
    ]


def _labels(file: SourceFile) -> Iterator[tuple[ast.Call, str, str]]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Label") and len(node.args) == 2:
            zh, en = (_text(argument) for argument in node.args)
            if zh is not None and en is not None:
                yield node, zh, en


def _text(node: ast.expr) -> str | None:
    """A written text, with `{}` for what is filled in; None where it is no text or nothing but what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values]
    return "".join(parts) if any(part != "{}" for part in parts) else None


def wrong_templates(tree: Tree) -> list[str]:
    """Texts of templates that are not said in both languages."""
    return [f"{path.relative_to(tree.source.parent)}:{said}" for path in tree.templates() for said in _wrong_template(path)]


def _wrong_template(path: Path) -> Iterator[str]:
    text = CLASS_BLOCK.sub("", COMMENT.sub(_blank, path.read_text(encoding="utf-8")))
    for match in TAG.finditer(text):
        said = _wrong_tag(match[1] if match[1] is not None else f"{{{match[2]}")
        if said:
            yield f"{text.count(chr(10), 0, match.start()) + 1}: {said}"
    reader = _Texts()
    reader.feed(TAG.sub(_blank, text))
    yield from (f"{line}: bare text {spoken!r}" for line, spoken in reader.found)


def _wrong_tag(inside: str) -> str:
    if not re.match(r"\s*say\s", inside):
        return "bare Chinese in a tag" if HAN.search(inside) else ""
    match = SAY.match(inside)
    if match is None:
        return f"say needs both languages: {inside.strip()}"
    quoted = [match[language] for language in ("zh", "en") if match[language][0] in "\"'"]
    if len(quoted) == 1:
        return f"say mixes a written text and a variable: {inside.strip()}"
    return wrong_pair(match["zh"][1:-1], match["en"][1:-1]) if quoted else ""


def _blank(match: re.Match[str]) -> str:
    """Nothing, but as many lines, so that places stay right."""
    return "\n" * match[0].count("\n")


class _Texts(HTMLParser):
    """Collects the words that stand bare between tags or in spoken attributes; `lang=` on the element says they are meant so."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.marked: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "img", "meta", "link", "br", "hr", "col", "wbr"):
            self.marked.append(tag in ("style", "script", "code", "kbd") or (tag != "html" and "lang" in dict(attrs)))
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES:
                self._hear(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self.marked:
            self.marked.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.marked):
            self._hear(data)

    def _hear(self, text: str) -> None:
        if HAN.search(text.replace(OWN_NAME, "")) or WORD.search(KEPT_LATIN.sub("", text)):
            self.found.append((self.getpos()[0], text.strip()))
