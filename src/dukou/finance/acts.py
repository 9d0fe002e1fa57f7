"""What the room does, in the words of the trail."""

from __future__ import annotations
