"""Drawings of this room."""
