"""What is kept for the account: reports, documents, bills, and how far along things are."""
