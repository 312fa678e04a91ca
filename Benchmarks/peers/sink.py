"""The least that takes Kannel's reports: answers every request on a connection 202, and does nothing with it: sink.py PORT."""

import asyncio
import sys

import uvloop


class Sink(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.unread = b""

    def data_received(self, data):
        *requests, self.unread = (self.unread + data).split(b"\r\n\r\n")
        self.transport.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n" * len(requests))


async def serve():
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", int(sys.argv[1]), backlog=1024)
    await server.serve_forever()


uvloop.run(serve())
