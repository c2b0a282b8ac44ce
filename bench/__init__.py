"""Measurements: ratios to comparators in the same run, run by `script/bench` and explained in docs/performance.md."""
