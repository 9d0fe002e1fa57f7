"""What a back-test found, as it is stored and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.backtest.metrics import Metrics
from dukou.chains.core.relatedness.calibration import Bin


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the hit-rate table: of `n` past suggestions with a chance from `low` to `high`, `hits` came true within the horizon.

    `rate` = hits / n, with its 90 % interval (Wilson); `told`: the mean chance that had been told.
    """

    low: float
    high: float
    n: int
    hits: int
    rate: float
    rate_low: float
    rate_high: float
    told: float

    @property
    def is_too_high(self) -> bool:
        """Whether the chance told lies above what the share that came true allows."""
        return self.told > self.rate_high

    @property
    def is_too_low(self) -> bool:
        """Whether it lies beneath."""
        return self.told < self.rate_low


@dataclass(frozen=True, slots=True)
class TopRate:
    """Of the ten best suggestions of each region: how many there were and how many came true."""

    n: int
    hits: float
    rate: float


@dataclass(frozen=True, slots=True)
class Difference:
    """EASE minus density in mP@10, by a paired bootstrap over regions: mean, 95 % interval, and the ratio of the two."""

    metric: str
    against: str
    mean: float
    low: float
    high: float
    ratio: float | None
    draws: int


@dataclass(frozen=True, slots=True)
class BackTest:
    """One back-test: strictly from the past to what came after. `n`: cells asked about; `events`: how many came true.

    `ridge`: EASE's λ, chosen on the earlier transition (`learnt_base` → `base`), of which the chances are reckoned too; `learnt_rate`: the
    share that came true in it, None in what was kept before it was told. `regions`: how many took part; `imputed`: withheld amounts of the
    panel that were estimated. `is_synthetic`: the panel was made up, and this is evidence of nothing.
    """

    task: Task
    panel: str
    sha256: str
    is_synthetic: bool
    imputed: int
    horizon: int
    learnt_base: int
    base: int
    label: int
    regions: int
    industries: int
    n: int
    events: int
    ridge: float
    methods: Mapping[str, Metrics]
    difference: Difference
    hit_rates: tuple[Band, ...]
    top_ten: TopRate
    calibration: tuple[Bin, ...]
    learnt_rate: float | None = None

    @property
    def rate(self) -> float:
        """The share of all cells asked about that came true."""
        return self.events / self.n

    @property
    def told(self) -> float:
        """The mean chance told over all cells asked about."""
        return sum(band.n * band.told for band in self.hit_rates) / self.n

    def plain(self) -> dict[str, Any]:
        """As JSON writes it."""
        told = asdict(self) | {"task": self.task.value, "methods": {name: each.plain() for name, each in self.methods.items()}}
        return told | {name: [asdict(each) for each in getattr(self, name)] for name in ("hit_rates", "calibration")}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """The reverse of `plain`."""
        parts = {
            "task": Task.of(told["task"]),
            "methods": {name: Metrics(**each) for name, each in told["methods"].items()},
            "difference": Difference(**told["difference"]),
            "hit_rates": tuple(Band(**each) for each in told["hit_rates"]),
            "top_ten": TopRate(**told["top_ten"]),
            "calibration": tuple(Bin(**each) for each in told["calibration"]),
        }
        return cls(**(dict(told) | parts))

    def band_of(self, chance: float) -> Band | None:
        """The row of the hit-rate table that a chance belongs to; None where no past suggestion had such a chance."""
        return next((each for each in self.hit_rates if each.low <= chance < each.high or (chance == each.high == 1.0)), None)
