"""What the register lends to the warehouse, and the heavy questions about firms."""

from dukou.enterprises.snapshots import questions, tables

__all__ = ["questions", "tables"]
