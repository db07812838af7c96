"""Prescriptions, medicines and how they come to the patient."""
