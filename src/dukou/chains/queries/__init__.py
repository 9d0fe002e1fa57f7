"""What the room tells of chains."""
