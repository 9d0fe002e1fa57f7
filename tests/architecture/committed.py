"""The files that are (or will be) committed, and what must not stand in them."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .reading import PROJECT

# Written so that no pattern matches its own line.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|work|home|tmp|Users)/\w")
REGISTRY_HOST = re.compile(r"\b(?:pypi|pythonhosted|npmjs|jsdelivr|unpkg|conda|tuna\.tsinghua|aliyun)\.(?:org|com|net|io|edu\.cn)\b")
INDEX_LINE = re.compile(r"^\s*(?:-i|--index-url|--extra-index-url|--find-links|-f|--trusted-host)\b|https?://|@ ", re.MULTILINE)
DEPENDENCY = re.compile(r'^\s*"(?P<name>[A-Za-z][^"]*)",?(?P<rest>.*)$')


def committed_files() -> list[Path]:
    """What git tracks or would add: ignored files are left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
    return sorted(PROJECT / name for name in set(listed.split("\0")) if name and (PROJECT / name).is_file())


def told(files: list[Path], patterns: list[re.Pattern[str]]) -> list[str]:
    """Places where one of `patterns` stands in a text file."""
    found = []
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture, not a text
        hits = ((number, match) for number, line in enumerate(lines, 1) for pattern in patterns if (match := pattern.search(line)))
        found += [f"{path.name}:{number}: {match[0]}" for number, match in hits]
    return found


def reasonless(pyproject: str) -> list[str]:
    """Dependencies without a reason in words beside them."""
    start, stop = pyproject.index("dependencies = ["), pyproject.index("[tool.")
    numbered = [(number, line) for number, line in enumerate(pyproject[:stop].splitlines(), 1)]
    first = pyproject[:start].count("\n") + 1
    matches = ((number, DEPENDENCY.match(line)) for number, line in numbered if number > first)
    return [
        f"pyproject.toml:{number}: {match['name']}" for number, match in matches if match and not re.search(r"#.*\w{4,}", match["rest"])
    ]


def pins(text: str) -> dict[str, tuple[str, int]]:
    """Name → (version, number of hashes) of a requirements file."""
    found: dict[str, tuple[str, int]] = {}
    for block in re.split(r"\n(?=[a-z0-9])", text):
        match = re.match(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)", block)
        if match:
            found[canonicalize_name(match["name"])] = (match["version"], block.count("--hash=sha256:"))
    return found


def unpinned(wanted: list[str], pinned: dict[str, tuple[str, int]]) -> list[str]:
    """The wanted requirements that are not pinned with a hash, or pinned outside their bounds."""
    found = []
    for each in map(Requirement, wanted):
        version, hashes = pinned.get(canonicalize_name(each.name), ("", 0))
        if not version or not hashes or not each.specifier.contains(version, prereleases=True):
            found.append(f"{each}: pinned as {version or 'nothing'} with {hashes} hashes")
    return found


def wanted(group: str) -> list[str]:
    """The requirements that pyproject.toml states: `runtime`, or the name of a dependency group."""
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = stated["project"]["dependencies"] if group == "runtime" else stated["dependency-groups"][group]
    return [each for each in listed if isinstance(each, str)]
