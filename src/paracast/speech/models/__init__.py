"""A folder that a user filled → the models in it: their files, languages, speakers, threads."""
