"""Who did what: an append-only, hash-chained trail without foreign keys and without pages."""
