"""Online clinics: talking to a doctor, in writing or by video, and what they order."""
