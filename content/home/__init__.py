"""The front page, and the CMS's news told as ours."""
