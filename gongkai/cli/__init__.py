"""`gongkai …`: what people, scripts and other systems call on a command line."""
