"""Places on the map: where a function is, whether it is really there, how to say that it is not."""
