"""Drawing the map of an app: where taps lead, how many of a kind are enough, when all was seen."""
