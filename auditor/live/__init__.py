"""One app live on a device: what its screens are, what lies over them, what may be tapped."""
