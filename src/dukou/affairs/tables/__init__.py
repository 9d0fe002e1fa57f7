"""Applications, materials and forms as tables show them."""
