import pytest
from tests.guards.test_permission_matrix import line_of, table
from tests.guards.test_leaks import leaks_of
pytestmark = pytest.mark.timeout(1500)
MINE=("ratings:","tickets:rating","tickets:kiosk-rating","tickets:follow","portal:ask","centres:rss","centres:open-disclosures","centres:duties","centres:grids","centres:centre","centres:history","centres:data","portal:rating","screen:area","hall:menu","hall:new-menu-entry","hall:my-application","hall:my-order")
def test_mine(world):
    expected=table(); out=[]; leaks=[]
    for name, path in world.addresses():
        if not name.startswith(MINE): continue
        read = {actor: world.ask(actor, "GET", path) for actor in world.actors}
        sent = {actor: world.ask(actor, "POST", path, body=world.body(name))[0] for actor in world.actors}
        lines={"GET": line_of({a: s for a,(s,_) in read.items()}), "POST": line_of(sent)}
        for actor, (status, body) in read.items():
            leaks += leaks_of(name, body, world, actor) if status == 200 else []
        if expected.get(name)!=lines: out.append(f'["{name}"]\nGET = "{lines["GET"]}"\nPOST = "{lines["POST"]}"')
    open("/tmp/rows.txt","w").write("\n\n".join(out)+"\nLEAKS "+repr(leaks))
