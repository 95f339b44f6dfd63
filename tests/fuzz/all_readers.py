"""All readers of untrusted data, by name."""

from article_readers import ARTICLES
from asking_readers import ASKING
from show_readers import SHOWS

READERS = {reader.name: reader for reader in (*ARTICLES, *SHOWS, *ASKING)}
