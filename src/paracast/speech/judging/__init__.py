"""A request and its speech → the same speech, if it is what the text should sound like."""
