"""What this room is for, in one sentence."""
