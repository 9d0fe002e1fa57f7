"""Lists of credit records, read row by row before anything is kept."""
