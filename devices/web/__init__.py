"""The channel H5: a page in Chromium, driven as a person with a phone would."""
