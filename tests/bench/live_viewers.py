"""Viewers of a live room, in a process of their own: opens sockets, says so many comments a second, prints what arrived as JSON.

python live_viewers.py PORT[,PORT…] VIEWERS RATE SECONDS: viewers are spread evenly over the ports, speakers too
"""

import asyncio
import json
import statistics
import sys
import time

from websockets.asyncio.client import ClientConnection, connect


async def main(ports: list[int], viewers: int, rate: float, seconds: float) -> dict[str, float]:
    gate, sent = asyncio.Semaphore(20), {}
    delays: list[float] = []
    frames = 0

    async def opened(number: int) -> ClientConnection:
        address = f"ws://127.0.0.1:{ports[number % len(ports)]}/"
        async with gate:
            return await connect(address, compression=None, ping_interval=None, open_timeout=60)

    async def hear(socket: ClientConnection) -> None:
        nonlocal frames
        async for message in socket:
            now = time.monotonic()
            if '"ids"' not in message:
                continue
            frames += 1
            delays.extend(now - sent[one] for part in json.loads(message) for one in part.get("ids", ()) if one in sent)

    sockets = await asyncio.gather(*(opened(number) for number in range(viewers)))
    hearing = [asyncio.create_task(hear(socket)) for socket in sockets]
    await asyncio.sleep(2.5)
    print("READY", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    for number in range(1, int(rate * seconds) + 1):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        sent[number] = time.monotonic()
        await sockets[number % 10].send(json.dumps({"id": number, "say": f"第 {number} 句：脸上一片红，能洗澡吗"}))
    until = time.monotonic() + 4
    while len(delays) < len(sent) * viewers and time.monotonic() < until:
        await asyncio.sleep(0.02)
    took = time.monotonic() - began
    for task in hearing:
        task.cancel()
    return {"wanted": len(sent) * viewers, "frames": frames, "seconds": took, **summed_up(delays)}


def summed_up(delays: list[float]) -> dict[str, float]:
    """How many arrived, and after how many milliseconds."""
    cuts = statistics.quantiles(delays, n=100) if len(delays) > 1 else [0.0] * 99
    return {"delivered": len(delays), "p50": cuts[49] * 1000, "p99": cuts[98] * 1000}


if __name__ == "__main__":
    ports = [int(one) for one in sys.argv[1].split(",")]
    viewers, rate, seconds = (float(one) for one in sys.argv[2:])
    print("RESULT", json.dumps(asyncio.run(main(ports, int(viewers), rate, seconds))), flush=True)
