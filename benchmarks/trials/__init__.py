"""Audits of rehearsal hospitals, and how far their findings are true (used by the benchmarks)."""
