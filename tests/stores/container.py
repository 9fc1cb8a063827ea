"""Makes a container that everybody may read, at a store for Azure: container.py ADDRESS NAME."""

import base64
import datetime
import hashlib
import hmac
import sys
import urllib.request

# The account that every Azurite has.
ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="

address, name = sys.argv[1:]
date = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
headers = {"x-ms-blob-public-access": "blob", "x-ms-date": date, "x-ms-version": "2021-08-06"}
named = "".join(f"{key}:{value}\n" for key, value in sorted(headers.items()))
text = "PUT" + "\n" * 12 + named + f"/{ACCOUNT}/{ACCOUNT}/{name}\nrestype:container"
signature = base64.b64encode(hmac.new(base64.b64decode(KEY), text.encode(), hashlib.sha256).digest()).decode()
headers["Authorization"] = f"SharedKey {ACCOUNT}:{signature}"
request = urllib.request.Request(f"http://{address}/{ACCOUNT}/{name}?restype=container", method="PUT", headers=headers)
print(urllib.request.urlopen(request).status)
