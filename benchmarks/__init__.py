"""Measured side by side in one run; `make bench` prints the table that docs/benchmarks.md quotes."""
