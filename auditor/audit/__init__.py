"""One run: what it is to audit, its folder and journal, and what they amount to."""
