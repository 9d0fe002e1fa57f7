"""Taking a list in, step by step: `reading` its rows, a `survey` of what it says about itself, `matching` it with the register,
`figures` beside the claims that stand, `examining` all of it, `writing` what it changes. Nothing is written before all is decided.
"""
