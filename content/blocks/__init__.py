"""StreamField blocks shared by all pages."""
