"""What snapshots and questions are, without disk, database or engine."""
