"""Pictures: upload, metadata dropped, renditions, the CMS's image model."""
