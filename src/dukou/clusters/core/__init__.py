"""The thinking part: claims in, figures that can be traced out. What the claims do not say stays unknown, in words."""
