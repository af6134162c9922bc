"""The page as a reader uses it, in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, Page, expect

from cotc.cli.view.build import SCRIPTS
from cotc.parsers import Document
from cotc.parsers.model import Finding, Node, Ref, walk
from cotc.parsers.model.codec import to_json

Opened = Callable[..., Page]

FRENCH = "ctoc-a.fr.pdf"
_PICTURE = re.compile("^data:image/")
GRAVE = {"serious", "critical"}


def node(page: Page, address: str) -> Locator:
    return page.locator(f".node[id='{address}']")


def boxes(page: Page, kind: str) -> list[dict[str, float]]:
    """The boxes drawn, in points of their page, with the page's number."""
    found: list[dict[str, float]] = page.evaluate(
        """kind => [...document.querySelectorAll(`.box.${kind}`)].map(box => {
          const figure = box.closest("figure"), f = figure.getBoundingClientRect();
          const b = box.getBoundingClientRect(), unit = figure.dataset.width / f.width;
          return { page: +figure.dataset.page, x0: (b.left - f.left) * unit, top: (b.top - f.top) * unit,
                   x1: (b.right - f.left) * unit, bottom: (b.bottom - f.top) * unit };
        })""",
        kind,
    )
    return found


def named(document: Document, address: str) -> tuple[tuple[float, ...], ...]:
    return next(node.boxes for node, _ in walk(document) if node.id == address)


