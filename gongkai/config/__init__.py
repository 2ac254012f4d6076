"""The one place that knows every part: settings, addresses, server entry."""
