"""The article and the oracle's rows. They lie beside the repository and never inside it; without them the tests say so and skip."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"
ARTICLE = SHARED / "field" / "article.txt"
ORACLE = SHARED / "data" / "article_facts.csv"
needs_article = pytest.mark.skipif(not ARTICLE.is_file(), reason=f"the article is not beside the repository ({ARTICLE.name})")
needs_oracle = pytest.mark.skipif(not ORACLE.is_file(), reason=f"the oracle is not beside the repository ({ORACLE.name})")

Row = dict[str, str]


@cache
def article_lines() -> tuple[str, ...]:
    """The lines of the article; line n is item n − 1."""
    return tuple(ARTICLE.read_text(encoding="utf-8").split("\n"))


@cache
def oracle_rows() -> dict[str, Row]:
    """The oracle's rows by id."""
    with ORACLE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def lines_of(quote: str) -> list[int]:
    """The lines of the article in which a quote stands."""
    return [number for number, line in enumerate(article_lines(), 1) if quote in line]


def people() -> set[str]:
    """The names of people in the article: photographers, its authors in the last line, and those whom it lets speak."""
    photographers = set(re.findall(r"摄/(\S+)", "\n".join(article_lines())))
    authors = set(article_lines()[-1].split() or article_lines()[-2].split())
    speakers = {row["speaker"] for row in oracle_rows().values()}
    return photographers | authors | {name for name in speakers if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name) and name != "记者"}
