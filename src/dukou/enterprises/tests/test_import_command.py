"""`dukou enterprises import`: looked at, agreed to, taken in; refused with exit code 1 and everything told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.enterprises.actions.delivery_refusals import RowsRefused
from dukou.enterprises.commands import app
from dukou.enterprises.core.columns import PeriodMissing
from dukou.enterprises.imports import CannotOpen, YesNeeded
from dukou.enterprises.models import Delivery, Enterprise
from dukou.enterprises.tests.lists_made import as_csv, load_national
from dukou.figures.models import Claim
from dukou.kit.core.labels import speaking
from dukou.kit.sheets.reading import open_sheet

pytestmark = pytest.mark.django_db
A = "91500104XXC4N0JJ8R"
HEADS = ["企业名称", "信用代码", "营业收入（万元）"]
run = CliRunner().invoke


@pytest.fixture(scope="module", autouse=True)
def national_pack(rows_of_module: None) -> None:
    load_national()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A list of two firms, one of them with a doubt."""
    made = tmp_path / "名单.csv"
    made.write_bytes(as_csv([HEADS, ["示例市青禾玻纤有限公司", A, 5], ["示例市白帆厂", "", "保密"]]))
    return made


def test_a_list_is_imported_and_a_second_time_nothing_changes(path: Path) -> None:
    done = run(app, ["import", str(path), "--year", "2023", "--yes", "--format", "json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["file"], said["delivery"], said["imported"]) == ("名单.csv", Delivery.objects.get().pk, True)
    assert {name: count for name, count in said["counts"].items() if count} == {
        "rows": 2,
        "added": 2,
        "figures": 1,
        "figures_added": 1,
    }
    assert said["remarks"] == [
        {
            "row": 3,
            "column": 2,
            "weight": "noted",
            "kind": "no_code",
            "said": {"zh": "信用代码：没有填，只按名称对照", "en": "信用代码: none stated; compared by name alone"},
        },
        {
            "row": 3,
            "column": 3,
            "weight": "noted",
            "kind": "not_stated",
            "said": {"zh": "营业收入（万元）：“保密”，不作数", "en": "营业收入（万元）: “保密”: no figure"},
        },
    ]
    again = run(app, ["import", str(path), "--year", "2023", "--yes"])
    assert again.exit_code == 0 and "名单.csv · 名录已有这份清单的全部内容，没有变化" in again.stdout
    assert (Enterprise.objects.count(), Claim.objects.count()) == (2, 1)


def test_a_dry_run_writes_nothing_and_gives_a_copy_with_remarks(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.csv"
    with speaking("en"):
        done = run(app, ["import", str(path), "--year", "2023", "--dry-run", "--copy", str(out)])
    assert done.exit_code == 0 and "not imported" in done.stdout
    assert (Delivery.objects.count(), Enterprise.objects.count()) == (0, 0)
    assert [row[-1] for _, row in open_sheet(out, "copy.csv").rows()] == [
        "Remarks",
        "5",
        "note: 信用代码: none stated; compared by name alone; note: 营业收入（万元）: “保密”: no figure",
    ]


def test_refused_rows_are_shown_and_end_in_a_refusal(path: Path) -> None:
    path.write_bytes(as_csv([HEADS, *[["", A, 1]] * 25]))
    done = run(app, ["import", str(path), "--year", "2023", "--yes"])
    assert isinstance(done.exception, RowsRefused)
    assert done.exception.said_why.zh == "有 25 行被拒绝，第一处：第 2 行：企业名称：没有填；填上营业执照上的名称"
    assert done.stdout.count("没有名称") == 21 and "…… 还有 5 条" in done.stdout
    assert Enterprise.objects.count() == 0


def test_whoever_is_asked_may_say_no(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dukou.enterprises.imports._may_ask", lambda: True)
    declined = run(app, ["import", str(path), "--year", "2023"], input="n\n")
    assert declined.exit_code == 0 and "没有导入" in declined.stdout
    assert (Delivery.objects.get().state, Enterprise.objects.count()) == ("discarded", 0)
    agreed = run(app, ["import", str(path), "--year", "2023"], input="y\n")
    assert agreed.exit_code == 0 and Enterprise.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "refusal"),
    [(["--year", "2023"], YesNeeded), (["--yes"], PeriodMissing), (["--dry-run", "--year", "2023", "nowhere.csv"], CannotOpen)],
)
def test_what_cannot_be_begun_is_refused(path: Path, more: list[str], refusal: type[Exception]) -> None:
    file = [str(path)] if "nowhere.csv" not in more else []
    assert isinstance(run(app, ["import", *file, *more]).exception, refusal)
    assert Enterprise.objects.count() == 0
