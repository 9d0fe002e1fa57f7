"""Credit: grades that are reckoned from a ledger of records, and inspections drawn in a way that nobody can steer."""
