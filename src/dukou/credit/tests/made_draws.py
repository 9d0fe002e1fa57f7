"""Made-up plans of draws; no firm, unit or inspector of them exists."""

from __future__ import annotations

from dataclasses import replace

from dukou.credit.core.published import Entry, Inspector, Policy, Published, Terms, published

NONCE = "0123456789abcdef" * 2
SEED = "0837462915"
SEED_NAME = "The made-up lottery, the number of 12 March 2026"
RATIOS = {"A": 500, "B": 2_000, "C": 6_000, "D": 10_000}
POLICY = Policy({"food": Terms("market", RATIOS, 200), "tax": Terms("revenue", RATIOS, 0), "price": Terms("market", RATIOS, 100)})
ENTRIES = [
    *(Entry("food", f"firm-{number:03d}", "AAAABBBCCD"[number % 10]) for number in range(200)),
    *(Entry("tax", f"firm-{number:03d}", "AABCD"[number % 5]) for number in range(100)),
    Entry("food", "tea-plant", "D"),
    Entry("tax", "tea-plant", "D"),
]
INSPECTORS = [
    *(Inspector(f"m{number}", "market", frozenset({"food", "price"})) for number in range(5)),
    *(Inspector(f"r{number}", "revenue", frozenset({"tax"})) for number in range(3)),
]


def plan(
    entries: list[Entry] = ENTRIES, policy: Policy = POLICY, inspectors: list[Inspector] = INSPECTORS, seed_name: str = SEED_NAME
) -> Published:
    """A plan of three fields in which `tea-plant` is drawn for food and for tax, whatever the seed."""
    return published(entries, policy, inspectors, seed_name=seed_name, nonce=NONCE)


def with_ratio(policy: Policy, field: str, grade: str, ratio: int) -> Policy:
    """The policy with one ratio changed."""
    terms = policy.fields[field]
    return replace(policy, fields={**policy.fields, field: replace(terms, ratios={**terms.ratios, grade: ratio})})
