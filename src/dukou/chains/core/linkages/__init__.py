"""What one sector pulls along and pushes on: input–output tables, multipliers, what would be lost without a sector.

For value and risk only: measured, links of an input–output table add nothing to whether an industry will come (decision 0022).
"""
