"""The acts of the room, one file per noun; and the parts that acts of rooms above are made of, such as taking in a list of firms.

A part (`introduce`, `name_source`, `record_many`) writes no event of its own: the act that calls it holds the transaction, has asked
for the permission, and leaves one event for all it does.
"""

from dukou.figures.actions import claims, tags
from dukou.figures.actions._deliveries import Recorded, Reported, name_source, record_many
from dukou.figures.actions._subjects import Introduced, introduce

__all__ = ["Introduced", "Recorded", "Reported", "claims", "introduce", "name_source", "record_many", "tags"]
