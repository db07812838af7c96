"""Forms: how they are filled in and sent, and what the app says to that."""
