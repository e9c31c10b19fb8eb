"""What protects people, as one function of where the site is: tests ask it what another place would have."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
"""What a page may load and where its forms may go. The CMS shows previews in a frame of the same site."""

DESK_POLICY: dict[str, Any] = {**POLICY, "style-src": [SELF, UNSAFE_INLINE]}
"""The CMS: its editor and its menus write <style> elements of their own. Scripts are held as strictly as everywhere."""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "ambient-light-sensor", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
        "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
        "screen-wake-lock", "serial", "storage-access", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
"""What no page of ours asks a browser for. Passkeys, full screen and the share sheet stay with our own pages."""

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
WITHOUT_HTTPS = [r"^healthz$", r"^readyz$", r"^metrics$"]
"""Asked by the machine next door, which speaks no https."""


def secured(*, origin: str, profile: str, proxies: int, hsts_seconds: int, second_factor: str) -> dict[str, Any]:
    """Settings by name. `profile` "services" is a site on the internet; "embedded" may be somebody's own machine."""
    https = origin.startswith("https://")
    public = profile == "services"
    return {
        "PROXIES": proxies,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if proxies else None,
        "SECURE_SSL_REDIRECT": public and https,
        "SECURE_REDIRECT_EXEMPT": WITHOUT_HTTPS,
        "SECURE_HSTS_SECONDS": hsts_seconds if public and https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": public and https,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "X_FRAME_OPTIONS": "SAMEORIGIN",
        **cookies(https=https),
        "STAFF_SECOND_FACTOR": public or second_factor == "always" or urlsplit(origin).hostname not in THIS_MACHINE,
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": with_https(POLICY, https=https)},
        "DESK_POLICY": with_https(DESK_POLICY, https=https),
    }


def cookies(*, https: bool) -> dict[str, Any]:
    """With https a cookie's name begins with __Host-: no other host under the same domain can plant one."""
    names = {"SESSION": "sessionid", "CSRF": "csrftoken", "LANGUAGE": "language", "DEVICE": "device"}
    return {
        **{f"{kind}_COOKIE_NAME": f"__Host-{name}" if https else name for kind, name in names.items()},
        **{f"{kind}_COOKIE_SECURE": https for kind in names},
        **{f"{kind}_COOKIE_HTTPONLY": True for kind in names},  # scripts read the form's token from the form
        **{f"{kind}_COOKIE_SAMESITE": "Lax" for kind in names},
    }


def with_https(policy: dict[str, Any], *, https: bool) -> dict[str, Any]:
    return {**policy, "upgrade-insecure-requests": True} if https else policy
