"""What the app tells of the hospital, its doctors, a visit and medicine in general."""
