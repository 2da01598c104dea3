"""What a screen shows and does. Free of Qt."""
