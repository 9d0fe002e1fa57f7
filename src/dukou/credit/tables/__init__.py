"""Fields, firms, records as tables."""
