"""What helps before a visit: advice which department and when, and an arranged admission."""
