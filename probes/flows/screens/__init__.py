"""What one screen tells: its fields, rows, cards, boxes and walls."""
