"""A made-up pack with one product, its rule books, a portrait and a frame. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor
from dukou.kit.packfiles.reading import read_pack

NOW = datetime(2026, 7, 8, 1, tzinfo=UTC)
CLERK = Actor("cli", "clerk")
CALENDARS = "calendars:\n" + "".join(
    f"  - {{key: made-{year}, calendar: made, year: {year}, holidays: []}}\n" for year in range(2025, 2028)
)

BOOK = """
book: {slug}
version: "1"
name: {{zh: 虚构, en: made up}}
subject: {subject}
from: {since}
source: {{title: {{zh: 虚构, en: made up}}, seen: example}}
facts: {{it: {fact}}}
values: {{given: {{name: {{zh: 给出, en: given}}, is: "{given}"}}}}
requires: [{{clause: 一, text: {{zh: 虚构, en: made up}}, test: "{test}"}}]
value: given
"""
SCORE = """
book: tea-score
version: "1"
name: {zh: 虚构, en: made up}
from: 2024-01-01
source: {title: {zh: 虚构, en: made up}, seen: example}
facts: {it: enterprise.staff}
scores:
  points:
    name: {zh: 分, en: points}
    items: [{clause: 一, text: {zh: 虚构, en: made up}, of: it, bands: [{from: 10人, points: 5}], otherwise: 0}]
value: points
"""
PRODUCT = """
name: {zh: 虚构茶贷, en: made-up tea loan}
versions:
  - version: "1"
    from: 2024-01-01
    until: 2024-12-31
    standing: example
    source: {title: {zh: 虚构, en: made up}, seen: example}
    conditions: tea
    limit: tea-limit
    score: tea-score
    rate: {kind: over_lpr, most: 50}
    term_months: {most: 12}
    guarantee: credit
    repayment: [bullet]
    pool: {share: 80, parts: {city: 40, district: 60}, of: tea-pool}
    prior: 40
    unverified: [prior]
  - version: "2"
    from: 2025-01-01
    standing: example
    source: {title: {zh: 虚构, en: made up}, seen: example}
    conditions: tea
    limit: tea-limit
    rate: {kind: fixed, most: 400}
    guarantee: guarantee
    repayment: [equal]
    prior: 30
"""
PORTRAIT = """
groups:
  - {key: growth, name: {zh: 成长, en: growth}}
items:
  - {key: status, name: {zh: 状态, en: status}, group: growth, fact: enterprise.status, ground: public, to_bank: word}
  - key: revenue
    name: {zh: 营收, en: revenue}
    group: growth
    fact: enterprise.revenue
    years: 1
    ground: consent
    to_bank: band
    unit: 万元
    bands:
      - {below: 100, words: {zh: 少, en: little}}
      - {from: 100, below: 500, words: {zh: 中, en: some}}
      - {from: 500, words: {zh: 多, en: much}}
  - key: change
    name: {zh: 同比, en: change}
    group: growth
    fact: enterprise.revenue
    change: true
    ground: consent
    to_bank: band
    unit: "%"
    bands:
      - {below: 0, words: {zh: 降, en: fell}}
      - {from: 0, words: {zh: 升, en: rose}}
"""
FRAME = """
lead: tea-office
division: "500104"
whitelist: tea
profile: tea
answer_days: 10
reasons:
  - {code: too-wet, name: {zh: 太湿, en: too wet}, advice: {zh: 晒干, en: dry it}}
  - {code: too-dry, name: {zh: 太干, en: too dry}}
purposes:
  before: {days: 30, looks: 3}
  during: {days: 365, looks: 4}
  after: {days: 365, looks: 4}
  recommendation: {days: 15, looks: 1}
lpr:
  source: {title: {zh: 虚构, en: made up}, seen: example}
  rates:
    - {from: 2024-01-01, one_year: 345, five_years: 420}
    - {from: 2025-01-01, one_year: 310, five_years: 360}
pools:
  - {key: tea-pool, name: {zh: 茶池, en: tea pool}, policy: {zh: 虚构, en: made up}, whole: 1000万元, example: true}
"""
PROFILE = """
name: {zh: 虚构（非官方）, en: made up (unofficial)}
official: false
order: 1
source: {zh: 虚构, en: made up}
calendar: made
grades:
  tea: {name: {zh: 茶, en: tea}, clocks: {bank_answer: {name: {zh: 答复, en: answer}, within: 10 workdays}}}
  application: {name: {zh: 申请, en: application}, clocks: {bank_answer: {name: {zh: 答复, en: answer}, within: 10 workdays}}}
  dispute: {name: {zh: 异议, en: dispute}, clocks: {dispute_ruled: {name: {zh: 答复异议, en: ruled}, within: 7 workdays}}}
"""
FILES = {
    "pack.yaml": "name: {zh: 虚构区, en: made-up district}\n",
    "departments.yaml": "departments: [{key: tea-office, name: {zh: 虚构茶办, en: made-up tea office}, kind: department}]\n",
    "calendars.yaml": CALENDARS,
    "profiles/tea.yaml": PROFILE,
    "rules/tea.yaml": BOOK.format(
        slug="tea", subject="enterprise", since="2024-01-01", fact="enterprise.staff", given="it * 2", test="it >= 10人"
    ),
    "rules/tea-limit.yaml": BOOK.format(
        slug="tea-limit", subject="enterprise", since="2024-01-01", fact="enterprise.revenue", given="it * 20%", test="it >= 1万元"
    ),
    "rules/tea-score.yaml": SCORE,
    "products/tea.yaml": PRODUCT,
    "portrait.yaml": PORTRAIT,
    "finance.yaml": FRAME,
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The pack below a folder, with these files in place of its own; an empty text takes one away."""
    root = folder / "made-up"
    for name, text in (FILES | (files or {})).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    return root


def faults(folder: Path, files: dict[str, str] | None = None) -> list[str]:
    """Every fault, without the pack's name; each speaks both languages."""
    found = read_pack(write(folder, files), beside_stored=False).faults
    assert all(word.zh and word.en for fault in found for word in (fault.what, fault.cure))
    return [f"{fault.place}: {fault.what.en} → {fault.cure.en}".removeprefix("made-up/") for fault in found]


def load(folder: Path, files: dict[str, str] | None = None, *, reason: str = "虚构") -> None:
    """Write the pack and load it."""
    assert faults(folder, files) == []
    load_pack(by=CLERK, path=write(folder, files), now=NOW, reason=reason)
