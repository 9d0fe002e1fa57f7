"""What is done with affairs."""
