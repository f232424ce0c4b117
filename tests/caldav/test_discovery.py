"""From whatever address a user has to the calendars (RFC 6764, SERVERS section 3)."""

from __future__ import annotations

import pytest

from afterword.adapters.caldav_server import CollectionInfo, Login, discover
from afterword.errors import LoginProblem, ServerAnswer, Temporary, UsageProblem
from tests.fault_server import Answers, Request, fault_server, http, multistatus, response
from tests.servers import PASSWORD, USERNAME, RunningServer

LOGIN = Login(USERNAME, PASSWORD)
PRINCIPAL = "<d:current-user-principal><d:href>/p/alice/</d:href></d:current-user-principal>"
HOME = "<c:calendar-home-set><d:href>/home/alice/</d:href></c:calendar-home-set>"
COLLECTION = "<d:resourcetype><d:collection/></d:resourcetype>"
CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
EVENTS = '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'
TASKS = '<c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set>'
READ_ONLY = "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege></d:current-user-privilege-set>"
WORK = response("/home/alice/team/", f"{CALENDAR}{EVENTS}<d:displayname>Team &amp; play</d:displayname>")
TEAM = response("/home/alice/team", f"{CALENDAR}{READ_ONLY}")
INBOX = response("/home/alice/inbox/", "<d:resourcetype><d:collection/><c:schedule-inbox/></d:resourcetype>")
TASK_LIST = response("/home/alice/tasks/", f"{CALENDAR}{TASKS}")
LISTED = (response("/home/alice/", COLLECTION), WORK, TEAM, TASK_LIST, INBOX)


def tree(root: str = "/") -> Answers:
    """A server whose root names a principal, that a home, that four collections."""

    def answers(request: Request) -> bytes:
        match request.path, request.headers.get("depth"):
            case path, "0" if path == root:
                return http(207, multistatus(response(root, f"{COLLECTION}{PRINCIPAL}")))
            case "/p/alice/", "0":
                kind = "<d:resourcetype><d:principal/><d:collection/></d:resourcetype>"
                return http(207, multistatus(response("/p/alice/", f"{kind}{PRINCIPAL}{HOME}")))
            case "/home/alice/", "0":
                return http(207, multistatus(response("/home/alice/", f"{COLLECTION}{PRINCIPAL}")))
            case "/home/alice/", "1":
                return http(207, multistatus(*LISTED))
            case "/home/alice/team/", "0":
                return http(207, multistatus(WORK))
            case _:
                return http(404)

    return answers


@pytest.mark.parametrize("start", ["", "p/alice/", "home/alice/"])
def test_a_root_a_principal_and_a_home_lead_to_the_calendars_for_events(start: str) -> None:
    with fault_server(tree()) as server:
        base = server.url.removesuffix("/cal/")
        assert discover(f"{base}/{start}", LOGIN) == (
            CollectionInfo(f"{base}/home/alice/team/", "Team & play", writable=True, components=("VEVENT",)),
            CollectionInfo(f"{base}/home/alice/team/", "team", writable=False),
        )
    assert all("authorization" in request.headers for request in server.requests)


def test_the_address_of_a_calendar_is_that_calendar_after_one_question() -> None:
    with fault_server(tree()) as server:
        base = server.url.removesuffix("/cal/")
        (found,) = discover(f"{base}/home/alice/team/", LOGIN)
    assert (found.url, len(server.requests)) == (f"{base}/home/alice/team/", 1)


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_well_known_address_may_redirect_and_stays_a_propfind(code: int) -> None:
    behind = tree("/dav/hidden/")

    def answers(request: Request) -> bytes:
        if request.path == "/.well-known/caldav":
            return http(code, "", Location="/dav/hidden/")
        answer = behind(request)
        assert isinstance(answer, bytes)
        return answer

    with fault_server(answers) as server:
        assert len(discover(server.url, LOGIN)) == 2
    assert {request.method for request in server.requests} == {"PROPFIND"}


