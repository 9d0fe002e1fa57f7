"""The thinking part: quantities, operators, intervals, arithmetic that keeps them, and what contradicts what."""
