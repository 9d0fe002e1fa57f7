"""Credit codes judged, on one core, beside python-stdnum over the same made-up codes in the same run.

Measured is CPU time. The other validator answers yes or no and does not look at the organisation code's own check character; ours names
every fault. One code in a thousand has a wrong check character, six times as many as in real lists (field/standards.md 1).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random
from statistics import median

from stdnum.cn import uscc

from dukou.enterprises.core.codes import ALPHABET, check_character, inner_check, judge

BAR = 200_000
ROUNDS, EACH = 15, 20_000
WRONG = 1000  # one in


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed or the two disagree."""
    codes = _codes(Random(32100))
    if [judge(code).is_valid for code in codes] != [uscc.is_valid(code) for code in codes]:
        print("the two validators disagree")
        return 1
    rounds = [(_rate(judge, codes), _rate(uscc.is_valid, codes)) for _ in range(ROUNDS)]
    ours, theirs = (median(rates) for rates in zip(*rounds, strict=True))
    ratio = median(one / other for one, other in rounds)
    verdict = "met" if ours >= BAR else "missed"
    print(f"credit codes judged ≥ {BAR:,}/s | {ours:,.0f}/s against {theirs:,.0f}/s of python-stdnum | {ratio:.1f} | {verdict}")
    return 0 if ours >= BAR else 1


def _codes(chance: Random) -> list[str]:
    """Made-up codes of firms with both check characters; in every thousandth the last character is another."""
    codes = []
    for number in range(EACH):
        first16 = f"9{chance.choice('123')}5001{chance.randrange(10**2):02d}" + "".join(chance.choices(ALPHABET, k=8))
        first17 = first16 + inner_check(first16[8:])
        code = first17 + check_character(first17)
        if number % WRONG == 0:
            code = code[:17] + chance.choice(ALPHABET.replace(code[17], ""))
        codes.append(code)
    return codes


def _rate(judges: Callable[[str], object], codes: list[str]) -> float:
    """How many a second of CPU time."""
    start = time.process_time()
    for code in codes:
        judges(code)
    return len(codes) / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
