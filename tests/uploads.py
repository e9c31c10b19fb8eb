"""What is stored of uploads, in a folder or in a bucket."""

from django.core.files.storage import default_storage


def stored() -> list[str]:
    """The name of every file."""
    found, folders = [], [""]
    while folders:
        folder = folders.pop()
        inner, files = default_storage.listdir(folder or ("." if hasattr(default_storage, "path") else ""))
        folders += [f"{folder}/{one}".lstrip("/") for one in inner]
        found += [f"{folder}/{one}".lstrip("/") for one in files if one]
    return found
