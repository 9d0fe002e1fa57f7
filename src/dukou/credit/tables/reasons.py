"""What a grade rests on, in words."""

from __future__ import annotations

from dukou.credit.core.grading import Reason
from dukou.credit.core.schemes import Clause, Scheme
from dukou.kit.core.labels import Label, same


def clauses_of(scheme: Scheme) -> dict[str, Clause]:
    """Every clause by its key."""
    items = {item.clause.key: item.clause for item in scheme.items}
    return items | {fixed.clause.key: fixed.clause for fixed in (*scheme.direct, *scheme.bounds)}


def clause_text(scheme: Scheme, key: str) -> Label:
    """What a clause says; its key where the version has it not."""
    found = clauses_of(scheme).get(key)
    return found.text if found else same(key)


def clause_words(scheme: Scheme, reason: Reason) -> Label:
    """A reason on one line: the clause, what it took or gave, over how many records."""
    text, count = clause_text(scheme, reason.clause), len(reason.records)
    zh = f"（{count} 条）" if count else ""
    en = (f" ({count} records)" if count > 1 else " (1 record)") if count else ""
    given = Label(f"：{reason.grade}", f": {reason.grade}") if reason.grade else Label(f" {reason.points:+d} 分", f" {reason.points:+d}")
    return Label(f"{text.zh}{zh}{given.zh}", f"{text.en}{en}{given.en}")
