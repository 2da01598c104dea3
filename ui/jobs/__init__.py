"""What a command or a button does, end to end. Free of Qt."""
