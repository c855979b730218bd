"""Notebook kernels forked from the preloaded process, through jupyter_client's kernel provisioner."""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from typing import Any

from jupyter_client.provisioning import LocalProvisioner
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from verko.pipeline.children import ForkedProcess, be_like, can_fork, context, lifeline, live_as_long_as

PROVISIONER = "verko-forked"  # as the package's entry point names it


def use_forked_kernels() -> None:
    """Make kernels that this process starts forked ones, where forking is to be had."""
    if can_fork():
        KernelProvisionerFactory.instance().default_provisioner_name = PROVISIONER


class ForkedKernel(LocalProvisioner):
    """Starts an IPython kernel by forking; everything else is as with a local process."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Fork a kernel on the connection file that `pre_launch` has written."""
        if not can_fork():
            return await super().launch_kernel(cmd, **kwargs)
        connection_file = self.parent.connection_file
        surroundings = kwargs.get("env") or dict(os.environ), kwargs.get("cwd")
        arguments = (connection_file, lifeline()[0], *surroundings)
        child = context().Process(target=run_kernel, args=arguments, daemon=True)
        child.start()
        self.process, self.pid, self.pgid = ForkedProcess(child), child.pid, None
        return self.connection_info


def run_kernel(connection_file: str, held: Connection, environment: dict[str, str], folder: str | None) -> None:
    """In the child: be an IPython kernel until told to stop."""
    live_as_long_as(held)
    _be_silent()
    be_like(environment, folder)
    sys.argv = ["kernel", "-f", connection_file]
    import matplotlib
    from ipykernel.kernelapp import IPKernelApp

    matplotlib.rcParams["backend"] = "module://matplotlib_inline.backend_inline"
    kernel = IPKernelApp.instance()
    kernel.initialize(["-f", connection_file, "--HistoryManager.enabled=False"])
    kernel.start()


def _be_silent() -> None:
    """What a notebook prints goes to its copy; what the kernel says of itself goes nowhere."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
