"""The kill drill: people correct figures over HTTP while jobs are done, everything is killed, and what was acknowledged is looked for.

Used by the suite (short) and by bench/reliability_drill.py (long). The load is real: `dukou serve`, its worker, the correction form.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from dukou.cli.tests.processes import command_of, descendants, is_stopped, run, server, until
from dukou.cli.tests.test_serve import INSERT
from dukou.kit.tests.packs import write_pack
from dukou.kit.tests.servers import asked, change

CLERKS, FIGURES = 4, 80  # each clerk corrects an equal share of the figures, one after another
JOBS_WAITING = 5  # so that the worker always has one in hand, and little is left to do after the kill
BREATH = 0.05  # seconds between two acts: writers of SQLite queue by trying again, and one who never pauses starves the others
ENDED = "2000-01-01 00:00:00"  # of a lease; a worker that starts late leaves the last one's so for a while
_IN_HAND = f"SELECT COUNT(*) FROM kit_job WHERE state = 'waiting' AND task = 'tests.note' AND locked_until_at > '{ENDED}'"
_SOURCE = "{key: made-up, title: {zh: 虚构, en: made up}, publisher: {zh: 虚构, en: made up}, known_on: 2024-07-08}"
_SUBJECT = "  - {{key: city/example-{0}, name: {{zh: 示例市, en: Example City}}}}\n"
_FIGURE = "  - {{key: drill.{0}, of: city/example-{0}, is: revenue, value: 1亿元, period: 2023, at: 1}}\n"
_PACK = {
    "pack__yaml": "name: {zh: 示例市, en: Example City}\nextends: national\n",
    "sources__yaml": f"sources:\n  - {_SOURCE}\n",
    "subjects__yaml": "subjects:\n" + "".join(map(_SUBJECT.format, range(FIGURES))),
    "figures__yaml": "defaults: {source: made-up, kind: reported}\nfigures:\n" + "".join(map(_FIGURE.format, range(FIGURES))),
}
Named = tuple[str, str]  # a claim's reference, and the value that it was corrected to


@dataclass
class Tally:
    """What a drill came to. Everything from `lost` on must be zero."""

    kills: int = 0
    acknowledged: set[Named] = field(default_factory=set)
    enqueued: set[str] = field(default_factory=set)
    kept: int = 0  # corrections in the database; those beyond the acknowledged were done when the kill cut off their answer
    failures: int = 0
    in_hand: int = 0  # jobs that the killed workers left taken and not done
    redelivered: int = 0
    lost: int = 0
    half_done: int = 0
    undone: int = 0
    doubled: int = 0


def built(folder: Path) -> Path:
    """A small demo home of a made-up city, below `folder`."""
    home, pack = folder / "home", write_pack(folder / "example", **_PACK)
    code, _, err = run(home, "init", "--pack", str(pack), "--demo")
    assert code == 0, err
    return home


def killed_under_load(home: Path, tally: Tally, acts: int) -> None:
    """Serve the home, let the clerks have `acts` corrections acknowledged, kill everything amid the next, note the acknowledged."""
    with server(home) as (process, url), load(home, url, tally) as clerks:
        assert until(lambda: acknowledged_by(clerks) >= acts or not all(each.is_alive() for each in clerks))
        if faults := [fault for each in clerks for fault in each.faults]:
            raise AssertionError(faults)
        _hold_worker_at_a_job(home, process.pid)
        for each in {process.pid, *descendants(process.pid)}:
            os.kill(each, signal.SIGKILL)
        process.communicate()
    tally.kills += 1
    tally.in_hand += asked(home, _IN_HAND)[0][0]
    for clerk in clerks:
        tally.acknowledged |= set(clerk.acknowledged)
        tally.failures += clerk.failures
    _end_leases(home)


def settled(home: Path, tally: Tally) -> Tally:
    """Start once more, let the jobs that were left be done, and compare everything with what was acknowledged."""
    with server(home):
        assert until(lambda: asked(home, "SELECT COUNT(*) FROM kit_job WHERE state = 'waiting' AND task = 'tests.note'") == [(0,)])
    return examined(home, tally)


def examined(home: Path, tally: Tally) -> Tally:
    """Look into the database: what is lost, half done, undone or done twice."""
    kept = Counter(asked(home, "SELECT ref, value FROM figures_claim WHERE revision > 1"))
    value = "after ->> 'value'"  # the same in both databases
    told = Counter(asked(home, f"SELECT subject_key, {value} FROM audit_event WHERE act = 'figures.correct'"))
    noted: dict[str, int] = dict(asked(home, "SELECT pack, COUNT(*) FROM kit_pack_version WHERE pack LIKE 'job-%' GROUP BY pack"))
    done = {name for (name,) in asked(home, "SELECT payload ->> 'name' FROM kit_job WHERE state = 'done' AND task = 'tests.note'")}
    tally.kept = kept.total()
    tally.lost = len(tally.acknowledged - kept.keys())
    tally.half_done = (kept - told).total() + (told - kept).total()
    tally.undone = len(tally.enqueued - (done & noted.keys())) + len(done ^ noted.keys())
    tally.doubled = sum(count - 1 for count in noted.values())
    tally.redelivered = asked(home, "SELECT COALESCE(SUM(attempts - 1), 0) FROM kit_job WHERE attempts > 1")[0][0]
    return tally


def acknowledged_by(clerks: Sequence[Clerk]) -> int:
    """How many corrections the server has said to be done."""
    return sum(len(each.acknowledged) for each in clerks)


class Clerk(Thread):
    """Somebody who corrects figures that nobody else corrects; `acknowledged` is what the server said was done.

    `failures` counts answers of 5xx: a machine so busy that a writer waited for the database in vain. The act may be done all the same,
    so the clerk looks at what stands now before the next.
    """

    def __init__(self, home: Path, url: str, session: dict[str, str], revisions: dict[str, int]) -> None:
        super().__init__()
        self.home, self.session, self.revisions = home, session, revisions
        self.acknowledged: list[Named] = []
        self.faults: list[str] = []
        self.failures = 0
        self.enough = Event()
        self._line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def run(self) -> None:
        """Correct until it is enough, or the server is gone."""
        try:
            for ref in cycle(self.revisions):
                if self.enough.wait(BREATH) or self.faults:
                    return
                self._correct(ref)
        except (OSError, http.client.HTTPException):
            return
        finally:
            self._line.close()

    def _correct(self, ref: str) -> None:
        seen = self.revisions[ref]
        said = {"revision": seen, "value": f"{seen + 1}亿元", "known_on": "2024-07-08", "reason": "drill"}
        self._line.request("POST", f"/figures/{ref}/correct/", urlencode(said), self.session)
        answer = self._line.getresponse()
        page = answer.read()
        if answer.status == 302 and answer.headers["Location"] == f"/figures/{ref}/":
            self.acknowledged.append((ref, str(seen + 1)))
            self.revisions[ref] += 1
        elif answer.status >= 500:
            self.failures += 1
            self.revisions[ref] = newest_revisions(self.home)[ref]
        else:
            self.faults.append(f"{answer.status} {answer.headers['Location']}: {page.decode()[-2000:]}")


def newest_revisions(home: Path) -> dict[str, int]:
    """The last revision of every figure, by its reference."""
    return dict(asked(home, "SELECT ref, MAX(revision) FROM figures_claim GROUP BY ref ORDER BY ref"))


@contextmanager
def load(home: Path, url: str, tally: Tally) -> Iterator[list[Clerk]]:
    """Clerks who correct figures, each their own, and jobs that are enqueued, as long as the block lasts or the server lives."""
    session, enough = _signed_in(home, url), Event()
    revisions = list(newest_revisions(home).items())
    clerks = [Clerk(home, url, session, dict(revisions[number::CLERKS])) for number in range(CLERKS)]
    jobs = Thread(target=_enqueue, args=(home, tally, enough))
    for each in (*clerks, jobs):
        each.start()
    try:
        yield clerks
    finally:
        for event in (enough, *(clerk.enough for clerk in clerks)):
            event.set()
        for each in (*clerks, jobs):
            each.join()


def _signed_in(home: Path, url: str) -> dict[str, str]:
    """The headers of a request by the officer of the demo home."""
    people = json.loads((home / "demo_people.json").read_text(encoding="utf-8"))
    [password] = [each["password"] for each in people if each["username"] == "demo-officer"]
    cookies = HTTPCookieProcessor()
    opener = build_opener(cookies)
    opener.open(f"{url}accounts/sign-in/").read()

    def cookie(name: str) -> str:
        return next(each.value or "" for each in cookies.cookiejar if each.name == name)

    said = {"username": "demo-officer", "password": password, "csrfmiddlewaretoken": cookie("csrftoken")}
    opener.open(Request(f"{url}accounts/sign-in/", urlencode(said).encode())).read()
    held = "; ".join(f"{each.name}={each.value}" for each in cookies.cookiejar)
    return {"Cookie": held, "X-CSRFToken": cookie("csrftoken"), "Content-Type": "application/x-www-form-urlencoded"}


def _enqueue(home: Path, tally: Tally, enough: Event) -> None:
    """Keep some jobs waiting; each leaves one row when it is done."""
    while not enough.wait(BREATH):
        [(waiting,)] = asked(home, "SELECT COUNT(*) FROM kit_job WHERE state = 'waiting' AND task = 'tests.note'")
        if waiting < JOBS_WAITING:
            name = f"job-{len(tally.enqueued)}"
            change(home, INSERT, "tests.note", json.dumps({"name": name}))
            tally.enqueued.add(name)


def _hold_worker_at_a_job(home: Path, server_process: int) -> None:
    """Stop the worker (SIGSTOP) again and again until it is caught with a job that is taken and not yet done.

    One of the drill's own: a round of the house is not waited for afterwards, so it may not have been done again yet.
    """

    def has_one() -> bool:
        for worker in [each for each in descendants(server_process) if "dukou worker" in command_of(each)]:
            os.kill(worker, signal.SIGSTOP)
            assert until(lambda: is_stopped(worker))  # noqa: B023 - one that waits for the disk goes on until it is there
            if asked(home, _IN_HAND) != [(0,)]:
                return True
            os.kill(worker, signal.SIGCONT)
        return False

    assert until(has_one), "the worker was never caught with a job in hand"


def _end_leases(home: Path) -> None:
    """Let the five minutes pass after which a job of a dead worker is free again."""
    change(home, f"UPDATE kit_job SET locked_until_at = '{ENDED}' WHERE locked_until_at IS NOT NULL")
