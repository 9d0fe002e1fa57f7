"""The tools around the house: the Makefile, the environment, the skeleton of a room."""
