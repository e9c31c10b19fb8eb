"""The catalogue of things parents use."""
