"""A FastAGI server that answers each line with the next of a file's lines: lines.py PORT LINES [uvloop] [protocol]."""

import asyncio
import sys

port, path, *words = sys.argv[1:]
with open(path, "rb") as file:
    commands = file.read().splitlines(keepends=True)


async def converse(reader, writer):
    """One call, as a program for asyncio is usually written."""
    while await reader.readline() not in (b"\n", b""):
        pass
    for command in commands:
        writer.write(command)
        if not await reader.readline():
            break
    writer.close()


class Conversation(asyncio.Protocol):
    """One call with nothing between it and the socket."""

    def connection_made(self, transport):
        self.transport = transport
        self.unread = b""
        self.sent = 0
        self.is_opened = False

    def data_received(self, data):
        *lines, self.unread = (self.unread + data).split(b"\n")
        for line in lines:
            self.is_opened = self.is_opened or not line
            if not self.is_opened:
                continue
            if self.sent == len(commands):
                self.transport.close()
                return
            self.transport.write(commands[self.sent])
            self.sent += 1


async def serve():
    if "protocol" in words:
        server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", int(port), backlog=1024)
    else:
        server = await asyncio.start_server(converse, "127.0.0.1", int(port), backlog=1024)
    await server.serve_forever()


if "uvloop" in words:
    import uvloop

    uvloop.run(serve())
else:
    asyncio.run(serve())
