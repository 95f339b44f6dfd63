"""A Script's utterances → clips of speech."""
