"""The writers of the brief: as a table for the terminal and the page, and as one file that stands alone."""
