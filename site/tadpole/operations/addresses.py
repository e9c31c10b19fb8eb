"""What the addresses of servers say. Pure: who connects, and who looks whether they are well, read them alike."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def elasticsearch_options(address: str) -> dict[str, Any]:
    """The client's options from http(s)://USER:PASSWORD@host:port/path?verify_certs=no&ca_certs=FILE&api_key=KEY. Pure;
    ValueError for what is no such address, without repeating it: it holds a password."""
    parts = urlsplit(address)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 9200)
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or not port:
        raise ValueError("it must be like https://USER:PASSWORD@host:9200")
    more = dict(parse_qsl(parts.query))
    if unknown := set(more) - {"verify_certs", "ca_certs", "api_key"}:
        raise ValueError(f"there is no option {', '.join(sorted(unknown))}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    found: dict[str, Any] = {"hosts": [f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}"]}
    if "api_key" in more:
        found["api_key"] = more["api_key"]
    elif parts.username:
        found["basic_auth"] = (unquote(parts.username), unquote(parts.password or ""))
    if parts.scheme == "https":
        checked = more.get("verify_certs", "yes").lower() not in ("no", "0", "false")
        found["verify_certs"] = checked
        if not checked:
            found["ssl_show_warn"] = False  # said once, by the check search.W002
        if "ca_certs" in more:
            found["ca_certs"] = more["ca_certs"]
    return found
