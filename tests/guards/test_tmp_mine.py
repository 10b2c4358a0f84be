import re
from tests.guards.test_permission_matrix import line_of
MINE=re.compile(r'^(papers:|hall:(apply|drop-draft|my-application|my-applications|add-papers|consents?|applications|new-application|application|application-deed|application-figures|outside-export|outside-import|follow-ups?)$)')
def test_mine(world):
    out=[]
    for name,path in world.addresses():
        if MINE.match(name):
            lines={m: line_of({a: world.ask(a,m,path,body=world.body(name) if m=="POST" else "")[0] for a in world.actors}) for m in ("GET","POST")}
            out.append(f'["{name}"]\nGET = "{lines["GET"]}"\nPOST = "{lines["POST"]}"')
    open('/tmp/mine_matrix.txt','w').write("\n\n".join(out))
