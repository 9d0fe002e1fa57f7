"""What the kit looks at: the database, the folder, the work that waits, and what this machine must have."""

from dukou.kit.checks import database, folder, machine, server, work

__all__ = ["database", "folder", "machine", "server", "work"]
