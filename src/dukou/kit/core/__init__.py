"""The thinking part of the kit: plain values, no framework, no clock."""
