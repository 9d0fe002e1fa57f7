"""What the room lends to the warehouse: grades and their counts, never a record."""

from dukou.credit.snapshots import grades

__all__ = ["grades"]
