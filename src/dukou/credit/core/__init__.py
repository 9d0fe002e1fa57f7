"""The thinking part: plain values, no framework, no clock."""
