"""Reading: what rooms lend, the snapshots that are kept, and the answers of engines."""
