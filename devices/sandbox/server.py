"""The rehearsal hospital over HTTP.

GET /api/page?path=…      the page model of an app address (status as the page's)
POST /api/do/{action}     carry out an action (JSON or form data) → Outcome
POST /do/{action}         the same for plain forms → redirect, words kept for the next page
GET /file/…               documents;  GET /picture/…  pictures;  GET /static/…  the skin's files
GET /www/…                the hospital's web site, which is not the app
GET /__ledger             counts of side effects;  POST /__reset  a fresh hospital
Every answer carries `X-Rehearsal: 1`.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from starlette.datastructures import UploadFile

from devices.sandbox.features import Features
from devices.sandbox.model import Frame, Outcome, Page, Popup, Redirect
from devices.sandbox.pictures import picture
from devices.sandbox.routing import hand_over, load_pages, perform, show
from devices.sandbox.seed import furnish
from devices.sandbox.skins import Skin
from devices.sandbox.visit import Upload, Visit
from devices.sandbox.website import authorise_page, web_page
from devices.sandbox.world import Session, World

COOKIE = "rehearsal_sid"
POPUP = Popup(
    title="公告",
    text="因系统升级，本周六 00:00-02:00 暂停线上缴费服务，给您带来不便敬请谅解。",
    close="我知道了",
)


@dataclass
class Rehearsal:
    """One running hospital: what it offers, how it looks, what it remembers."""

    features: Features
    skin: Skin
    world: World

    def reset(self) -> None:
        """A fresh hospital: every account, session and count is forgotten."""
        self.world = furnish(World(clock=self.world.clock))

    def visit(self, session: Session, request: Request, **more: object) -> Visit:
        site = _other_origin(request)
        base = Visit(self.world, self.features, self.skin.placement, self.skin.words, session)
        base.site = site
        for name, value in more.items():
            setattr(base, name, value)
        return base

    def page(self, session: Session, request: Request, address: str) -> Page | Redirect:
        answer = show(self.visit(session, request), address)
        if isinstance(answer, Page) and self.features.popup and not session.popup_seen:
            session.popup_seen = True
            answer = answer.model_copy(update={"popup": POPUP})
        return answer


def build(features: Features, skin: Skin, world: World | None = None) -> FastAPI:
    """The application; `app.state.rehearsal` gives access to its world."""
    load_pages()
    rehearsal = Rehearsal(features, skin, world or furnish(World()))
    app = FastAPI(title="演练环境", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.rehearsal = rehearsal
    _mark_and_delay(app, rehearsal)
    _add_control(app, rehearsal)
    _add_pictures(app, rehearsal)
    _add_interface(app, rehearsal)
    _add_documents(app, rehearsal)
    return app


def _mark_and_delay(app: FastAPI, rehearsal: Rehearsal) -> None:
    @app.middleware("http")
    async def mark(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        if rehearsal.features.latency and not request.url.path.startswith("/__"):
            await asyncio.sleep(rehearsal.features.latency / 1000)
        request.state.session = rehearsal.world.session(request.cookies.get(COOKIE))
        response = await go_on(request)
        response.headers["X-Rehearsal"] = "1"
        response.headers["Cache-Control"] = "no-store"
        if request.cookies.get(COOKIE) != request.state.session.id:
            response.set_cookie(COOKIE, request.state.session.id, httponly=True, samesite="lax")
        return response


def _add_control(app: FastAPI, rehearsal: Rehearsal) -> None:
    @app.get("/__ledger")
    async def ledger() -> dict[str, int]:
        return rehearsal.world.ledger()

    @app.post("/__reset")
    async def reset() -> dict[str, bool]:
        rehearsal.reset()
        return {"ok": True}


def _add_pictures(app: FastAPI, rehearsal: Rehearsal) -> None:
    @app.get("/picture/{name:path}")
    async def draw(name: str) -> Response:
        try:
            data, mime = picture(name)
        except LookupError:
            return Response("没有这张图片", status_code=404, media_type="text/plain")
        return Response(data, media_type=mime)

    @app.get("/static/{name:path}")
    async def asset(name: str) -> Response:
        try:
            path = rehearsal.skin.asset(name)
        except LookupError:
            return Response("没有这个文件", status_code=404, media_type="text/plain")
        return FileResponse(path, media_type=mimetypes.guess_type(name)[0])

    @app.get("/www/{name}")
    async def website(name: str, v: str = "adapted") -> Response:
        try:
            return HTMLResponse(web_page(name, v == "adapted", rehearsal.features))
        except LookupError:
            return HTMLResponse("404 Not Found", status_code=404)


def _add_interface(app: FastAPI, rehearsal: Rehearsal) -> None:
    @app.get("/api/page")
    async def api_page(request: Request, path: str = "/") -> Response:
        answer = rehearsal.page(request.state.session, request, path)
        if isinstance(answer, Redirect):
            return JSONResponse({"redirect": answer.to, "toast": answer.words})
        said = _said(request.state.session)
        body = {"page": answer.model_dump(mode="json"), "said": said}
        return JSONResponse(body, status_code=answer.status)

    @app.post("/api/do/{name}")
    async def api_do(request: Request, name: str) -> Response:
        outcome = await _do(rehearsal, request, name)
        if outcome is None:
            return JSONResponse({"ok": False, "toast": "接口不存在"}, status_code=404)
        return JSONResponse(outcome.model_dump(mode="json"))

    @app.get("/file/{name:path}")
    async def file(request: Request, name: str) -> Response:
        visit = rehearsal.visit(request.state.session, request)
        try:
            given = hand_over(visit, f"/{name}?{request.url.query}")
        except LookupError:
            return HTMLResponse("<h1>404 Not Found</h1>", status_code=404)
        headers = {}
        if not given.inline:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(given.name)}"
        return Response(given.data, given.status, headers, media_type=given.mime)


def _add_documents(app: FastAPI, rehearsal: Rehearsal) -> None:
    @app.get("/oauth/authorize")
    async def authorise(request: Request, back: str = "/", granted: str = "") -> Response:
        if not granted:
            return HTMLResponse(authorise_page(back))
        request.state.session.authorised = True
        return RedirectResponse(back if back.startswith("/") else "/", status_code=302)

    @app.post("/do/{name}")
    async def plain_do(request: Request, name: str) -> Response:
        outcome = await _do(rehearsal, request, name)
        if outcome is None:
            return HTMLResponse("<h1>404 Not Found</h1>", status_code=404)
        if outcome.toast:
            request.state.session.flash.append(outcome.toast)
        target = outcome.leave or outcome.to or request.headers.get("referer") or "/"
        return RedirectResponse(target, status_code=303)

    @app.get("/{path:path}")
    async def document(request: Request, path: str) -> Response:
        session: Session = request.state.session
        address = f"/{path}" + (f"?{request.url.query}" if request.url.query else "")
        if rehearsal.features.oauth and not session.authorised:
            return RedirectResponse(f"/oauth/authorize?back={quote(address)}", status_code=302)
        return _document(rehearsal, request, session, address)


def _document(rehearsal: Rehearsal, request: Request, session: Session, address: str) -> Response:
    skin = rehearsal.skin
    if skin.single_page:
        if request.url.path == "/" or skin.placement.routes == "history":
            return HTMLResponse(skin.index())
        return HTMLResponse("<h1>404 Not Found</h1>", status_code=404)
    answer = rehearsal.page(session, request, address)
    if isinstance(answer, Redirect):
        if answer.words:
            session.flash.append(answer.words)
        return RedirectResponse(answer.to, status_code=302)
    bare = request.headers.get("sec-fetch-dest") == "iframe"
    framed = request.url.path in rehearsal.skin.placement.journey.frames and not bare
    if framed:
        answer = _in_frame(answer, address)
    return HTMLResponse(skin.draw(answer, _said(session), bare), status_code=answer.status)


def _in_frame(page: Page, address: str) -> Page:
    return page.model_copy(update={"blocks": (Frame(address=address, title=page.title),)})


def _said(session: Session) -> list[str]:
    said, session.flash = session.flash, []
    return said


async def _do(rehearsal: Rehearsal, request: Request, name: str) -> Outcome | None:
    data, files = await _received(request)
    visit = rehearsal.visit(request.state.session, request, files=files)
    try:
        return perform(visit, name, data)
    except LookupError:
        return None


async def _received(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """Values and files of a request; several values of one name are joined by commas."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return {str(k): str(v) for k, v in (await request.json()).items()}, {}
    values: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    form = await request.form()
    for key, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if content:
                files[key] = Upload(value.filename or "", content)
        else:
            values.setdefault(key, []).append(value)
    await form.close()
    return {key: ",".join(items) for key, items in values.items()}, files


def _other_origin(request: Request) -> str:
    """The web site's origin: this server under its other loopback name."""
    host = request.url.hostname or "127.0.0.1"
    other = "127.0.0.1" if host == "localhost" else "localhost"
    return f"http://{other}:{request.url.port or 80}"
