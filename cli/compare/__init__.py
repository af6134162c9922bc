"""Compares papers: two versions word by word, language versions paragraph by paragraph."""