def test_the_outline_leads_to_a_paragraph(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    link = page.locator("nav a[href='#res-12-4/op-5']")
    expect(link).to_be_hidden()
    page.locator("nav li:has(> a[href='#res-12-4']) > button").click()
    link.click()
    expect(node(page, "res-12-4/op-5")).to_be_in_viewport()
    expect(node(page, "res-12-4/op-5")).to_contain_class("chosen")
    expect(link).to_have_attribute("aria-current", "location")
    assert page.url.endswith("#res-12-4/op-5")


def test_the_outline_is_walked_with_arrow_keys(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.locator("nav a[href='#res-12-2']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("nav a[href='#res-12-2/formula']")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("nav a[href='#res-12-2']")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("nav a[href='#res-12-2/formula']")).to_be_hidden()


def test_search_finds_words_without_their_accents_and_capitals(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.keyboard.press("/")
    page.keyboard.type("DEUXIEMEMENT, repérer")
    expect(page.locator("[data-ui=count]")).to_have_text("1 of 1")
    expect(node(page, "res-12-4/op-5/b")).to_contain_class("chosen")
    expect(node(page, "res-12-4/op-5/b")).to_be_in_viewport()
    lit = page.evaluate(
        """[...CSS.highlights.get("found-now")].map(
          (range) => range.startContainer.data.slice(range.startOffset, range.endOffset))"""
    )
    assert lit == ["Deuxièmement, repérer"]
    page.keyboard.press("Escape")
    expect(page.locator("[data-ui=count]")).to_have_text("")


def test_search_goes_from_match_to_match(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    count = page.locator("[data-ui=count]")
    page.locator("[data-ui=query]").fill("secrétariat")
    total = int(count.inner_text().split(" of ")[1])
    assert total > 2
    page.keyboard.press("Enter")
    expect(count).to_have_text(f"2 of {total}")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(count).to_have_text(f"{total} of {total}")
    page.locator("[data-ui=query]").fill("no such words")
    expect(count).to_have_text("no match")


def test_a_kind_and_the_matches_are_filtered_under_their_headings(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.locator("[data-ui=kind]").select_option("operative")
    expect(node(page, "res-12-4/op-5")).to_be_visible()
    expect(node(page, "res-12-4")).to_be_visible()
    expect(node(page, "res-12-4/pp-1")).to_be_hidden()
    expect(node(page, "par-3")).to_be_hidden()
    page.locator("[data-ui=query]").fill("extrabudgétaires")
    page.locator("[data-ui=matches-only]").click()
    expect(node(page, "res-12-4/op-5")).to_be_visible()
    expect(node(page, "res-12-4/op-1")).to_be_hidden()
    page.evaluate("location.hash = '#par-3'")  # a link into what is hidden shows it
    expect(node(page, "par-3")).to_be_in_viewport()


def test_a_note_comes_to_its_call(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    note = page.locator("[data-ui=note]")
    expect(note).to_be_hidden()
    call = node(page, "res-12-4/pp-5").locator(".call a").first
    call.click()
    expect(note).to_be_visible()
    expect(note).to_contain_text("Résolution 76/181 de l'Assemblée générale")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    call.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()


def test_a_note_is_shown_while_the_pointer_rests_on_its_call(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    node(page, "res-12-2/pp-1").locator(".call a").hover()
    expect(page.locator("[data-ui=note]")).to_be_visible()
    node(page, "res-12-2/op-2").hover()
    expect(page.locator("[data-ui=note]")).to_be_hidden()


def test_a_paragraph_shows_its_place_on_the_page(
    opened: Opened, fixtures: Path, parsed: Callable[[str], Document]
) -> None:
    page = opened(fixtures / FRENCH)
    node(page, "res-12-4/pp-10").hover()
    wanted = named(parsed(FRENCH), "res-12-4/pp-10")
    assert len(wanted) == 2, "it runs over two pages"
    drawn = [tuple(box.values()) for box in boxes(page, "hot")]
    assert [value for box in drawn for value in box] == pytest.approx(
        [value for box in wanted for value in box], abs=1
    )
    expect(page.locator(".box.hot").first).to_be_in_viewport()
    figure = page.locator(f"figure[data-page='{wanted[0][0]}']")
    page.wait_for_function("image => image.naturalWidth > 1000", arg=figure.locator("img").element_handle())
    node(page, "res-12-4/pp-11").hover()
    assert len(boxes(page, "hot")) == 1
    node(page, "res-12-4/pp-11").click()
    assert (len(boxes(page, "hot")), len(boxes(page, "chosen"))) == (0, 1)


def test_a_click_on_the_page_finds_the_paragraph(
    opened: Opened, fixtures: Path, parsed: Callable[[str], Document]
) -> None:
    page = opened(fixtures / FRENCH)
    [(number, x0, top, x1, bottom)] = named(parsed(FRENCH), "res-12-4/op-5/b")
    figure = page.locator(f"figure[data-page='{number:g}']")
    figure.scroll_into_view_if_needed()
    unit = page.evaluate("f => f.clientWidth / f.dataset.width", figure.element_handle())
    spot = {"x": (x0 + x1) / 2 * unit, "y": (top + bottom) / 2 * unit}
    figure.hover(position={"x": spot["x"], "y": spot["y"]})
    expect(node(page, "res-12-4/op-5/b")).to_contain_class("hot")
    figure.click(position={"x": spot["x"], "y": spot["y"]})
    expect(node(page, "res-12-4/op-5/b")).to_contain_class("chosen")
    expect(node(page, "res-12-4/op-5/b")).to_be_in_viewport()
    assert page.url.endswith("#res-12-4/op-5/b")


@pytest.mark.parametrize("address", ["res-12-4/op-5/a", "fn-3", "par-20"])
def test_a_permalink_opens_at_its_place(opened: Opened, fixtures: Path, address: str) -> None:
    page = opened(fixtures / FRENCH, at="#" + address)
    expect(node(page, address)).to_be_in_viewport()
    expect(node(page, address)).to_contain_class("chosen")
    expect(page.locator("[data-ui=address]")).to_have_text(address)
    expect(page.locator(".box.chosen").first).to_be_in_viewport()


def test_an_address_that_is_not_there_does_no_harm(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH, at="#%E0%A4%A")
    page.goto(page.url.partition("#")[0] + "#res-99/op-1")
    expect(page.locator(".chosen")).to_have_count(0)


def test_addresses_and_citations_are_copied(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    node(page, "res-12-4/op-5/a").click()
    page.keyboard.press("c")
    expect(page.locator("[data-ui=said]")).to_have_text("Copied: res-12-4/op-5/a")
    assert page.evaluate("navigator.clipboard.readText()") == "res-12-4/op-5/a"
    page.locator("[data-ui=copy-citation]").click()
    expect(page.locator("[data-ui=said]")).to_contain_text("résolution 12/4, par. 5 a)")
    assert "par. 5 a)" in page.evaluate("navigator.clipboard.readText()")


def test_keys_walk_the_text(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH, at="#res-12-2/op-1")
    page.keyboard.press("j")
    expect(node(page, "res-12-2/op-2")).to_contain_class("chosen")
    expect(node(page, "res-12-2/op-2")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(node(page, "res-12-2/pp-6")).to_contain_class("chosen")
    page.keyboard.press("n")
    expect(node(page, "res-12-2/annex-I")).to_contain_class("chosen")
    page.keyboard.press("?")
    page.locator("[data-ui=single-keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(node(page, "res-12-2/annex-I")).to_contain_class("chosen")


def test_panes_close_and_colours_change(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    for name, pane in (("outline", "nav"), ("pages", "aside")):
        page.locator(f"[data-ui=toggle-{name}]").click()
        expect(page.locator(pane)).to_be_hidden()
        expect(page.locator(f"[data-ui=toggle-{name}]")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.locator("[data-ui=theme]").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 25, 29)")


def test_a_telephone_has_room_for_one_pane_at_a_time(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("nav")).to_be_hidden()
    page.locator("[data-ui=toggle-pages]").click()
    expect(page.locator("aside")).to_be_in_viewport(ratio=0.9)
    page.locator("[data-ui=toggle-outline]").click()
    expect(page.locator("aside")).to_be_hidden()
    page.locator("nav a[href='#res-12-4']").click()
    expect(page.locator("nav")).to_be_hidden()
    expect(node(page, "res-12-4")).to_be_in_viewport()
    bars = page.locator("header.bar, footer.bar")
    assert sum(bar["height"] for bar in (bars.nth(0).bounding_box(), bars.nth(1).bounding_box()) if bar) < 200
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_only_pages_near_the_window_are_drawn(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.wait_for_function("() => document.querySelector('figure[data-page=\"1\"] img').naturalWidth > 0")
    last = page.locator("figure[data-page='10']")
    assert last.locator("img").get_attribute("src") is None
    last.scroll_into_view_if_needed()
    expect(last.locator("img")).to_have_attribute("src", _PICTURE)
    expect(page.locator("figure[data-page='1'] img")).not_to_have_attribute("src", _PICTURE)


def test_print_gives_the_text_alone(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.emulate_media(media="print")
    for pane in ("nav", "aside", "header.bar", "footer.bar"):
        expect(page.locator(pane)).to_be_hidden()
    expect(node(page, "par-20")).to_be_visible()
    assert len(page.pdf()) > 10_000


def test_print_is_dark_on_white_after_a_dark_page(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH)
    page.locator("[data-ui=theme]").click()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(27, 29, 32)")


@pytest.mark.parametrize(("width", "media"), [(1400, "screen"), (390, "screen"), (700, "print")])
def test_no_word_of_a_table_is_broken(
    width: int, media: str, opened: Opened, parsed: Callable[[str], Document], tmp_path: Path
) -> None:
    head = ("Objective", "2023 actual", *(f"{year} planned" for year in range(2024, 2034)))
    rows = (head, ("Measures", "1 234 567", *("10" for _ in head[2:])))
    paper, document = tmp_path / "wide.json", parsed(FRENCH)
    table = Node(id="wide", kind="table", number=None, label=None, title=None, text=None, rows=rows)
    paper.write_bytes(to_json(replace(document, tree=(*document.tree, table))))
    page = opened(paper)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media=media)  # type: ignore[arg-type]
    lines = page.locator("#wide td").evaluate_all(
        """cells => cells.flatMap(cell => [...cell.firstChild.data.matchAll(/\\S+/g)].map(word => {
          const range = document.createRange();
          range.setStart(cell.firstChild, word.index);
          range.setEnd(cell.firstChild, word.index + word[0].length);
          return range.getClientRects().length;
        }))"""
    )
    assert set(lines) == {1}
    assert page.evaluate("document.documentElement.scrollWidth") == width
    sheet, box = page.locator(".sheet").bounding_box(), page.locator("#wide .wide").bounding_box()
    assert sheet
    assert box
    assert box["width"] <= sheet["width"]


def test_dates_of_an_arabic_paper_keep_their_order(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / "ctoc-a.ar.pdf")
    dates = page.locator(".session > .told bdi").last
    expect(dates).to_have_text("2024-10-14 – 2024-10-18")
    expect(dates).to_have_css("direction", "ltr")


def test_arabic_runs_from_the_right(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / "ctoc-a.ar.pdf", at="#par-3")
    expect(node(page, "par-3")).to_have_css("direction", "rtl")
    expect(page.locator("nav > ul")).to_have_css("direction", "rtl")
    paragraph, label = (
        node(page, "par-3").bounding_box(),
        node(page, "par-3").locator(".label").bounding_box(),
    )
    assert paragraph
    assert label
    assert label["x"] > paragraph["x"] + paragraph["width"] * 0.8
    page.locator("[data-ui=query]").fill("انتخاب اعضاء")  # written with a plain alif
    expect(page.locator("[data-ui=count]")).to_contain_text("of")
    expect(page.locator(".box.chosen").first).to_be_in_viewport()


def test_two_papers_stand_row_by_row(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / FRENCH, fixtures / "ctoc-a.ar.pdf", at="#2:res-12-4/op-5")
    right, left = node(page, "2:res-12-4/op-5"), node(page, "res-12-4/op-5")
    expect(right).to_contain_class("chosen")
    expect(right).to_have_attribute("lang", "ar")
    ours, theirs = left.bounding_box(), right.bounding_box()
    assert ours
    assert theirs
    assert ours["y"] == theirs["y"]
    assert ours["x"] < theirs["x"]
    expect(page.locator("figure[data-paper='1'][data-page='6']")).to_be_visible()
    expect(page.locator("figure[data-paper='0']").first).to_be_hidden()
    page.get_by_role("button", name="fr: ctoc-a.fr.pdf").click()
    expect(page.locator("figure[data-paper='0']").first).to_be_visible()
    page.locator("[data-ui=query]").fill("Deuxièmement, repérer")
    page.locator("[data-ui=matches-only]").click()
    expect(node(page, "2:res-12-4/op-5/b")).to_be_visible()
    expect(node(page, "2:res-12-4/op-5/c")).to_be_hidden()


def test_findings_are_gone_through(opened: Opened, fixtures: Path) -> None:
    page = opened(fixtures / "CTOC_COP_2024_11_fr_TYPESET.pdf")
    page.locator("[data-ui=findings]").click()
    finding = page.locator(".node.chosen .finding")
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text("pointer-kind")


def test_the_policy_stops_what_is_not_ours(
    browser: Browser, written: Callable[..., Path], fixtures: Path
) -> None:
    page = browser.new_page()
    page.goto(written(fixtures / FRENCH).as_uri())
    stopped = page.evaluate("""async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
      const image = Object.assign(document.createElement("img"), { src: "http://127.0.0.1:9/x.png" });
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: image.src });
      document.head.append(image, link);
      document.body.setAttribute("style", "color: red");
      await fetch("http://127.0.0.1:9/").catch(() => {});
      for (const tag of ["script", "style"]) {
        const own = document.createElement(tag);
        try { own.text = own.textContent = "globalThis.ran = true"; document.body.append(own); } catch {}
      }
      await new Promise((done) => setTimeout(done, 200));
      return [...new Set(stopped), globalThis.ran ? "ran" : "did not run"];
    }""")
    assert {"img-src", "style-src-elem", "style-src-attr", "connect-src", "did not run"} <= set(stopped)
    page.close()


def hostile(document: Document) -> Document:
    """The document with markup that would call `alert` wherever a paper's words can stand."""
    evil = '</p></script></style><script>alert(1)</script><img src=x onerror=alert(2)>" onclick="alert(3)'

    def changed(node: Node) -> Node:
        notes = tuple(replace(call, number=evil) for call in node.notes)
        refs = (Ref("url", 0, 9, evil, "javascript:alert(4)", target=f"javascript:alert(5){evil}"),)
        words = {
            key: getattr(node, key) and evil + getattr(node, key)
            for key in ("number", "label", "title", "text")
        }
        rows = ((evil, evil),) if node.kind == "table" else node.rows
        children = tuple(changed(child) for child in node.children)
        return replace(node, id=node.id + evil, notes=notes, refs=refs, rows=rows, children=children, **words)

    return replace(
        document,
        tree=tuple(changed(node) for node in document.tree),
        report=replace(document.report, symbol=evil, title=evil, language=evil, job=evil),
        source=replace(document.source, name=evil),
        footnotes=tuple(replace(note, number=evil, text=evil + note.text) for note in document.footnotes),
        findings=(
            Finding(evil, "error", evil, None, 1),
            Finding(evil, "info", evil, document.tree[0].id + evil, 1),
        ),
    )


def test_a_paper_that_holds_a_script_shows_it_as_words(
    opened: Opened, parsed: Callable[[str], Document], tmp_path: Path
) -> None:
    paper = tmp_path / "evil.json"
    paper.write_bytes(to_json(hostile(parsed(FRENCH))))
    page = opened(paper)
    expect(page.locator("h1")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator(".operative p.words").first).to_contain_text("<img src=x onerror=alert(2)>")
    assert page.locator("script").count() == len(SCRIPTS)
    assert page.locator("img, [onclick], [onerror], a:not([href^='#'])").count() == 0
    page.locator("nav button").first.click()
    page.locator("nav a").first.click()
    page.locator(".call a").first.click()
    page.locator("[data-ui=query]").fill("alert(1)")
    expect(page.locator("[data-ui=count]")).to_contain_text(" of ")


@pytest.mark.parametrize(
    "papers",
    [["ctoc-a.fr.pdf"], ["ctoc-a.ar.pdf"], ["ctoc-a.fr.pdf", "ctoc-a.en.pdf"]],
    ids=["one", "arabic", "two"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(
    opened: Opened, fixtures: Path, papers: list[str], scheme: str
) -> None:
    page = opened(*(fixtures / name for name in papers), at="#res-12-4/op-5")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.locator(".call a").first.click()
    violations = Axe().run(page).response["violations"]
    told = [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in GRAVE]
    assert told == []
