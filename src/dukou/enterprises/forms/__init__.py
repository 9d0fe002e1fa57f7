"""The forms of the room. They check what was typed; acts decide."""
