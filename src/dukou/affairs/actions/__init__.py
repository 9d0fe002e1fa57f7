"""The acts of the room, one file per noun."""
