"""The kit as a Django app; when all models are there it lets every room declare what it brings."""

from django.apps import AppConfig

from dukou.kit.rooms import brought


class KitConfig(AppConfig):
    """The ground floor."""

    name = "dukou.kit"

    def ready(self) -> None:
        """Rooms declare words of acts, pack sections, panels, jobs, listeners, facts, snapshot tables and seeds, lowest floor first."""
        for part in ("acts", "packs", "panels", "tasks", "listeners", "facts", "snapshots", "seeds"):
            brought(part)
