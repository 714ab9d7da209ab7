"""What gets in, and what every answer carries."""

from __future__ import annotations

import pytest
from flask import request

from dtale_nb.app import create_app
from dtale_nb.errors import BadSetting
from dtale_nb.settings import Settings
from dtale_nb.web.guard import NO_PAGE
from dtale_nb.web.testing import HOSTILE_ROOT

RIGHT = "s" * 43


@pytest.mark.parametrize(
    "wrong",
    ["", "x" * 43, RIGHT[:-1], RIGHT + "s", RIGHT.upper(), "é" * 43],
    ids=["none", "wrong", "short", "long", "other-case", "not-ascii"],
)
@pytest.mark.parametrize("path", ["/health", "/views/trades/", "/nothing"])
def test_without_the_secret_there_is_nothing(app, wrong, path):
    answer = app.test_client(secret=wrong).get(path)
    assert answer.status_code == 404
    assert answer.data == b""
    assert "Dtale-Nb-Instance" not in answer.headers


def test_the_secret_may_come_as_a_header(app, secret, instance):
    client = app.test_client(secret="")
    answer = client.get("/health", headers={"Dtale-Nb-Secret": secret})
    assert answer.json["instance"] == instance


def test_a_wrong_header_is_not_saved_by_the_right_path(app):
    answer = app.test_client().get("/health", headers={"Dtale-Nb-Secret": "x" * 43})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "prefix",
    ["user/x", "//evil.example/", "/a b", "/a\"'", "/a;b", "http://evil/", "/<x>"],
)
def test_a_prefix_that_is_no_path_is_refused(app, prefix):
    answer = app.test_client(app_root="").get(
        "/health", headers={"X-Forwarded-Prefix": prefix}
    )
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "bad-prefix"
    assert prefix not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_get_and_post_are_used(client, method):
    answer = client.open("/views/trades/state", method=method)
    assert answer.status_code == 405
    assert answer.json["error"]["code"] == "method-not-allowed"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:1"},
    ],
    ids=str,
)
def test_a_change_from_another_site_is_refused(client, view, headers):
    answer = client.post("/views/trades/state", json={"sort": []}, headers=headers)
    assert answer.status_code == 403
    assert answer.json["error"]["code"] == "foreign-origin"
    assert view.version == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Origin": "https://hub.example", "X-Forwarded-Host": "hub.example"},
    ],
    ids=str,
)
def test_a_change_from_our_own_page_is_taken(client, headers):
    answer = client.post(
        "/views/trades/state", json={"sort": [{"number": 0}]}, headers=headers
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_a_change_must_be_json(client, kind):
    answer = client.post("/views/trades/state", data="{}", content_type=kind)
    assert answer.status_code == 415


def test_another_site_may_navigate_but_not_read(client):
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    assert client.get("/views/trades/rows", headers=foreign).status_code == 403
    opened = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/views/trades/", headers=opened).status_code == 200


@pytest.mark.parametrize(
    "path", ["/health", "/views/trades/", "/views/nope/", "/views/trades/rows?stop=x"]
)
def test_every_answer_names_its_instance_and_its_limits(client, path, instance):
    headers = client.get(path).headers
    assert headers["Dtale-Nb-Instance"] == instance
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
    assert "Location" not in headers


@pytest.mark.usefixtures("view")
def test_the_policy_ends_at_our_own_root(app, secret):
    answer = app.test_client().get("/views/trades/")
    policy = answer.headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == f"localhost{HOSTILE_ROOT}/{secret}/"
    assert rules["frame-ancestors"] == "'self'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/health", "/views/trades/state", "/nowhere"])
def test_what_is_no_page_loads_nothing_where_it_is_opened_as_one(client, view, path):
    del view
    headers = client.get(path, headers={"Accept": "application/json"}).headers
    assert headers["Content-Type"].startswith("application/json")
    assert headers["Content-Security-Policy"] == NO_PAGE
    rules = dict(rule.split(" ", 1) for rule in NO_PAGE.split("; "))
    assert rules == {"default-src": "'none'", "frame-ancestors": "'none'"}


@pytest.mark.usefixtures("view")
def test_the_policy_names_the_host_that_the_browser_sees(app, secret):
    headers = {"X-Forwarded-Host": "hub.example"}
    answer = app.test_client().get("/views/trades/", headers=headers)
    own = f"connect-src localhost{HOSTILE_ROOT}/{secret}/ hub.example{HOSTILE_ROOT}/"
    assert own in answer.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("view")
def test_without_a_prefix_the_policy_names_the_origin(app):
    client = app.test_client(app_root="")
    answer = client.get("/views/trades/", headers={"Host": "a.example"})
    assert "connect-src 'self';" in answer.headers["Content-Security-Policy"]


def test_the_root_may_be_a_setting(store, view):
    app = create_app(store, Settings(), instance="i", secret="s", root="/o/1/p%20q/")
    app.add_url_rule("/root", view_func=lambda: request.environ["SCRIPT_NAME"])
    assert app.test_client(app_root="").get("/root").text == "/o/1/p%20q/s"
    assert app.test_client(app_root="/told").get("/root").text == "/told/s"


@pytest.mark.parametrize("root", ["o", "//evil", "/a b", "http://x/"])
def test_a_setting_that_is_no_path_is_refused(store, root):
    with pytest.raises(BadSetting, match="path"):
        create_app(store, Settings(), instance="i", secret="s", root=root)


@pytest.mark.usefixtures("view")
def test_a_nonce_is_used_once(client):
    answers = [client.get("/views/trades/") for _ in range(5)]
    seen = {answer.headers["Content-Security-Policy"] for answer in answers}
    assert len(seen) == 5


@pytest.mark.usefixtures("view")
def test_a_hostile_host_gets_no_place_in_the_policy(client):
    answer = client.get("/views/trades/", headers={"Host": "a; script-src *"})
    assert "script-src *" not in answer.headers["Content-Security-Policy"]


def test_the_probe_may_be_read_by_a_page_of_another_port(app):
    client = app.test_client(app_root="")
    origin = {"Origin": "http://localhost:8888", "Sec-Fetch-Site": "cross-site"}
    probe = client.get("/health", headers=origin | {"Sec-Fetch-Mode": "cors"})
    assert probe.headers["Access-Control-Allow-Origin"] == "http://localhost:8888"
    page = client.get("/views/trades/", headers=origin)
    assert "Access-Control-Allow-Origin" not in page.headers
