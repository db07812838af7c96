"""After the visit: surveys, complaints, follow-up, care and settings that last."""
