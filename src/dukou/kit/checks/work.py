"""Work that waits, and the pack that was loaded."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.diagnosis import Finding, advised, broken, check, sound
from dukou.kit.jobs import rounds
from dukou.kit.jobs.queue import due, failed
from dukou.kit.models import PackVersion
from dukou.kit.packfiles.reading import read_pack

PATIENCE = timedelta(minutes=2)


@check("kit.worker", Label("后台任务", "jobs"))
def worker(home: Home) -> Finding:
    """A worker is known by its deeds: no job that is due waits for minutes without being taken."""
    now = timezone.now()
    waiting, late = due(now).count(), due(now - PATIENCE).count()
    if late:
        said = Label("{count} 个任务到期两分钟以上还没有处理", "{count} jobs have been due for more than two minutes").filled(count=late)
        return broken(
            said,
            Label(
                "运行 dukou serve（带有处理任务的进程），或另开 dukou worker", "run dukou serve, which does jobs, or dukou worker beside it"
            ),
        )
    return sound(Label("没有积压（等待中 {count} 个）", "nothing is late ({count} waiting)").filled(count=waiting))


@check("kit.failed", Label("失败的任务", "failed jobs"))
def failures(home: Home) -> Finding:
    """Jobs that used up all their attempts wait for somebody to see why."""
    last = failed().order_by("-finished_at").first()
    if last is None:
        return sound(Label("没有", "none"))
    values = {
        "count": failed().count(),
        "task": last.task,
        "error": same(last.last_error.strip().splitlines()[-1] if last.last_error.strip() else "—"),
    }
    said = Label("{count} 个，最近的是 {task}：{error}", "{count}, the latest {task}: {error}").filled(**values)
    return broken(
        said, Label("排除原因后运行 dukou worker --once --retry-failed", "remove the cause, then run dukou worker --once --retry-failed")
    )


@check("kit.rounds", Label("例行任务", "rounds"))
def repeated(home: Home) -> Finding:
    """What workers do again and again is done without a fault; a case in which it fails stops no other, and has to be looked at."""
    last = rounds.faults().first()
    if last is None:
        return sound(Label("没有出错的", "none fails"))
    values = {
        "count": rounds.faults().count(),
        "name": last.name,
        "since": f"{timezone.localtime(last.since_at):%Y-%m-%d %H:%M}",
        "error": same(last.last_error.splitlines()[0] if last.last_error else "—"),
    }
    said = Label("{count} 项出错，最近的是 {name}，自 {since}：{error}", "{count} fail, the latest {name}, since {since}: {error}")
    cure = Label("看日志，排除原因；下一次做成后自动消失", "see the log and remove the cause; it goes when the round is made again")
    return broken(said.filled(**values), cure)


@check("kit.pack", Label("数据包", "pack"))
def pack(home: Home) -> Finding:
    """The loaded pack is the one that came with the program, where it bears the name of a shipped one."""
    name = home.read().pack
    loaded, shipped = PackVersion.objects.filter(pack=name).order_by("-number").first(), settings.SHIPPED_PACKS / name
    if loaded is None:
        said = Label("没有载入“{name}”", "“{name}” was never loaded").filled(name=name)
        return broken(said, Label("dukou pack load 数据包", "dukou pack load PACK"))
    values = {"name": name, "number": loaded.number}
    if shipped.is_dir() and read_pack(shipped, beside_stored=False).sha256 != loaded.sha256:
        return advised(
            Label("“{name}”第 {number} 版，与随程序附带的不同", "“{name}” version {number}, not the one that came with the program").filled(
                **values
            ),
            Label(
                "dukou pack diff {name} 看差别，再 dukou pack load {name}", "see dukou pack diff {name}, then dukou pack load {name}"
            ).filled(name=name),
        )
    return sound(Label("“{name}”第 {number} 版", "“{name}” version {number}").filled(**values))
