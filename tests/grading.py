"""How strict an answer's headers are, by the rules of the well-known evaluators. Pure: headers in, faults and a grade out."""

from collections.abc import Mapping
from dataclasses import dataclass

SERIOUS, WEAK = 2, 1
GRADES = {0: "A", 1: "B", 2: "C", 3: "D"}
LOADS = ("script-src", "style-src", "img-src", "connect-src", "object-src")
MUST_BE_OFF = ("camera", "microphone", "geolocation", "payment", "usb")
YEAR = 31_536_000


@dataclass(frozen=True)
class Grade:
    """`faults`: {what is wrong: how bad}."""

    faults: dict[str, int]

    @property
    def letter(self) -> str:
        return GRADES.get(sum(self.faults.values()), "F")


def graded(headers: Mapping[str, str], *, https: bool, strangers_wait: bool = False) -> Grade:
    """`https`: the site is reached by https. `strangers_wait`: the answer is for one signed-in person."""
    said = {name.lower(): text for name, text in headers.items()}
    faults = policy_faults(policy(said.get("content-security-policy", "")), https=https)
    faults |= {
        "X-Content-Type-Options": SERIOUS * (said.get("x-content-type-options") != "nosniff"),
        "X-Frame-Options": WEAK * (said.get("x-frame-options") not in ("DENY", "SAMEORIGIN")),
        "Referrer-Policy": WEAK * (said.get("referrer-policy") not in ("same-origin", "no-referrer")),
        "Cross-Origin-Opener-Policy": WEAK * (said.get("cross-origin-opener-policy") != "same-origin"),
        "Cross-Origin-Resource-Policy": WEAK * (said.get("cross-origin-resource-policy") != "same-origin"),
        "Permissions-Policy": WEAK * any(f"{one}=()" not in said.get("permissions-policy", "") for one in MUST_BE_OFF),
        "tells what serves it": WEAK * any(name in said for name in ("server", "x-powered-by", "via")),
        "Strict-Transport-Security": SERIOUS * (https and seconds(said.get("strict-transport-security", "")) < YEAR),
        "a shared cache may keep it": SERIOUS * (strangers_wait and shared(said.get("cache-control", ""))),
    }
    return Grade({name: weight for name, weight in faults.items() if weight})


def policy(text: str) -> dict[str, list[str]]:
    """A Content-Security-Policy as {directive: sources}."""
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {part[0].lower(): part[1:] for part in parts}


def policy_faults(said: dict[str, list[str]], *, https: bool) -> dict[str, int]:
    """What an evaluator would say of the policy."""
    loads = {name: said.get(name, said.get("default-src", ["*"])) for name in LOADS}
    scripts, styles = loads["script-src"], loads["style-src"]
    trusted = any(one.startswith(("'nonce-", "'sha", "'strict-dynamic'")) for one in scripts)
    return {
        "no policy": SERIOUS * (not said),
        "script 'unsafe-inline'": SERIOUS * ("'unsafe-inline'" in scripts and not trusted),
        "script 'unsafe-eval'": SERIOUS * ("'unsafe-eval'" in scripts),
        "scripts from anywhere": SERIOUS * any(broad(one) or one in ("data:", "blob:") for one in scripts),
        "style 'unsafe-inline'": WEAK * ("'unsafe-inline'" in styles),
        "anything from anywhere": SERIOUS * any(broad(one) for name in LOADS for one in loads[name]),
        "object-src": SERIOUS * (loads["object-src"] != ["'none'"]),
        "base-uri": SERIOUS * (said.get("base-uri") not in (["'none'"], ["'self'"])),
        "form-action": SERIOUS * (said.get("form-action") not in (["'none'"], ["'self'"])),
        "frame-ancestors": SERIOUS * (said.get("frame-ancestors") not in (["'none'"], ["'self'"])),
        "upgrade-insecure-requests": WEAK
        * (https and "'none'" not in loads["script-src"] and "upgrade-insecure-requests" not in said),
    }


def broad(source: str) -> bool:
    """Whether it names no single host."""
    return "*" in source or source in ("http:", "https:", "ws:", "wss:")


def seconds(hsts: str) -> int:
    parts = dict(part.strip().partition("=")[::2] for part in hsts.lower().split(";"))
    return int(parts.get("max-age", "0") or 0)


def shared(cache_control: str) -> bool:
    return not any(word in cache_control for word in ("private", "no-store"))
