"""All readers of untrusted data, by name."""

from article_targets import ARTICLES
from asking_targets import ASKING
from show_targets import SHOWS

TARGETS = {target.name: target for target in (*ARTICLES, *SHOWS, *ASKING)}
