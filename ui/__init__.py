"""What a person or a script uses: the command line, the jobs behind it and the desktop program."""
