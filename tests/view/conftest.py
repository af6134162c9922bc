"""A page in Debian's chromium, and whatever it fetches or complains of."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cotc.cli.main import main

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: while Playwright runs, no other event loop can in this thread."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The page of these papers, written once a module."""
    folder = tmp_path_factory.mktemp("pages")
    done: dict[tuple[str, ...], Path] = {}

    def write(*arguments: object) -> Path:
        named = tuple(str(argument) for argument in arguments)
        if named not in done:
            done[named] = folder / f"{len(done)}.html"
            assert main(["view", *named, "--no-open", "-o", str(done[named])]) == 0
        return done[named]

    return write


@pytest.fixture
def opened(browser: Browser, written: Callable[..., Path]) -> Iterator[Opened]:
    """Opens the page of these papers. At the end nothing may have been fetched, and nothing have failed."""
    context = browser.new_context(viewport={"width": 1500, "height": 900}, color_scheme="light")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    troubles: list[str] = []
    own: set[str] = set()

    def open_page(*arguments: object, at: str = "") -> Page:
        page = context.new_page()
        url = written(*arguments).as_uri()
        own.add(url)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("request", lambda request: _note(request.url, own, troubles))
        page.goto(url + at)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_page
    context.close()
    assert troubles == []


def _note(url: str, own: set[str], troubles: list[str]) -> None:
    if url.partition("#")[0] not in own and not url.startswith("data:"):
        troubles.append(f"fetched: {url}")
