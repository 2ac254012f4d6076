"""A scanner that is configured looks into every upload; while it does not answer, nothing is taken."""

import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile

from gongkai.common.clamd import ScannerDown, harm_in
from gongkai.common.uploads import UploadRefused, check_upload

HARMFUL = b"this stands for something harmful"


class Scanner(socketserver.StreamRequestHandler):
    """Speaks the protocol of clamd; what holds HARMFUL is infected."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(length)
        self.wfile.write(b"stream: Win.Test.EICAR FOUND\0" if HARMFUL in data else b"stream: OK\0")


class Confused(socketserver.StreamRequestHandler):
    """Answers something else."""

    def handle(self) -> None:
        self.rfile.read(22)  # the command, one chunk of four bytes, and the end
        self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")


@pytest.fixture
def serve() -> Iterator[Any]:
    """Start a server and return its address."""
    servers: list[socketserver.ThreadingTCPServer] = []

    def start(handler: type[socketserver.StreamRequestHandler]) -> str:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_clean_file_and_a_harmful_one(serve: Any) -> None:
    address = serve(Scanner)

    assert harm_in("稳岗返还".encode() * 50_000, address) is None
    assert harm_in(b"x" * 70_000 + HARMFUL, address) == "Win.Test.EICAR"


def test_an_upload_goes_through_the_scanner(serve: Any, settings: Any) -> None:
    settings.CLAMD_ADDRESS = serve(Scanner)

    assert check_upload(ContentFile("稳岗返还".encode(), name="说明.txt")).name == "说明.txt"
    with pytest.raises(UploadRefused, match="没有通过病毒检查"):
        check_upload(ContentFile(HARMFUL, name="说明.txt"))


def test_a_file_that_was_let_pass_is_not_scanned_again_unless_it_changed(serve: Any, settings: Any) -> None:
    settings.CLAMD_ADDRESS = serve(Scanner)
    file = ContentFile("稳岗返还".encode(), name="说明.txt")
    check_upload(file)

    settings.CLAMD_ADDRESS = "127.0.0.1:1"

    assert check_upload(file).name == "说明.txt"
    file.seek(0)
    file.write("稳岗扩岗".encode())
    with pytest.raises(UploadRefused, match="病毒检查服务暂时不可用"):
        check_upload(file)


def test_while_the_scanner_is_down_nothing_is_taken(settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"

    with pytest.raises(UploadRefused, match="病毒检查服务暂时不可用"):
        check_upload(ContentFile("稳岗返还".encode(), name="说明.txt"))


def test_a_socket_that_is_not_there_is_a_scanner_that_is_down() -> None:
    with pytest.raises(ScannerDown):
        harm_in(b"text", "/nowhere/clamd.sock")


def test_an_answer_that_is_no_verdict_is_no_permission(serve: Any) -> None:
    with pytest.raises(ScannerDown, match="size limit"):
        harm_in(b"text", serve(Confused))


@pytest.mark.parametrize("name", ["通知.exe.txt", "a.html.txt", "名单.zip.txt", "名单.XLSM.txt"])
def test_a_hidden_extension_is_refused(name: str) -> None:
    with pytest.raises(UploadRefused, match="藏有扩展名"):
        check_upload(ContentFile("稳岗返还".encode(), name=name))


def test_a_dot_in_a_title_is_no_extension() -> None:
    assert check_upload(ContentFile("稳岗返还".encode(), name="关于2.1版的说明.第3稿.txt")).size
