"""`dukou finance pool`: by options and by a file, as JSON and as a table, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.finance.commands import app
from dukou.finance.commands.pool import PoolWrong
from dukou.finance.core.pools import PoolLoan, PoolPolicy, outlook, played
from dukou.kit.core.labels import speaking

RUN = CliRunner()
LOANS = [
    {"bank": "tea", "amount": "100万元", "chance": "3%", "recovered": "20%"},
    {"bank": "salt", "amount": "50万元", "chance": "100%"},
]


def test_a_file_and_a_seed_give_what_the_core_gives(tmp_path: Path) -> None:
    file = tmp_path / "loans.json"
    file.write_text(json.dumps(LOANS), encoding="utf-8")
    words = ["--file", str(file), "--cap", "10%", "--opening", "20万元", "--together", "10%", "--seed", "7", "--runs", "400"]
    told = json.loads(RUN.invoke(app, ["pool", *words, "--format", "json"], catch_exceptions=False).stdout)
    loans = [PoolLoan("tea", 100_000_000, 300, 2_000), PoolLoan("salt", 50_000_000, 10_000)]
    core = outlook(played(PoolPolicy(cap=1_000, opening=20_000_000), loans, seed=7, together=1_000, runs=400))
    assert {key: told[key] for key in ("expected", "at_risk_99", "shortfall_95", "runs_dry", "by_bank")} == {
        "expected": core.expected,
        "at_risk_99": core.at_risk_99,
        "shortfall_95": core.shortfall_95,
        "runs_dry": core.runs_dry,
        "by_bank": core.by_bank,
    }
    assert (told["seed"], told["loans"], told["policy"]["cap"], told["city"] + told["district"]) == (7, 2, 1_000, told["expected"])


def test_the_table_in_both_languages() -> None:
    words = ["--loans", "10", "--chance", "100%", "--breaker", "5%", "--runs", "20"]
    shown = {}
    for language in ("zh", "en"):
        with speaking("zh" if language == "zh" else "en"):
            shown[language] = RUN.invoke(app, ["pool", *words], catch_exceptions=False).stdout
    for language, rows in {
        "zh": ["池内资金 20万元", "预期代偿 20万元", "其中市级 8万元", "资金池枯竭 20/20", "触发熔断 20/20"],
        "en": ["in the pool 20万元", "of it the district 12万元", "the breaker tripped 20/20"],
    }.items():
        lines = {" ".join(line.replace("│", " ").split()) for line in shown[language].splitlines()}
        assert set(rows) - lines == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cap", "0%"], "cap: a share is above 0 and at most 100 %"),
        (["--amount", "100"], "“100” is not an amount of money (write a number and its unit, e.g. 5411.4万元)"),
        (["--chance", "three"], "“three” is no percentage, or finer than two decimals (write e.g. 2%)"),
        (["--chance", "0.001%"], "“0.001%” is no percentage, or finer than two decimals (write e.g. 2%)"),
        (["--city", "0", "--district", "0"], "city: city and district have no parts to pay in"),
        (["--file", "nowhere.json"], "no loans can be read from nowhere.json (write [{“bank”, “amount”, “chance”, “recovered”}])"),
    ],
)
def test_what_makes_no_pool_is_refused_with_its_field(words: list[str], said: str) -> None:
    with pytest.raises(PoolWrong) as refused:
        RUN.invoke(app, ["pool", *words], catch_exceptions=False)
    assert refused.value.said_why.en == said
