"""One look at a chain (研判): who stands where, what is missing or weak, whom to invite next, and how sure all of it is."""
