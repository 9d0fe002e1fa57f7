"""`make screenshots`: the READMEs' pictures, taken of a demo home in a temporary folder by a real Chromium.

Each picture has a steady name, `<what>-<language>.png` or `<what>-<language>-phone.png`, and one size. What is on them does not change
from run to run: the demo home is always the same and is read as known on a fixed day, nothing moves, and a screen point is one dot. Only
the made-up appeals run by the clock of the day, so that their days differ.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from pngs import few_colours

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --hide-scrollbars --force-color-profile=srgb --font-render-hinting=none"
)
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
SEARCHED = "%E9%BC%8E%E5%BF%97%E4%BD%B3"  # 鼎志佳, a made-up firm of the demo home with figures and branches
PATIENCE = 300.0  # seconds; a busy machine needs many of them for a home
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }"


@dataclass(frozen=True, slots=True)
class Screen:
    """A size in screen points, and what the name of its pictures ends in."""

    width: int
    height: int
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One page: the name of its pictures, its address, the link to follow from there, and the part that stands at the top."""

    name: str
    address: str
    link: str = ""
    top: str = ""


SCREENS = (Screen(1280, 900), Screen(390, 844, "-phone"))
PAGES = (
    Shown("leader", "/desks/leader/", top="#panel-clusters-standings"),
    Shown("cluster", "/clusters/noodles/", top="figure.chart"),
    Shown("chain", "/chains/maps/glass-fibre/", top=".drawing"),
    Shown("register", f"/enterprises/?text={SEARCHED}"),
    Shown("enterprise", f"/enterprises/?text={SEARCHED}", link="table tbody th a", top="#panel-enterprises-figures"),
    Shown("brief", "/briefing/"),
    Shown("appeal", "/appeals/23/"),
    Shown("entitled", "/policies/measures/research-subsidy/ready/", link="table tbody th a"),
)


def names(pages: tuple[Shown, ...] = PAGES) -> dict[str, int]:
    """The name of every picture with its width in dots."""
    return {f"{page.name}-{language}{screen.ending}.png": screen.width for page in pages for language in LANGUAGES for screen in SCREENS}


def main(words: list[str] | None = None) -> int:
    """Take the pictures; what an earlier run left and this one does not take is removed. Everything that was started is stopped."""
    asked = _asked(words)
    pages = tuple(page for page in PAGES if not asked.page or page.name in asked.page)
    browser = next((path for path in map(which, BROWSERS) if path), None)
    if browser is None:
        print(f"没有找到浏览器 · no browser found: {', '.join(BROWSERS)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="dukou-pictures-") as folder:
        home = Path(folder) / "home"
        _say("建立演示数据目录", "building a demo home")
        _dukou(home, "init", "--pack", "dadukou", "--demo")
        _say("打开网页工作台", "serving it")
        with _served(home) as url:
            taken = _taken(browser, url, _password(home), pages)
    _keep(taken, asked.into)
    return 0


def _asked(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append", choices=[page.name for page in PAGES], help="only this page (may be repeated)")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder of the pictures")
    return parser.parse_args(words)


def _say(zh: str, en: str) -> None:
    print(f"{zh} · {en}", flush=True)


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the caller's own home or database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DUKOU_", "DJANGO_"))}
    return kept | {"DUKOU_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def _dukou(home: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "dukou", *words], env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def _password(home: Path) -> str:
    people = json.loads((home / "demo_people.json").read_text(encoding="utf-8"))
    return next(str(each["password"]) for each in people if each["username"] == "demo-leader")


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """`dukou serve` on a free port of loopback, in a group of processes of its own, which is gone when the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "dukou", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=_environment(home), stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(server)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=PATIENCE).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("网页工作台没有打开 · the desks were not served")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and end what is left of its group."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(timeout=20)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def _taken(browser: str, url: str, password: str, pages: tuple[Shown, ...]) -> dict[str, bytes]:
    """Every picture by its name."""
    taken: dict[str, bytes] = {}
    with sync_playwright() as playwright:
        # dates in boxes follow the language of the browser, not of the page: the same everywhere
        chromium = playwright.chromium.launch(executable_path=browser, args=[*QUIET.split(), "--lang=en-US"])
        for language, screen in product(LANGUAGES, SCREENS):
            page = _at_desk(chromium, url, password, language, screen)
            for shown in pages:
                name = f"{shown.name}-{language}{screen.ending}.png"
                taken[name] = few_colours(page, _picture(page, url, shown))
                print(f"  {len(taken):>2}/{len(names(pages))} {name} {len(taken[name]) // 1024} KB", flush=True)
            page.context.close()
        chromium.close()
    return taken


def _at_desk(chromium: Browser, url: str, password: str, language: str, screen: Screen) -> Page:
    """The leader, signed in, reading in this language."""
    page = chromium.new_context(
        viewport={"width": screen.width, "height": screen.height},
        device_scale_factor=1,
        locale=LANGUAGES[language],
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        bypass_csp=True,  # for the style that keeps everything still
    ).new_page()
    page.goto(f"{url}/accounts/sign-in/")
    if language == "en":
        page.get_by_role("button", name="English").click()
    page.locator("#id_username").fill("demo-leader")
    page.locator("#id_password").fill(password)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    return page


def _picture(page: Page, url: str, shown: Shown) -> bytes:
    page.goto(url + shown.address)
    if shown.link:
        page.locator(shown.link).first.click()
        page.wait_for_load_state()
    page.add_style_tag(content=STILL)
    page.evaluate("document.fonts.ready")
    if shown.top:
        page.locator(shown.top).first.evaluate("each => window.scrollTo(0, each.getBoundingClientRect().top + window.scrollY - 24)")
    page.mouse.move(0, 0)
    return page.screenshot()


def _keep(taken: dict[str, bytes], folder: Path) -> None:
    """Write the pictures; those of an earlier run that nobody takes any more go."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.png"):
        if path.name not in names():
            path.unlink()
            print(f"  − {path.name}")
    for name, data in taken.items():
        (folder / name).write_bytes(data)
    print(f"{folder}: {len(taken)}, {sum(map(len, taken.values())) // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
