"""Measure Linli: `make bench` fills a database of its own and writes docs/performance.md."""
