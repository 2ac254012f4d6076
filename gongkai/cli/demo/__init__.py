"""A fictitious bureau's year, lived through the actions themselves: 明江市人力资源和社会保障局."""
