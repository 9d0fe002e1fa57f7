"""The room's office tables: lists of firms, records of one firm, its figures, and two entries side by side."""
