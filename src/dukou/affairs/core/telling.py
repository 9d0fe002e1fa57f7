"""The form told as plain values, for programs and for terminals: matters, pages with their fields, materials and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dukou.affairs.core.affairs import Material, Matter
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.forms import Asked, Form
from dukou.affairs.core.kinds import Giving
from dukou.affairs.core.materials import Ledger, Needed, ledger


def form_told(form: Form, raw: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Everything that the form of these matters says; `raw`: answers, which decide what hangs on them."""
    affair, judged = form.affair, form.judge(raw or {})
    book = ledger(affair, judged.matters, judged.values, judged.absent)
    return {
        "slug": affair.slug,
        "name": affair.name,
        "edition": affair.edition,
        "version": affair.version,
        "verified": affair.is_verified,
        "source": affair.source,
        "matters": [_matter(each) | {"in": each in judged.matters} for each in form.matters],
        "pages": [{"key": page.key, "name": page.name, "fields": [_asked(each) for each in page.asked]} for page in form.pages],
        "questions": {"separately": form.separate_asks, "once": len(form.asked)},
        "materials": _ledger(book),
    }


def _matter(matter: Matter) -> dict[str, Any]:
    return {
        "key": matter.key,
        "name": matter.name,
        "given": matter.when.line if matter.giving is Giving.WHEN and matter.when else matter.giving,
        "units": list(matter.units),
        "least": matter.least,
        "most": matter.most,
        "stages": [{"key": each.key, "name": each.name, "holder": each.holder, "outside": each.is_outside} for each in matter.stages],
        "waits": [{"stage": each.stage, "for": each.matter} for each in matter.waits],
        "fee": matter.fee,
        "excludes": matter.excludes,
        "results": [{"key": each.key, "name": each.name} for each in matter.results],
    }


def _asked(asked: Asked) -> dict[str, Any]:
    wants = [
        {"matter": want.matter.key, "required": want.ask.required, "when": want.ask.when.line if want.ask.when else None}
        for want in asked.wants
    ]
    return concept_told(asked.concept) | {"wants": wants}


def concept_told(concept: Concept) -> dict[str, Any]:
    """A concept as plain values."""
    return {
        "key": concept.key,
        "name": concept.name,
        "kind": concept.kind,
        "unit": concept.unit,
        "least": concept.least,
        "most": concept.most,
        "decimals": concept.decimals,
        "choices": dict(concept.choices or {}),
        "register": concept.register,
        "personal": concept.is_personal,
        "hint": concept.hint,
    }


def _ledger(book: Ledger) -> dict[str, Any]:
    return {
        "before": book.before,
        "after": book.after,
        "open": book.open,
        "rows": [
            {
                "matter": row.matter.key,
                "name": row.name,
                "became": row.became,
                "material": row.material.key if row.material else None,
                "wanted": row.is_wanted,
            }
            for row in book.rows
        ],
        "needed": [_needed(each) for each in book.needed],
    }


def _needed(each: Needed) -> dict[str, Any]:
    return _material(each.material) | {
        "matters": [matter.key for matter in each.matters],
        "needed": each.is_needed,
        "handed_in": each.is_handed_in,
    }


def _material(material: Material) -> dict[str, Any]:
    later = material.tolerance
    return {
        "key": material.key,
        "name": material.name,
        "main": material.is_main,
        "ways": list(material.ways),
        "when": material.when.line if material.when else None,
        "holder": material.holder,
        "promise": material.promise,
        "tolerance": {"workdays": later.workdays, "consequence": later.consequence} if later else None,
    }
