"""Tests that guard the whole house: floors, layers, acts, words, sizes. Each rule is a function over a tree, so that it can be tried."""
