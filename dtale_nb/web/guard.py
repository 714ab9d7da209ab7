"""The guard: what each request passes before any work, and each answer on its way out.

A WSGI middleware, not a Flask hook, so that a second WSGI app mounted beside Flask (the
charts) stands behind the same guard. In this order:

1. *Secret.* A request carries it as the first segment of its path (through
   ``/proxy/PORT/SECRET/``, or directly) or as a header (through our Jupyter server
   extension, which injects it). Anything else is a bare 404.
2. *Root.* ``SCRIPT_NAME`` becomes the prefix that the proxy stripped
   (``X-Forwarded-Prefix``, or the user's setting where the proxy sends none),
   percent-encoded as the browser sent it, plus the secret.
   ``X-Forwarded-Proto`` and ``-Host`` are not used to build URLs: ours are relative.
3. *Method.* GET and HEAD read, POST changes; nothing else (jupyter-server-proxy breaks
   DELETE with a body and PATCH without one).
4. *Origin.* A POST must come from a page of ours: browsers say so by Sec-Fetch-Site and
   Origin. A read from another site is refused as well, but for a navigation.
5. *Headers.* The instance id, the Content-Security-Policy and what goes with it.

Jupyter's proxy does no CSRF check of its own (`check_xsrf_cookie` of its handler is a
no-op), so rule 4 is the only one.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dtale_nb.errors import BadSetting
from dtale_nb.rendezvous import SECRET_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

INSTANCE_HEADER = "Dtale-Nb-Instance"
"""The answer's header by which the browser knows whose answer it is."""

NONCE = "dtale_nb.nonce"
"""The WSGI environ key of the answer's nonce."""

NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
"""The policy of answers that are no pages: opened as one, they load nothing."""

_SECRET_KEY = "HTTP_" + SECRET_HEADER.upper().replace("-", "_")
_PREFIX = re.compile(r"(/[\w.~%@:+,=!$&'()*-]+)*/?", re.ASCII)
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?", re.ASCII)
_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.ASCII)
_ORIGIN = re.compile(r"https?://[\w.:\[\]-]+", re.ASCII)
_METHODS = ("GET", "HEAD", "POST")


