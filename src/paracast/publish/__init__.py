"""A show's folder → a host: what changed, and the feed last."""
