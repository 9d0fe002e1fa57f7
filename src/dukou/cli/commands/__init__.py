"""The shell's own verbs. They build, serve and load; what is said about a subject is said by the room that owns it."""

from __future__ import annotations

import typer

from dukou.cli.commands import backup, demo, doctor, init, pack, restore, serve, worker

name = ""
app = typer.Typer()
app.command("init")(init.init)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.command("doctor")(doctor.doctor)
app.add_typer(pack.app, name="pack")
