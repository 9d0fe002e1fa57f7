"""Serving the desks: every refusal comes before anything starts, and everything that was started ends with the server."""

from __future__ import annotations

import errno
import ipaddress
import multiprocessing
import os
import socket
import sys
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from dukou.cli.companions import Companion
from dukou.cli.statics import bring_statics_up_to_date
from dukou.cli.web_worker import load_application
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

WEB_WORKERS = 2
_THREADS = 4  # of each; every thread keeps a database connection


class PortTaken(Refusal):
    """Someone else listens at the address."""

    code = "cli.port_taken"
    what = Label("没有启动服务", "nothing was started")
    why = Label("{host} 的端口 {port} 已被占用", "port {port} of {host} is taken")
    cure = Label(
        "换一个端口：dukou serve --port {other}，或 make demo PORT={other}；或先停止占用它的程序",
        "take another: dukou serve --port {other}, or make demo PORT={other}; or stop the program that holds it",
    )


class NoSuchAddress(Refusal):
    """The address does not belong to this machine, or may not be listened at."""

    code = "cli.no_such_address"
    what = Label("没有启动服务", "nothing was started")
    why = Label("不能在 {host}:{port} 上监听：{said}", "cannot listen at {host}:{port}: {said}")
    cure = Label("检查 --host 和 --port", "check --host and --port")


class DemoOnLoopbackOnly(Refusal):
    """Demo people have passwords that everyone knows; no other machine may reach them."""

    code = "cli.demo_on_loopback_only"
    what = Label("没有启动服务", "nothing was started")
    why = Label(
        "这是演示数据目录，演示人员只能在本机登录，而 {host} 不是本机回环地址",
        "this is a demo home: its people sign in on loopback only, and {host} is not loopback",
    )
    cure = Label("用 --host 127.0.0.1，或不带 --demo 另建一个数据目录", "use --host 127.0.0.1, or build a home without --demo")


def check_address(home: Home, host: str, port: int) -> None:
    """Refuse an address at which this home may not or cannot be served."""
    if home.read().is_demo and not _is_loopback(host):
        raise DemoOnLoopbackOnly(host=host)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host=host, port=port, other=port + 1 if port < 65535 else 8000) from error
        raise NoSuchAddress(host=host, port=port, said=error.strerror or error) from error


def bring_up_to_date(home: Home) -> None:
    """Bring a home that an older version of the program left up to the present one."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    bring_statics_up_to_date(home)


def serve(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT: web workers, and one worker for jobs."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    # Fresh processes: a forked one would inherit threads' locks and settings that were read before the home was built.
    multiprocessing.set_start_method("spawn", force=True)
    worker = Companion([sys.executable, "-m", "dukou", "worker", "--with-server", str(os.getpid())])
    server = Granian(
        "dukou.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WEB_WORKERS,
        blocking_threads=_THREADS,
        log_level=LogLevels.warning,
        log_dictconfig=_log_to_stderr(),
        workers_kill_timeout=10,
        respawn_failed_workers=True,
    )
    server.on_startup(worker.start)  # from here on signals are the server's
    try:
        server.serve(target_loader=load_application)
    finally:
        worker.stop()


def _log_to_stderr() -> dict[str, Any]:
    """The server's own log settings, with its words on stderr: stdout is for what a command was asked to print."""
    from granian.log import LOGGING_CONFIG

    own: dict[str, Any] = LOGGING_CONFIG
    return {"handlers": {name: handler | {"stream": "ext://sys.stderr"} for name, handler in own["handlers"].items()}}


def url_of(host: str, port: int) -> str:
    """The address as a browser takes it."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
