"""Text to suggestions: dates, people, agencies, concerns. Suggests only; a person confirms."""
