"""The door of the command line: it collects the verbs that rooms bring and holds no subject of its own."""
