"""A text and its sound → where its words begin, for engines that do not tell."""
