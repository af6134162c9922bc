"""What `show`, `grep`, `refs` and `actions` ask of documents: pure functions, no terminal."""
