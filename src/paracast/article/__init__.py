"""A locator → an Article."""
