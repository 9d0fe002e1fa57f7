"""What is raised when an act over many cases is done but for some of them, which stopped none of the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class CasesFailed(ExceptionGroup[Exception]):
    """Faults of ours, by case. It is raised last, so that whoever runs the act hears of it: nothing is skipped silently."""

    @classmethod
    def of(cls, what: str, failed: Mapping[int, Exception]) -> Self:
        """The faults with the cases in which they happened."""
        named = ", ".join(f"{case} ({fault!r})" for case, fault in list(failed.items())[:5])
        more = f" and {len(failed) - 5} more" if len(failed) > 5 else ""
        return cls(f"{what} in {len(failed)} case(s): {named}{more}", list(failed.values()))
