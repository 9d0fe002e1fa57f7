"""The shipped packs against what stands outside the repository: the article and its 88 facts, read by somebody else."""
