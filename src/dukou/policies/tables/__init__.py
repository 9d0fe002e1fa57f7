"""What the room shows, as tables of pages."""
