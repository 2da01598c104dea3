"""The Word template with the named styles; an authority may restyle it in Word."""
