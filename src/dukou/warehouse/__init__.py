"""Dated, immutable snapshots of what the rooms lend, in columns, and the heavy questions asked of them and of the live database."""
