"""What offices would know of a made-up firm beside staff and revenue, so that rule books have something to judge. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from dukou.enterprises.core.synthetic.firms import MadeUpFirm

SILENT = 0.2  # how often nobody has said it, so that demo answers are unknown as well
_NO = ("no",)
_RARELY = ("no",) * 24 + ("yes",)
_SOMETIMES = ("no", "no", "yes")
_OFTEN = ("yes", "yes", "no")
_CHOICES: dict[str, tuple[str, ...]] = {
    "is-resident-in-china": ("yes",),
    "is-legal-person": ("yes",),
    "has-banned-products": _NO,
    "had-incident-in-one-year": _RARELY,
    "had-incident-in-two-years": _RARELY,
    "had-incident-in-three-years": _RARELY,
    "had-research-dishonesty": _NO,
    "had-tax-offence-in-three-years": _RARELY,
    "is-on-abnormal-list": _RARELY,
    "is-on-dishonest-list": _RARELY,
    "has-wage-arrears": _RARELY,
    "has-insurance-arrears": _RARELY,
    "has-bad-credit-record": _RARELY,
    "has-year-contracts": _OFTEN,
    "is-high-tech": _SOMETIMES,
    "is-technology-sme": _SOMETIMES,
    "is-innovative-sme": _SOMETIMES,
    "is-specialised-sme": _RARELY,
    "in-high-tech-fields": _OFTEN,
    "in-emerging-industries": _OFTEN,
    "has-core-ip": _OFTEN,
    "has-lab": _SOMETIMES,
    "has-provincial-lab": _RARELY,
    "has-management-certificate": _OFTEN,
    "has-own-brand": _OFTEN,
    "has-core-business-on-systems": _OFTEN,
    "award-in-three-years": _RARELY,
    "national-award-in-three-years": _NO,
    "national-award-in-five-years": _NO,
    "led-standard-in-five-years": _RARELY,
    "is-innovation-demonstrator": _RARELY,
    "is-ip-demonstrator": _RARELY,
    "is-re-review": _NO,
}
_RATIOS: dict[str, tuple[float, float]] = {  # of revenue, from the least to the most
    "main-revenue": (0.55, 1.0),
    "research-spending": (0.0, 0.09),
    "assets": (0.5, 2.5),
    "debt": (0.2, 1.4),
    "total-cost": (0.7, 1.0),
}


def statements(firm: MadeUpFirm, random: Random) -> Iterator[tuple[str, str]]:
    """The facts that are stated of the firm, by name within `enterprise.`, as written; about a fifth of them nobody has stated."""
    first = random.randrange(6)
    counted = {
        "class-one-ip": f"{first}件",
        "class-one-ip-own": f"{min(first, 4)}件",
        "class-one-ip-in-use": f"{min(first, 3)}件",
        "class-two-ip": f"{random.randrange(9)}件",
        "niche-years": f"{random.randrange(1, 12)}年",
    }
    told = {name: random.choice(choices) for name, choices in _CHOICES.items()} | counted
    for name, value in told.items():
        if random.random() > SILENT:
            yield name, value


def yearly(firm: MadeUpFirm, random: Random) -> Iterator[tuple[str, int, str]]:
    """Further figures by year: indicator, year, as written. They hang together with revenue and staff; a year without these has none."""
    ratios = {name: random.uniform(*span) for name, span in _RATIOS.items()}
    technical, research = random.uniform(0.05, 0.45), random.uniform(0.02, 0.3)
    for stated in firm.figures:
        if stated.revenue is not None:
            for name, ratio in ratios.items():
                yield name, stated.year, _money(int(stated.revenue * ratio * random.uniform(0.95, 1.05)))
        if stated.staff is not None:
            yield "workforce", stated.year, f"{stated.staff}人"
            yield "tech-staff", stated.year, f"{round(stated.staff * technical)}人"
            yield "research-staff", stated.year, f"{round(stated.staff * research)}人"


def _money(fen: int) -> str:
    return f"{fen // 1_000_000}.{fen % 1_000_000 // 10_000:02d}万元"
