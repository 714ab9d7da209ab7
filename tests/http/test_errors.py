"""One shape for every error, true statuses, and no trace on the way out."""

from __future__ import annotations

import logging

import pytest


@pytest.fixture
def failing(app):
    """The app with a route that fails in a way nobody expected."""

    def fail():
        return {}["/home/somebody/secret"]

    app.add_url_rule("/fail", view_func=fail)
    return app


CASES = {
    "/nothing": (404, "not-found"),
    "/views/nope/rows": (404, "unknown-view"),
    "/views/trades/rows?start=x": (400, "bad-argument"),
    "/views/trades/rows?version=7": (409, "stale-version"),
    "/shutdown": (405, "method-not-allowed"),
}


@pytest.mark.parametrize("path", CASES)
def test_every_error_has_one_shape(client, path):
    status, code = CASES[path]
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer.json) == {"error"}
    assert set(answer.json["error"]) == {"code", "message", "hint"}
    assert answer.json["error"]["code"] == code


def test_an_unknown_view_is_answered_with_the_known_names(client):
    assert "trades" in client.get("/views/nope/rows").json["error"]["hint"]


@pytest.mark.parametrize(
    "path", ["/views/nope/", "/nothing", "/views/trades/rows?stop=x"]
)
def test_a_page_says_it_in_words(client, path):
    answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code >= 400
    assert answer.mimetype == "text/html"
    assert b'role="alert"' in answer.data


def test_hostile_words_stay_text(client):
    path = "/views/%3Cscript%3Ealert(1)/"
    answer = client.get(path, headers={"Accept": "text/html"})
    assert b"<script>" not in answer.data
    assert b"&lt;script&gt;" in answer.data


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_the_unexpected_is_logged_and_not_told(failing, accept, caplog):
    with caplog.at_level(logging.ERROR, "dtale_nb"):
        answer = failing.test_client().get("/fail", headers={"Accept": accept})
    assert answer.status_code == 500
    assert b"somebody" not in answer.data
    assert b"Traceback" not in answer.data
    assert "somebody" in caplog.text
    assert "Traceback" in caplog.text


def test_a_body_that_is_too_large_is_refused(client):
    answer = client.post(
        "/views/trades/state",
        data=b'{"sort": "' + b"x" * 9_000_000 + b'"}',
        content_type="application/json",
    )
    assert answer.status_code in {400, 413}
    assert "error" in answer.json
