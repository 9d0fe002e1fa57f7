"""The drawings of this room."""
