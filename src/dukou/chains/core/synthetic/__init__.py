"""Made-up data for demonstrations and tests, marked as such."""