@pytest.mark.parametrize("base", ["/remote.php/dav/", "/dav/", "/caldav.php/", "/dav.php/", "/SOGo/dav/alice/"])
def test_known_places_are_tried_where_the_root_is_a_web_page(base: str) -> None:
    behind = tree(base)

    def answers(request: Request) -> bytes:
        if request.path in ("/cal/", "/.well-known/caldav"):
            return http(200, "<html>Welcome</html>")
        answer = behind(request)
        assert isinstance(answer, bytes)
        return answer

    with fault_server(answers) as server:
        assert len(discover(server.url, LOGIN)) == 2


def test_an_unauthenticated_answer_is_a_login_problem_and_not_an_empty_calendar() -> None:
    nobody = "<d:current-user-principal><d:unauthenticated/></d:current-user-principal>"
    with (
        fault_server(lambda _: http(207, multistatus(response("/", nobody)))) as server,
        pytest.raises(LoginProblem, match="does not know"),
    ):
        discover(server.url, LOGIN)


def test_a_wrong_password_is_tried_once_and_not_at_every_known_place() -> None:
    with fault_server(lambda _: http(401)) as server, pytest.raises(LoginProblem):
        discover(server.url, LOGIN)
    assert len(server.requests) == 1


def test_no_calendar_is_an_error_that_says_what_was_tried() -> None:
    with fault_server(lambda _: http(404)) as server, pytest.raises(ServerAnswer, match=r"tried .*/remote\.php/dav/"):
        discover(server.url, LOGIN)


def test_a_home_without_a_calendar_is_an_error_that_says_what_to_do() -> None:
    def answers(request: Request) -> bytes:
        return http(207, multistatus(response("/cal/", f"{COLLECTION}{HOME if request.path == '/cal/' else ''}")))

    with fault_server(answers) as server, pytest.raises(ServerAnswer, match=r"no calendar for events in .*make one"):
        discover(server.url, LOGIN)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (http(503), Temporary),
        (http(403), LoginProblem),
        (http(200, "<html/>"), ServerAnswer),
        (http(207), ServerAnswer),
        (http(207, "<html/>"), ServerAnswer),
        (http(207, multistatus()), ServerAnswer),
        (b"", Temporary),
        (http(301, Location="https://dav.example.org/"), LoginProblem),
    ],
)
def test_a_server_without_caldav_is_told_from_one_that_refuses(answer: bytes, error: type[Exception]) -> None:
    with fault_server(lambda _: answer) as server, pytest.raises(error):
        discover(server.url, LOGIN)


def test_principals_that_name_each_other_end_the_search() -> None:
    def answers(request: Request) -> bytes:
        number = len(request.path)
        step = f"<d:current-user-principal><d:href>/{'x' * number}</d:href></d:current-user-principal>"
        return http(207, multistatus(response(request.path, step)))

    with fault_server(answers) as server, pytest.raises(ServerAnswer):
        discover(server.url, LOGIN)
    assert len(server.requests) < 40


def test_a_password_in_the_address_is_refused_before_anything_is_sent() -> None:
    with fault_server(tree()) as server, pytest.raises(UsageProblem):
        discover(server.url.replace("//", "//alice:pw@"), LOGIN)
    assert server.requests == []


def test_real_servers_are_found_from_a_bare_host_and_from_a_calendar(real_server: RunningServer) -> None:
    calendar = real_server.make_calendar("found")
    assert calendar in {one.url for one in discover(real_server.url, LOGIN)}
    (info,) = discover(calendar, LOGIN)
    assert (info.url, info.name, info.writable, "VEVENT" in info.components) == (calendar, "found", True, True)


def test_a_real_server_refuses_a_wrong_password(radicale_server: RunningServer) -> None:
    with pytest.raises(LoginProblem):
        discover(radicale_server.url, Login(USERNAME, "guessed"))
