"""Backups of a home: one file each, made while the server runs, proven when it is made and again when it is restored.

`manifests` says what is in one · `archives` writes and reads the file · `evidence` is what a database proves of itself ·
`making` makes one · `restoring` builds a home out of one, or only checks it.
"""
