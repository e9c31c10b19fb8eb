"""The house's one design system: layout, components, slots, paging, forms and the answer to a refusal."""
