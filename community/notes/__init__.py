"""Parents' photo reviews."""
