"""Booking a slot: up to the page to confirm, or pressed and given back."""
