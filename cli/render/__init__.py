"""Documents as people read them: pure functions from the tree to lines."""
