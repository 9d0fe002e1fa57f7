"""A table of hit rates says what is held against what, marks every row that is off, and names both shares; a suggestion tells the sum."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dukou.chains.core.backtest import words
from dukou.chains.core.backtest.choices import Task
from dukou.chains.core.backtest.results import BackTest, Band
from dukou.chains.core.backtest.scores import fitted
from dukou.chains.core.backtest.tasks import Terms, transition
from dukou.chains.core.backtest.trial import back_test, hit_rates
from dukou.chains.core.panels import imputed
from dukou.chains.core.relatedness.calibration import calibrate
from dukou.chains.core.synthetic.panels import synthetic_panel
from dukou.chains.tables.evidence import hit_table
from dukou.chains.tests.panels_made import CODES, grown

TERMS = Terms(least_amount=50)


@pytest.fixture(scope="module")
def steady() -> BackTest:
    """A panel in which few firms come."""
    return back_test(grown(), Task.ARRIVAL, TERMS)


@pytest.fixture(scope="module")
def filling() -> BackTest:
    """A panel like the demo's, which fills up: what would come has come already when the trial begins."""
    return back_test(synthetic_panel(CODES, regions=120, seed=1, arrivals=0.4), Task.ARRIVAL, TERMS)


def band(told: float, low: float = 0.1, high: float = 0.2) -> Band:
    return Band(0.0, 1.0, 100, 15, 0.15, low, high, told)


@pytest.mark.parametrize(
    ("told", "said"), [(0.21, words.TOO_HIGH), (0.2, words.HELD), (0.15, words.HELD), (0.1, words.HELD), (0.09, words.TOO_LOW)]
)
def test_a_row_holds_where_its_mean_lies_within_its_interval(told: float, said: object) -> None:
    assert words.held(band(told)) == said


def test_the_shares_are_those_of_both_transitions(filling: BackTest) -> None:
    panel = imputed(synthetic_panel(CODES, regions=120, seed=1, arrivals=0.4))
    learnt, trial = (transition(panel, base, base + 2, Task.ARRIVAL, TERMS) for base in (2019, 2021))
    shares = [each.came_true.sum() / each.is_open.sum() for each in (learnt, trial)]
    assert [filling.learnt_rate, filling.rate] == shares
    assert shares[0] > shares[1] and filling.told > filling.rate  # the panel fills up, so what was learnt promises too much


def test_what_was_learnt_from_is_told_right_and_the_trial_of_a_panel_that_changes_is_not(filling: BackTest) -> None:
    """The engine is not at fault: on the transition that it learnt from every row holds. What changed is the panel."""
    panel = imputed(synthetic_panel(CODES, regions=120, seed=1, arrivals=0.4))
    past = transition(panel, 2019, 2021, Task.ARRIVAL, TERMS)
    _, scores = fitted(past, filling.ridge)
    told = calibrate(scores[past.is_open], past.came_true[past.is_open]).of(scores[past.is_open])
    assert {str(words.held(each)) for each in hit_rates(told, past.came_true[past.is_open])} == {str(words.HELD)}
    assert str(words.TOO_HIGH) in {str(words.held(each)) for each in filling.hit_rates}


def test_the_table_marks_every_row_and_says_what_it_compares(filling: BackTest) -> None:
    table = hit_table(filling)
    marks = [str(row.cells[-1].text) for row in table.rows]
    assert marks == [str(words.held(each)) for each in filling.hit_rates]
    high, low = marks.count("偏高"), marks.count("偏低")
    assert [str(note) for note in table.notes] == [
        "概率只用 2019→2021 的应验情况折算，预告 2021→2023，再与实际比较；2 年内。",
        f"{len(marks)} 档里 {high} 档偏高、{low} 档偏低（平均预告在应验率的 90% 区间以外）："
        f"合计预告 {filling.told:.1%}，应验 {filling.rate:.1%}。",
        f"面板自己变了：学的那次有 {filling.learnt_rate:.1%} 应验，试的这次 {filling.rate:.1%}；这在 2021 年无从知道，所以没有再校正。",
        "现在的建议按最近一次（2021→2023）折算，分数和预期年产出用的就是它；以后会不会再变没有数据能说，看概率要同时看这张表。",
    ]


def test_where_every_row_holds_nothing_is_said_of_a_change(steady: BackTest) -> None:
    told = replace(steady, hit_rates=tuple(replace(each, told=each.rate) for each in steady.hit_rates))
    assert [note.zh.partition("：")[0] for note in words.notes(told)][1:] == [
        f"{len(told.hit_rates)} 档的平均预告都在应验率的 90% 区间内",
        words.notes(told)[-1].zh,
    ]


def test_a_back_test_that_was_kept_before_shares_were_told_is_read(filling: BackTest) -> None:
    kept = {name: value for name, value in filling.plain().items() if name != "learnt_rate"}
    old = BackTest.of(kept)
    assert old.learnt_rate is None and old == replace(filling, learnt_rate=None)
    assert len(words.notes(old)) == len(words.notes(filling)) - 1
