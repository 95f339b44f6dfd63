"""An Article → a Script."""
