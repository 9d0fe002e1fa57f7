"""What the room does: store and release versions of rule books, and record decisions."""

from dukou.rules.actions import books, decisions

__all__ = ["books", "decisions"]
