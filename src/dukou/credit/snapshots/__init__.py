"""What the room lends to the warehouse: grades, their counts, plans and what drawn visits found; never a record."""

from dukou.credit.snapshots import grades, visits

__all__ = ["grades", "visits"]
