"""A locator → an episode in the feed: the one place that knows the order of the stages."""
