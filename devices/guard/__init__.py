"""What no audit may do to a patient or a hospital: every action is asked about first."""
