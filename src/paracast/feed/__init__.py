"""A Show and its episodes → RSS."""
