"""The brief: everything beneath, read once and written as leaders read it."""
