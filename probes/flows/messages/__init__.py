"""What a patient is sent, and what the app says by itself."""
