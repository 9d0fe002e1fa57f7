"""`dukou worker`: do the jobs that were enqueued."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from django.utils import timezone

from dukou.cli.homes import built_home
from dukou.kit.jobs.queue import failed, retry
from dukou.kit.jobs.worker import Worker


def worker(
    once: Annotated[bool, typer.Option("--once", help="做完到期的任务就结束 · End when nothing is due")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="先让失败的任务重新排队 · Give failed jobs all their attempts again")
    ] = False,
    with_server: Annotated[int, typer.Option("--with-server", hidden=True)] = 0,
) -> None:
    """处理后台任务，直到被叫停；手头的任务会先做完 · Do jobs until told to stop; the one in hand is finished first

    dukou serve 已带一个；可以另外再开 · `dukou serve` runs one; more may run beside it.

    示例 · Examples:

      dukou worker

      dukou worker --once

      dukou worker --once --retry-failed
    """
    built_home()
    if retry_failed:
        for job in failed():
            retry(job, timezone.now())
    # told by its number: a server that died before we asked for our parent would never be missed
    jobs = Worker(is_orphaned=lambda: bool(with_server) and os.getppid() != with_server)
    jobs.stop_on_signals()
    if once:
        jobs.run_until_empty()
    else:
        jobs.run()
