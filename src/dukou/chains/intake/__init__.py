"""Files that an office brings for its chains, read with every doubt named."""
