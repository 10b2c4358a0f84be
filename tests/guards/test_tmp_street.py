import os
from django.conf import settings
from tests.guards.test_permission_matrix import line_of
from tests.guards.world import GRID

MINE = ("grid:wall", "grid:new-wish", "grid:my-wish", "grid:wish", "grid:drawing", "field:report")
OUT = "/tmp/street/pages"


def test_x(world):
    os.makedirs(OUT, exist_ok=True)
    w = world.things["wish"]
    pages = [
        ("face", "reporter", f"/grids/{GRID}/"),
        ("wall", "reporter", f"/grids/{GRID}/wishes/"),
        ("wish-new", "reporter", f"/grids/{GRID}/wishes/new/"),
        ("mine", "reporter", "/wishes/"),
        ("desk-list", "manager", "/desk/grids/wishes/"),
        ("desk-wish", "manager", f"/desk/grids/wishes/{w}/"),
        ("wish-for", "manager", f"/desk/grids/{GRID}/wishes/new/"),
        ("drawing", "dispatcher", f"/desk/grids/{GRID}/drawing/"),
        ("changes", "dispatcher", f"/desk/grids/{GRID}/changes/"),
        ("sheet", "manager", f"/desk/grids/{GRID}/"),
        ("elsewhere", "leader", "/field/report/"),
        ("report", "grid_member", "/field/report/"),
        ("app", "grid_member", "/field/app/"),
        ("visits", "manager", "/desk/grids/visits/"),
        ("me", "reporter", "/me/"),
        ("today", "grid_member", "/field/"),
    ]
    for name, actor, path in pages:
        for lang in ("zh-hans", "en"):
            b = world.browser
            b.cookies.clear()
            b.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[actor]
            b.cookies["linli_language"] = lang
            r = b.get(path)
            body = b"".join(r.streaming_content) if r.streaming else r.content
            open(f"{OUT}/{name}-{lang}.html", "wb").write(body)
            print("PAGE", name, lang, r.status_code)
    rows = []
    for name, path in world.addresses():
        if not name.startswith(MINE):
            continue
        found = {
            m: line_of(
                {a: world.ask(a, m, path, body=world.body(name) if m == "POST" else "")[0] for a in world.actors}
            )
            for m in ("GET", "POST")
        }
        rows.append(f'["{name}"]\nGET = "{found["GET"]}"\nPOST = "{found["POST"]}"\n')
        open("/tmp/street/rows.txt", "w").write("\n".join(rows))
