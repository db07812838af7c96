"""The way from a bill to the cashier, never beyond."""
