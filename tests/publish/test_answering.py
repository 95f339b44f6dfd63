"""Whether a host answers with what was published: why it does not, in words."""

import socket

from paracast.publish.answering import unanswered


def test_where_nobody_answers_that_is_said_once() -> None:
    with socket.socket() as held:  # bound and not listening: nobody else gets the port
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/"
        told = unanswered(address, {"feed.xml": 1, "boats.mp3": 2})
    assert told == (f"{address}feed.xml cannot be reached: nobody answers there.",)
