"""Benchmarks: figures anyone can take again. One file each; none is a test, none asserts."""
