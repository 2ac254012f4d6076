"""Forms of the office: they check shape; whether something is lawful is for the actions to say."""
