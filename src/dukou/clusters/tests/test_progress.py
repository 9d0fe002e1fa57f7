"""Progress of the running year against three baselines, and what is still needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dukou.clusters.core.lights import BaselineKind, Light
from dukou.clusters.core.progress import Progress, progress_of
from dukou.clusters.tests.said import BY_CALENDAR, BY_SEASON, expected, grew, noodles, said, shown, target
from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import parse_period

NOODLES_2023 = said("50.8亿元", "2023"), grew("109%", "2023")
NOODLES = (*NOODLES_2023, expected("≈24亿元", "2024H1"), grew("76%", "2024H1"), expected("80多亿元", "2024"))
ECO = said("80.23亿元", "2023"), expected("≈45亿元", "2024H1"), expected(">100亿元", "2024")


def of(*claims: Claim) -> Progress:
    """The progress by season."""
    return progress_of(noodles(*claims), BY_SEASON)


def against(progress: Progress, kind: BaselineKind) -> tuple[str, str, Light]:
    """Baseline, gap and light of one kind, as shown."""
    (base,) = [each for each in progress.baselines if each.kind is kind]
    return shown(base.expected), shown(base.gap), base.verdict.light


def test_noodles_are_far_behind_the_calendar_and_ahead_of_their_own_season() -> None:
    progress = of(*NOODLES)
    assert shown(progress.done) == "≈30% (29.4–30.6)"
    assert against(progress, BaselineKind.CALENDAR) == ("50%", "≈−20 个百分点 (−20.6 至 −19.4)", Light.RED)
    assert against(progress, BaselineKind.LAST_YEAR) == ("≈26.8% (26.2–27.5)", "≈3.2 个百分点 (1.9–4.4)", Light.GREEN)
    assert against(progress, BaselineKind.SEVERAL_YEARS)[::2] == ("只知道 1 年的同期占比，至少要 2 年", Light.UNKNOWN)


def test_the_headline_uses_the_first_baseline_of_the_policy_that_has_a_figure() -> None:
    by_season, by_calendar = of(*NOODLES), progress_of(noodles(*NOODLES), BY_CALENDAR)
    assert by_season.headline and (by_season.headline.kind, by_season.verdict.light) == (BaselineKind.LAST_YEAR, Light.GREEN)
    assert by_calendar.headline and (by_calendar.headline.kind, by_calendar.verdict.light) == (BaselineKind.CALENDAR, Light.RED)


def test_an_expectation_stated_as_a_bound_is_taken_at_it_and_says_so() -> None:
    assert [note.zh for note in of(*NOODLES).done.notes] == [
        "2024年预计数写的是 ≥80 亿元，此处按下限计；实际若不同，进度随之变化",
        "时期已过，所用仍是预计数",
    ]


@pytest.mark.parametrize(
    ("claims", "basis"),
    [
        (NOODLES, Label("按下限·均为预计数", "at the lower bound, both expected")),
        ((said("24亿元", "2024H1"), target("80亿元", "2024")), None),
        ((said("24亿元", "2024H1"), expected("80亿元", "2024")), Label("全年为预计数", "whole year expected")),
        ((expected("24亿元", "2024H1"), target("<80亿元", "2024")), Label("按上限·累计为预计数", "at the upper bound, so far expected")),
        ((said("50.8亿元", "2023"),), None),
    ],
    ids=["both-expected", "told-and-aimed-at", "year-expected", "part-expected", "no-progress"],
)
def test_what_softens_the_progress_is_said_in_short(claims: tuple[Claim, ...], basis: Label | None) -> None:
    assert of(*claims).basis == basis


def test_eco_is_slightly_behind_the_calendar_and_needs_fifty_five_more() -> None:
    progress = of(*ECO)
    assert shown(progress.done) == "≈45% (44.5–45.5)"
    assert against(progress, BaselineKind.CALENDAR) == ("50%", "≈−5 个百分点 (−5.5 至 −4.5)", Light.YELLOW)
    assert against(progress, BaselineKind.LAST_YEAR)[::2] == ("没有2023年上半年的数，也没有可以反推的增速", Light.UNKNOWN)
    assert progress.verdict.light is Light.YELLOW
    assert [shown(each) for each in progress.needed] == [
        "≈55 亿元 (54.5–55.5)",
        "≈9.17 亿元 (9.08–9.25)",
        "没有2023年上半年的数，也没有可以反推的增速",
    ]


def test_what_the_rest_of_the_year_must_grow_by() -> None:
    amount, pace, growth = of(*NOODLES).needed
    assert [shown(each) for each in (amount, pace, growth)] == ["≈56 亿元 (55.5–56.5)", "≈9.33 亿元 (9.25–9.42)", "≈50.7% (47.9–53.6)"]


def test_the_years_target_goes_before_what_is_expected() -> None:
    progress = of(*NOODLES, target("96亿元", "2024"))
    assert shown(progress.done) == "≈25% (24.5–25.5)"


def test_nothing_more_is_asked_once_the_target_is_passed() -> None:
    progress = of(said("50亿元", "2024H1"), target("40亿元", "2024"))
    assert [shown(each) for each in progress.needed] == ["−10 亿元 (−10.5 至 −9.5)"]
    assert progress.verdict.light is Light.GREEN


def test_two_known_years_make_a_median() -> None:
    halves = {"2021H1": "40亿元", "2022H1": "44亿元", "2023H1": "30亿元", "2024H1": "41亿元"}
    claims = (
        *(said("100亿元", str(year)) for year in (2021, 2022, 2023)),
        *(said(value, period) for period, value in halves.items()),
        target("100亿元", "2024"),
    )
    progress = of(*claims)
    assert against(progress, BaselineKind.SEVERAL_YEARS) == ("40% (39.3–40.7)", "1 个百分点 (−0.2 至 2.2)", Light.UNDECIDED)
    assert progress.verdict.words.zh == "未定（区间跨线：略滞后或达到时序）"


def test_no_running_figure_means_no_light() -> None:
    progress = of(said("65亿元", "2023"), target("100亿元"))
    assert (shown(progress.done), progress.verdict.light, progress.baselines) == ("没有 2024 年的年内累计数", Light.UNKNOWN, ())
    assert progress.verdict.why and progress.verdict.why.en == "no figure yet for a part of 2024"


def test_no_yardstick_means_no_light_and_says_so() -> None:
    progress = of(said("24亿元", "2024H1"))
    assert (shown(progress.done), progress.verdict.light) == ("没有2024年的目标数，也没有预计数", Light.UNKNOWN)
    assert progress.verdict.why and progress.verdict.why.zh == "没有2024年的目标数，也没有预计数"


def test_a_half_year_that_is_not_over_is_no_progress() -> None:
    cluster = noodles(*NOODLES, known_on=date(2024, 6, 30))
    assert progress_of(cluster, BY_SEASON).latest is None


def test_the_latest_running_figure_counts_until_the_year_itself_is_told() -> None:
    months = said("5亿元", "2024M01-02"), said("10亿元", "2024Q1"), said("24亿元", "2024H1"), target("48亿元", "2024")
    assert shown(of(*months).done) == "50% (49–51)"
    told = said("50亿元", "2024", known_on=date(2025, 2, 1))
    assert progress_of(noodles(*months, told, known_on=date(2025, 2, 2)), BY_SEASON).latest is None


def test_single_months_are_not_taken_for_the_year_so_far() -> None:
    assert of(said("5亿元", "2024-06"), target("48亿元", "2024")).latest is None


def test_looking_no_further_than_a_period() -> None:
    def reaching(period: str) -> Progress:
        return progress_of(replace(noodles(*NOODLES, target("300亿元", "2027")), up_to=parse_period(period)), BY_SEASON)

    assert shown(reaching("2024H1").done) == "≈30% (29.4–30.6)"
    assert shown(reaching("2024Q1").done) == "没有 2024 年的年内累计数"
    assert shown(reaching("2023").done) == "没有 2023 年的年内累计数"
