/// The Python that a ``MailServer`` and a ``ReceivedMail`` run.
enum MailServerScript {
    /// Takes mails at a free port of 127.0.0.1, prints the port, and does with each what `conduct.json` says at that moment.
    ///
    /// What it takes is put into files `mail-0001.json`, `mail-0002.json`, … beside it; a stage
    /// that hangs prints `hanging`.
    static let server = """
        import asyncio, json, pathlib, sys
        from aiosmtpd.smtp import SMTP

        folder = pathlib.Path(sys.argv[1])

        class Desk:
            kept = 0

            async def answer(self, stage):
                conduct = json.loads((folder / "conduct.json").read_text())
                if conduct.get("stage") != stage:
                    return None
                if conduct.get("reply") is None:
                    print("hanging", flush=True)
                    await asyncio.Event().wait()
                return conduct["reply"]

            async def handle_RCPT(self, server, session, envelope, address, options):
                reply = await self.answer("recipient")
                if reply is None:
                    envelope.rcpt_tos.append(address)
                return reply or "250 OK"

            async def handle_DATA(self, server, session, envelope):
                reply = await self.answer("content")
                if reply:
                    return reply
                Desk.kept += 1
                mail = {
                    "sender": envelope.mail_from,
                    "recipients": envelope.rcpt_tos,
                    "content": envelope.content.decode("latin-1"),
                }
                part = folder / "part"
                part.write_text(json.dumps(mail))
                part.rename(folder / f"mail-{Desk.kept:04}.json")
                return "250 Kept"

        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(Desk(), hostname="mail.example"), "127.0.0.1", 0)
            print("listening on", server.sockets[0].getsockname()[1], "now", flush=True)
            await server.serve_forever()

        asyncio.run(main())
        """

    /// Reads a file with a list of mails, and prints what Python's own `email` package makes of each.
    static let reader = """
        import base64, email, email.policy, json, re, sys

        # Each encoded word must be whole in itself; the package forgives one that is not.
        def faults(raw):
            for word in re.findall(rb"=\\?\\S+\\?=", raw.replace(b"\\r", b"").split(b"\\n\\n")[0]):
                try:
                    base64.b64decode(word[10:-2], validate=True).decode("utf-8")
                except ValueError:
                    yield "CutWord"
                if len(word) > 75 or not word.startswith(b"=?UTF-8?B?"):
                    yield "UnfitWord"

        def leaves(part, within):
            if not part.is_multipart():
                return [(part, within)]
            return [leaf for child in part.iter_parts() for leaf in leaves(child, part.get_content_type())]

        def read(raw):
            raw = raw.encode("latin-1")
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            parts = leaves(mail, mail.get_content_type())
            defects = [d for h in mail.values() for d in h.defects]
            for part in mail.walk():
                defects += part.defects
            return {
                "headers": {name.lower(): str(value) for name, value in mail.items()},
                "headerCount": len(mail.items()),
                "type": mail.get_content_type(),
                "parts": [{
                    "type": part.get_content_type(),
                    "charset": str(part.get_content_charset()),
                    "encoding": str(part["content-transfer-encoding"]),
                    "text": part.get_payload(decode=True).decode("utf-8") if part.get_content_maintype() == "text" else "",
                    "within": within,
                    "contentID": str(part["content-id"]),
                    "bytes": base64.b64encode(part.get_payload(decode=True)).decode("ascii"),
                } for part, within in parts],
                "longestLine": max(len(line) for line in raw.splitlines()),
                "isASCII": raw.isascii(),
                "defects": [type(defect).__name__ for defect in defects] + list(faults(raw)),
            }

        with open(sys.argv[1]) as file:
            print(json.dumps([read(raw) for raw in json.load(file)]))
        """
}
