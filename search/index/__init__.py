"""The only door to the search engine: documents, engines, freshness."""
