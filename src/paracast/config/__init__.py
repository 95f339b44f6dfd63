"""One TOML file → every stage's options."""
