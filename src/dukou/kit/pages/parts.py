"""The shapes that components of a page take: plain frozen rows, so that a view can build them and a test can compare them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NavItem

Text = Label | str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page; the page itself has no address."""

    label: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing, each with an address of its own; `count` stands behind the word."""

    label: Text
    address: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline. `on` is the date as people read it; `is_now` marks where things stand."""

    on: Text
    title: Text
    text: Text = ""
    address: str = ""
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """A bar from nought to `whole`: `done` for certain, up to `maybe` where the figure is an interval, `mark` where time stands.

    All four share one unit. Beyond the whole the bar is full and the words say by how much.
    """

    done: float
    maybe: float | None = None
    mark: float | None = None
    whole: float = 100.0

    def __post_init__(self) -> None:
        if self.whole <= 0:
            raise ValueError(f"a meter needs a whole above nought, not {self.whole}")

    @property
    def done_width(self) -> str:
        """Width of the certain part, in hundredths of the bar."""
        return self._hundredths(self.done)

    @property
    def maybe_width(self) -> str:
        """Width up to the upper end of the interval; empty where the figure is exact."""
        return "" if self.maybe is None else self._hundredths(self.maybe)

    @property
    def mark_at(self) -> str:
        """Place of the mark; empty where there is none."""
        return "" if self.mark is None else self._hundredths(self.mark)

    def _hundredths(self, amount: float) -> str:
        return f"{min(max(amount / self.whole, 0.0), 1.0) * 100:.2f}"


def marked_navigation(entries: list[NavItem], request: HttpRequest) -> list[tuple[NavItem, bool]]:
    """The entries of the navigation, each with whether the visitor is there: the longest address that begins the present path."""
    path = request.path
    addresses = [item.address for item in entries]
    here = max((each for each in addresses if path == each or path.startswith(each.rstrip("/") + "/")), key=len, default="")
    # The root begins every path; it counts as "here" only on itself.
    if here == "/" and path != "/":
        here = ""
    return [(item, address == here) for item, address in zip(entries, addresses, strict=True)]
