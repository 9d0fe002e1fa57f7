"""Who may do and see what, walked over every route of the house; and what protects its doors."""
