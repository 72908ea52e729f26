"""From the description of a portal to the portal."""

from collections.abc import Callable, Mapping

from publishing.portals.base import Portal
from publishing.portals.config import PortalConfig
from publishing.portals.shapes import Reader


def opened(
    config: PortalConfig, *, reader: Reader, environment: Mapping[str, str], moment: Callable[[], float]
) -> Portal:
    """The portal, not asked anything yet; the network is touched only where the description has a url.

    Raises:
        BadPortal: a secret is not set.
    """
    if config.kind == "folder":
        from publishing.portals.folder import FolderPortal

        return FolderPortal(config)
    if config.kind == "list":
        from publishing.portals.list_file import ListPortal

        return ListPortal(config, reader)
    from publishing.portals.http import Http  # late: a third of a second that files need not wait

    http = Http(config, environment=environment, moment=moment)
    if config.kind == "service":
        from publishing.portals.service import ServicePortal

        return ServicePortal(config, http, dict(environment))
    from publishing.portals.rest import RestPortal

    return RestPortal(config, http)
