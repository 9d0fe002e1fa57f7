"""Lists of projects, read row by row before anything is kept."""
