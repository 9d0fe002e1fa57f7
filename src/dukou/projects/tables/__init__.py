"""Projects as tables for pages and files."""
