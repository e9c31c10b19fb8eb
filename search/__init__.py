"""Finding: the top floor."""
