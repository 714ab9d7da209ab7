"""A pod with one open port: a network namespace behind nftables."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from support.environments import cannot_run

RULES = """
table inet pod {
    chain input {
        type filter hook input priority 0; policy drop;
        iif lo accept
        ct state established,related accept
        tcp dport 8888 accept
    }
}
"""
"""What z2jh's default NetworkPolicy amounts to: the notebook port and no other."""


@dataclass(frozen=True)
class Pod:
    """A network namespace that lets in one port, like a pod on Kubernetes.

    Attributes:
        name: Of the namespace.
        address: Its own address.
        gateway: The Hub's address, seen from inside.
    """

    name: str
    address: str
    gateway: str

    @property
    def enter(self) -> list[str]:
        """The command that runs another one inside."""
        return ["ip", "netns", "exec", self.name]


def _run(*command: str, given: str | None = None) -> None:
    subprocess.run(command, check=True, input=given, text=True, capture_output=True)


@contextmanager
def one_port_pod() -> Iterator[Pod]:
    """Make the namespace, or skip where that needs rights that are not here.

    Yields:
        The pod, reachable from here at port 8888 only.
    """
    if os.geteuid() != 0:
        cannot_run("a network namespace needs root")
    if not (shutil.which("ip") and shutil.which("nft")):
        cannot_run("no iproute2 or nftables")
    number = os.getpid()
    net = f"10.{213 + number % 40}.{number // 40 % 250}"
    name = f"dtn{number}"
    outer, inner = f"dtno{number}"[:15], f"dtni{number}"[:15]
    pod = Pod(name, f"{net}.2", f"{net}.1")
    try:
        _run("ip", "netns", "add", name)
    except subprocess.CalledProcessError as error:
        cannot_run(f"no network namespace: {error.stderr}")
    try:
        _run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner)
        _run("ip", "link", "set", inner, "netns", name)
        _run("ip", "addr", "add", f"{pod.gateway}/24", "dev", outer)
        _run("ip", "link", "set", outer, "up")
        _run(*pod.enter, "ip", "addr", "add", f"{pod.address}/24", "dev", inner)
        _run(*pod.enter, "ip", "link", "set", inner, "up")
        _run(*pod.enter, "ip", "link", "set", "lo", "up")
        _run(*pod.enter, "ip", "route", "add", "default", "via", pod.gateway)
        _run(*pod.enter, "nft", "-f", "-", given=RULES)
        yield pod
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False)
        subprocess.run(["ip", "link", "del", outer], check=False, capture_output=True)
