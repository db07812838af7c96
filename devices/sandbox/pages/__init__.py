"""The pages of the hospital, one module per group of functions; importing registers them."""
