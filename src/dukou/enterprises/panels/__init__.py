"""What the room shows on a firm's own page and on desks, and its entry of the navigation."""

from dukou.enterprises.panels import desks, page

__all__ = ["desks", "page"]
