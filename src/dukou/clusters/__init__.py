"""From claims to where each cluster stands: levels, growth, shares, targets, progress, lights."""
