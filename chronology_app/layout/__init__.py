"""Where marks, bands and lanes go, for the screen and for printed figures. Pure."""
