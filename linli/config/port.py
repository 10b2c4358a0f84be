"""The port of the web server: whether it is free, and whether the first page answers there."""

import http.client
import socket


class PortTaken(RuntimeError):
    """Nothing can listen there; the text says what to do."""


def check_port(host: str, port: int) -> None:
    """Raise PortTaken unless a server could listen there now."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except PermissionError:
        raise PortTaken(f"Port {port} needs rights that this user does not have; choose one above 1023.") from None
    except OSError as error:
        raise PortTaken(
            f"{host}:{port} cannot be used ({error.strerror}). Something else may be listening there; "
            f"choose another port: make run PORT={port + 1 if port < 65535 else 8000}"
        ) from None


def first_page(host: str, port: int, path: str = "/") -> int | None:
    """Ask for the first page, or another; return its status, or None where nobody answers."""
    line = http.client.HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=10)  # noqa: S104
    try:
        line.request("GET", path, headers={"Host": f"localhost:{port}"})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()


def written(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
