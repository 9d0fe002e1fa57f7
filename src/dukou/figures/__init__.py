"""Every number as a claim: with its operator, scope, kind, source and the day it became known."""
