"""Folders and feeds, over time → an episode of each article as it arrives."""
