from tests.seeded import seeded_database

__all__ = ["seeded_database"]
