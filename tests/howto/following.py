"""Reading a page as whoever follows it would: files to write, commands to run, outcomes to compare."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEADLINE = 120.0
BROAD = "200"  # columns of the terminal, so that a row of a table stands in one line
_TURN = threading.Event()  # never set: waiting on it is a pause between two looks
_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (?P<path>[\w./-]+\.(?:yaml|py))(?P<rest>.*)\n")
_BOXES = re.compile(r"[\u2500-\u257f\s]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: `yaml` and `python` are files named in their first line, `sh` commands, `text` the outcome of the block before."""

    language: str
    text: str

    @property
    def is_server(self) -> bool:
        """Whether its command goes on until it is stopped."""
        return self.language == "sh" and " serve" in self.text


def blocks_of(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(found["language"], found["text"]) for found in _FENCE.finditer(page.read_text(encoding="utf-8"))]


def lines_of(output: str) -> list[str]:
    """Lines without the rules of tables, every gap one blank."""
    return [_BOXES.sub(" ", line).strip() for line in output.splitlines()]


@dataclass
class Follower:
    """Somebody at a terminal in the program's folder; `output` is what the last commands wrote, on either stream."""

    folder: Path
    source: Path = ROOT / "src"
    output: str = ""

    def __post_init__(self) -> None:
        command = self.folder / ".venv" / "bin" / "dukou"
        command.parent.mkdir(parents=True)
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dukou "$@"\n', encoding="utf-8")
        command.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the caller's dukou; every warning is an error."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DUKOU_", "DJANGO_"))}
        return kept | {"PYTHONPATH": str(self.source), "PYTHONWARNINGS": "error", "COLUMNS": BROAD}

    def follow(self, block: Block) -> None:
        """Write the file, run the commands, or compare the outcome."""
        if block.language == "sh":
            self._run(block.text)
        elif block.language == "text":
            self._compare(block.text)
        else:
            self._write(block.text)

    def _run(self, commands: str) -> None:
        done = subprocess.run(["sh", "-ec", commands], cwd=self.folder, env=self.environment, capture_output=True, timeout=DEADLINE)
        self.output = (done.stdout + done.stderr).decode()
        assert done.returncode == 0, f"{commands}\n{self.output}"

    def _write(self, text: str) -> None:
        head = _FILE.match(text)
        assert head, f"the first line names no file: {text}"
        path, body = self.folder / head["path"], text[head.end() :]
        if "at the end" in head["rest"]:
            body = path.read_text(encoding="utf-8") + body
        else:
            assert not path.exists(), f"{path} is there already"
        path.write_text(body, encoding="utf-8")

    def _compare(self, told: str) -> None:
        shown = lines_of(self.output)
        missing = [line for line in lines_of(told) if not any(line in each for each in shown)]
        assert not missing, f"not shown: {missing}\n{self.output}"

    @contextmanager
    def server(self, block: Block) -> Iterator[subprocess.Popen[bytes]]:
        """The command of the block, going on; stopped at the end as by Ctrl-C."""
        process = subprocess.Popen(
            ["sh", "-ec", f"exec {block.text}"], cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=DEADLINE)
            finally:
                process.kill()


def pause() -> None:
    """A moment between two looks."""
    _TURN.wait(0.1)


def deadline() -> float:
    """When to give up."""
    return time.monotonic() + DEADLINE
