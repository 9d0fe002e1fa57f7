"""What the room thinks with: no framework, no database, no network, no clock."""
