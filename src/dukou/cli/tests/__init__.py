"""The shell as it is used: real processes, real HTTP on loopback."""