class Guard:
    """Let through what carries the secret and comes from a page of ours.

    Args:
        inner: The app behind the guard.
        secret: 256 bits as URL-safe text.
        instance: Which server this is.
        root: The percent-encoded prefix of a proxy that strips it and doesn't say so.

    Raises:
        BadSetting: `root` is no path.
    """

    def __init__(
        self, inner: WSGIApplication, *, secret: str, instance: str, root: str = ""
    ) -> None:
        if not _PREFIX.fullmatch(root):
            raise BadSetting(f"no path of a proxy: {root!r}", hint="such as /a/b")
        self._inner = inner
        self._root = root.rstrip("/")
        self._secret = secret.encode()
        self._instance = instance

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        if not self._knows_secret(environ):
            return _bare_not_found(start_response)
        environ[NONCE] = secrets.token_urlsafe(16)
        answer = self._finished(environ, start_response)
        refusal = _refusal(environ)
        if refusal is not None:
            return _refused(*refusal, answer)
        return self._inner(environ, answer)

    def _knows_secret(self, environ: WSGIEnvironment) -> bool:
        """Check the secret and move it, with the proxy's prefix, into the root."""
        # WSGI hands over latin-1 texts; compare_digest wants ASCII or bytes.
        prefix = environ.get("HTTP_X_FORWARDED_PREFIX", self._root).rstrip("/")
        if not _PREFIX.fullmatch(prefix):
            prefix = ""  # refused below, with an answer that needs a root
        given = environ.pop(_SECRET_KEY, "").encode("latin-1")
        if given:
            if not hmac.compare_digest(given, self._secret):
                return False
            environ["SCRIPT_NAME"] = prefix
            return True
        _, _, rest = environ.get("PATH_INFO", "").partition("/")
        first, slash, rest = rest.partition("/")
        if not hmac.compare_digest(first.encode("latin-1"), self._secret):
            return False
        environ["SCRIPT_NAME"] = f"{prefix}/{first}"
        environ["PATH_INFO"] = slash + rest
        return True

    def _finished(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> StartResponse:
        page = content_security_policy(environ)
        ours = {
            INSTANCE_HEADER: self._instance,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            **_cross_origin(environ),
        }

        def finish(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Any:
            there = {name.lower(): value for name, value in headers}
            is_page = there.get("content-type", "").startswith("text/html")
            policy = {"Content-Security-Policy": page if is_page else NO_PAGE}
            more = [
                (k, v) for k, v in (ours | policy).items() if k.lower() not in there
            ]
            return start_response(status, headers + more, exc_info)

        return finish


def content_security_policy(
    environ: WSGIEnvironment, *, style: str = "", images: str = "data:"
) -> str:
    """What a page of ours may load: itself, below its own root, and nothing else.

    Args:
        environ: The request, whose secret is known already.
        style: Where styles may come from; "" for those with the nonce.
        images: Where pictures may come from.
    """
    own = own_places(environ)
    nonce = f"'nonce-{environ[NONCE]}'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {nonce} {own}",
            f"style-src {style or nonce}",
            f"connect-src {own}",
            f"frame-src {own}",
            f"img-src {images}",
            "font-src 'none'",
            f"frame-ancestors {_ancestors(environ)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def own_places(environ: WSGIEnvironment) -> str:
    """Where our own pages are, as narrow as can be known.

    On Jupyter's origin a path keeps our page from Jupyter's own API. Where a proxy
    tells no prefix the path isn't known for sure, but then the origin isn't Jupyter's.

    Source:
        W3C Content Security Policy Level 3, 6.7.2.7 "path-part matches".
    """
    host = environ.get("HTTP_HOST", "")
    if "HTTP_X_FORWARDED_PREFIX" not in environ and not _LOOPBACK.fullmatch(host):
        return "'self'"
    root = environ["SCRIPT_NAME"].replace(";", "%3B").replace(",", "%2C") + "/"
    told = (host, environ.get("HTTP_X_FORWARDED_HOST", ""))
    hosts = dict.fromkeys(each for each in told if _HOST.fullmatch(each))
    return " ".join(f"{each}{root}" for each in hosts) or "'self'"


def _ancestors(environ: WSGIEnvironment) -> str:
    """Who may show us in a frame: our own origin, and pages that need no proxy.

    Without a prefix there's none of Jupyter's on this origin; then the page is a local
    one on another port, or Colab's, whose outputs stand on an origin of their own.
    """
    if "HTTP_X_FORWARDED_PREFIX" in environ:
        return "'self'"
    if _LOOPBACK.fullmatch(environ.get("HTTP_HOST", "")):
        return "'self' http://localhost:* http://127.0.0.1:*"
    return "'self' https://colab.research.google.com https://*.googleusercontent.com"


def _cross_origin(environ: WSGIEnvironment) -> dict[str, str]:
    """Let a page of another origin read `health`, to learn that we are here.

    It knows the secret already, and the answer holds nothing but the instance.
    """
    origin = environ.get("HTTP_ORIGIN", "")
    if environ.get("PATH_INFO") != "/health" or not _ORIGIN.fullmatch(origin):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


def _refusal(environ: WSGIEnvironment) -> tuple[str, str, str, str] | None:
    """Why this request is not answered: status, code, message, hint; or None."""
    if not _PREFIX.fullmatch(environ.get("HTTP_X_FORWARDED_PREFIX", "")):
        return (
            "400 Bad Request",
            "bad-prefix",
            "X-Forwarded-Prefix is not a path",
            "the proxy must send the percent-encoded path that it stripped",
        )
    method = environ["REQUEST_METHOD"]
    if method not in _METHODS:
        return (
            "405 Method Not Allowed",
            "method-not-allowed",
            f"{method[:20]} is not used here",
            "GET reads, POST changes",
        )
    if method == "POST":
        return _foreign_change(environ)
    return _foreign_read(environ)


def _foreign_read(environ: WSGIEnvironment) -> tuple[str, str, str, str] | None:
    is_fetch = environ.get("HTTP_SEC_FETCH_MODE", "navigate") != "navigate"
    if (
        environ.get("HTTP_SEC_FETCH_SITE") == "cross-site"
        and is_fetch
        and environ.get("PATH_INFO") != "/health"
    ):
        return _FOREIGN
    return None


def _foreign_change(environ: WSGIEnvironment) -> tuple[str, str, str, str] | None:
    if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        return _FOREIGN
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None:
        hosts = (environ.get("HTTP_HOST"), environ.get("HTTP_X_FORWARDED_HOST"))
        if not urlsplit(origin).netloc or urlsplit(origin).netloc not in hosts:
            return _FOREIGN
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return (
            "415 Unsupported Media Type",
            "json-only",
            "a POST here carries JSON",
            "send Content-Type: application/json",
        )
    return None


_FOREIGN = (
    "403 Forbidden",
    "foreign-origin",
    "this request comes from another site",
    "only pages of the viewer itself may ask",
)


def _refused(
    status: str, code: str, message: str, hint: str, start_response: StartResponse
) -> Iterable[bytes]:
    error = {"error": {"code": code, "message": message, "hint": hint}}
    body = json.dumps(error).encode()
    start_response(
        status,
        [("Content-Type", "application/json"), ("Content-Length", str(len(body)))],
    )
    return [body]


def _bare_not_found(start_response: StartResponse) -> Iterable[bytes]:
    """Tell nothing, not even who we are, to whoever doesn't know the secret."""
    start_response("404 Not Found", [("Content-Length", "0")])
    return [b""]
