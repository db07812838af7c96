"""Registering, proving who one is, logging in, and the terms of it."""
