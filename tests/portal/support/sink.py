"""A mail server that others wrote (aiosmtpd), told how to behave by a word a line; what it took it tells as JSON, a line a letter.

The first line that it writes is its port. Each word is answered by "heard", behind every letter that was taken before it.
"""

import asyncio
import json
import os
import sys
import threading

from aiosmtpd.smtp import SMTP

MANNERS = ["kind", "not_now", "refuses", "hangs", "dies_afterwards"]
STILL = "still"


def tell(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Sink:
    manner = "kind"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.manner == "not_now":
            return "450 mailbox busy"
        if self.manner == "refuses":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        tell(json.dumps({"to": envelope.rcpt_tos, "raw": envelope.content.decode()}))
        if self.manner == "dies_afterwards":
            os._exit(1)
        if self.manner == "hangs":
            # Until the other side gives up and cuts the line.
            await asyncio.Event().wait()
        return "250 taken"

    def hears(self, word):
        if word in MANNERS:
            self.manner = word
        elif word != STILL:
            sys.stderr.write(f"no manner: {word}\n")
            os._exit(2)
        tell("heard")


def listen(loop, sink):
    for line in sys.stdin:
        loop.call_soon_threadsafe(sink.hears, line.strip())
    # Whoever started it is gone.
    os._exit(0)


async def main(port):
    loop, sink = asyncio.get_running_loop(), Sink()
    # Named, so that it does not ask for the name of this machine.
    server = await loop.create_server(lambda: SMTP(sink, hostname="sink", loop=loop), "127.0.0.1", port)
    tell(str(server.sockets[0].getsockname()[1]))
    threading.Thread(target=listen, args=(loop, sink), daemon=True).start()
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1])))
