"""A page opened in the browser, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page


@dataclass
class Visit:
    """A page, what it asked the network for, and what it complained of: errors on its console, dialogs, crashes."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def in_context(cls, context: BrowserContext) -> Visit:
        """A new page that is listened to."""
        visit = cls(context.new_page())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", visit._hear)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("dialog", visit._dismiss)
        return visit

    def open(self, address: str | Path) -> Page:
        """Goes to an address or a file."""
        self.page.goto(address.as_uri() if isinstance(address, Path) else address)
        return self.page

    def outside(self) -> list[str]:
        """What was asked of any machine but this one."""
        return [
            url for url in self.requests if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
