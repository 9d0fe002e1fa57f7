"""Committed files name no machine and no registry; every dependency has its reason and its pin."""

from __future__ import annotations

from pathlib import Path

from .committed import INDEX_LINE, MACHINE_PATH, REGISTRY_HOST, committed_files, pins, reasonless, told, unpinned, wanted
from .reading import PROJECT

REQUIREMENTS = PROJECT / "requirements"


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    assert told(committed_files(), [MACHINE_PATH, REGISTRY_HOST]) == []


def test_requirements_name_no_host() -> None:
    assert told(sorted(REQUIREMENTS.glob("*.txt")), [INDEX_LINE]) == []


def test_every_dependency_has_its_reason_beside_it() -> None:
    assert reasonless((PROJECT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_every_dependency_is_pinned_with_hashes() -> None:
    runtime, dev = (pins((REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")) for name in ("runtime", "dev"))
    assert unpinned(wanted("runtime"), runtime) == []
    assert unpinned(wanted("dev"), runtime | dev) == []
    assert [name for name in dev if name in runtime and dev[name][0] != runtime[name][0]] == []


def test_every_pin_has_hashes() -> None:
    for path in sorted(REQUIREMENTS.glob("*.txt")):
        assert [name for name, (_, hashes) in pins(path.read_text(encoding="utf-8")).items() if not hashes] == [], path.name


def test_planted_faults_are_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"see {'/'}root/x\nfrom https://{'pypi'}.org/simple\nfine: a/tmp/b, <home>/data\n", encoding="utf-8")
    assert told([page], [MACHINE_PATH, REGISTRY_HOST]) == [f"page.md:1: {'/'}root/x", f"page.md:2: {'pypi'}.org"]
    page.write_text("--index-url https://example.org\n", encoding="utf-8")
    assert told([page], [INDEX_LINE]) == ["page.md:1: --index-url"]
    stated = 'dependencies = [\n  "a>=1",  # reads things\n  "b",\n  "c",  # x\n]\n[tool.x]\n'
    assert reasonless(stated) == ["pyproject.toml:3: b", "pyproject.toml:4: c"]
    pinned = pins(
        "a==1.2 \\\n    --hash=sha256:0\nb[x]==3 ; sys_platform == 'win32' \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\nc==1\n"
    )
    assert pinned == {"a": ("1.2", 1), "b": ("3", 2), "c": ("1", 0)}
    assert unpinned(["a>=1", "b>=4", "c", "d"], pinned) == [
        "b>=4: pinned as 3 with 2 hashes",
        "c: pinned as 1 with 0 hashes",
        "d: pinned as nothing with 0 hashes",
    ]
