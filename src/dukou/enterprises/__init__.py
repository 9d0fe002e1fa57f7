"""The register of enterprises: under which names and codes they stand, what they belong to, and what is stated about them."""
