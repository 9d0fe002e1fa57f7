"""What the room reads from packs."""
