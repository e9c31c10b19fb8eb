"""Live sessions and the comments that fly over them."""
