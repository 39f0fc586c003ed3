"""Users: a profile by user name, changes that can't raise a role, and names that are taken."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from entrypoints.demo.users import users_app

NINA = {"id": "nina", "name": "Nina New", "email": "nina@shop.example", "role": "viewer"}


@pytest.fixture
def users(tmp_path: Path) -> TestClient:
    return TestClient(users_app(tmp_path / "users.sqlite"))


@pytest.mark.parametrize("name", ["viewer", "manager", "admin"])
def test_everybody_who_may_sign_in_has_a_profile_under_their_name(users: TestClient, name: str) -> None:
    profile = users.get(f"/users/{name}").json()
    assert (profile["id"], profile["role"]) == (name, name)


def test_users_come_in_pages_by_user_name(users: TestClient) -> None:
    pages = [users.get("/users", params={"page": page, "size": 2}).json() for page in (1, 2)]
    assert [[user["id"] for user in page["items"]] for page in pages] == [["admin", "manager"], ["viewer"]]
    assert pages[1] | {"items": []} == {"items": [], "page": 2, "size": 2, "total": 3}


def test_users_are_filtered_by_role_and_name(users: TestClient) -> None:
    assert [user["id"] for user in users.get("/users?role=admin").json()["items"]] == ["admin"]
    assert [user["id"] for user in users.get("/users?name=Vera Viewer").json()["items"]] == ["viewer"]
    assert users.get("/users?role=admin&name=Vera Viewer").json()["total"] == 0
    assert users.get("/users?role=owner").status_code == 422


def test_a_filter_that_looks_like_sql_matches_nothing(users: TestClient) -> None:
    assert users.get("/users", params={"name": "' OR '1'='1"}).json()["total"] == 0
    assert users.get("/users/viewer' OR '1'='1").status_code == 404


def test_a_new_user_is_found_where_its_location_says(users: TestClient) -> None:
    answer = users.post("/users", json=NINA)
    assert (answer.status_code, answer.headers["location"]) == (201, "/users/nina")
    assert users.get("/users/nina").json() == NINA


@pytest.mark.parametrize("taken", [{"id": "viewer"}, {"email": "VIEWER@shop.example"}])
def test_a_taken_name_or_mail_is_a_409_and_adds_nobody(users: TestClient, taken: dict[str, str]) -> None:
    answer = users.post("/users", json=NINA | taken)
    assert (answer.status_code, answer.json()) == (409, {"detail": "the user name or the e-mail is taken"})
    assert users.get("/users").json()["total"] == 3


def test_a_patch_changes_name_and_mail_alone(users: TestClient) -> None:
    changed = users.patch("/users/viewer", json={"name": "Vera Vim", "email": "vera@shop.example"}).json()
    assert changed == {"id": "viewer", "name": "Vera Vim", "email": "vera@shop.example", "role": "viewer"}
    assert users.patch("/users/viewer", json={"name": "Vera V."}).json() == changed | {"name": "Vera V."}


@pytest.mark.parametrize("change", [{"role": "admin"}, {"id": "root"}, {"name": None}, {"email": "no mail"}])
def test_a_patch_of_anything_else_is_a_422_and_changes_nothing(users: TestClient, change: dict[str, str]) -> None:
    before = users.get("/users/viewer").json()
    assert users.patch("/users/viewer", json=change).status_code == 422
    assert users.get("/users/viewer").json() == before


def test_a_patch_to_the_mail_of_somebody_else_is_a_409(users: TestClient) -> None:
    assert users.patch("/users/viewer", json={"email": "admin@shop.example"}).status_code == 409


def test_a_removed_user_is_gone(users: TestClient) -> None:
    assert users.delete("/users/viewer").status_code == 204
    assert users.get("/users/viewer").json() == {"detail": "there is no user 'viewer'"}


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_an_unknown_user_is_a_404(users: TestClient, method: str) -> None:
    assert users.request(method, "/users/nobody", json={}).status_code == 404


@pytest.mark.parametrize("name", ["", "Nina", "1a", "a b", "a/b", "a" * 33])
def test_a_user_name_that_could_not_be_a_path_segment_is_a_422(users: TestClient, name: str) -> None:
    assert users.post("/users", json=NINA | {"id": name}).status_code == 422
