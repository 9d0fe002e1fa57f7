"""Rule books, answers and kept decisions as tables for pages."""
