"""A text → sentences in phonemes that a model has; their sounds → one speech with its marks."""
