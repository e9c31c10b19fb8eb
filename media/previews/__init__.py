"""Cards of pages that members link to."""
