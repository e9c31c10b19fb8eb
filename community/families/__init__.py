"""Private: a parent's children and due dates; the vocabulary of stages."""
