"""What the room lends to the warehouse, and the heavy questions asked of it."""

from dukou.projects.snapshots import ledgers, questions, tables

__all__ = ["ledgers", "questions", "tables"]
