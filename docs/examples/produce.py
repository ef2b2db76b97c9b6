"""Writes a small tape in Avro, and a deal: python3 produce.py HOST:PORT (pip install confluent-kafka fastavro)."""
import io
import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import sleep

import fastavro
from confluent_kafka import Producer
from fastavro.schema import fingerprint, to_parsing_canonical_form

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
TICKS, DEALS = "dealwake.ticks", "dealwake.deals"
T0 = datetime(2025, 10, 7, 13, 30, tzinfo=timezone.utc)

# librdkafka's own default, consistent_random, puts a symbol elsewhere than Java's partitioner does.
producer = Producer({"bootstrap.servers": sys.argv[1], "partitioner": "murmur2_random", "enable.idempotence": True})
partitions = range(len(producer.list_topics(TICKS, timeout=10).topics[TICKS].partitions))


def encoded(name, record):
    """Single-object encoding: c3 01, the schema's CRC-64-AVRO fingerprint (little-endian), the body."""
    schema = json.loads((SCHEMAS / f"{name}.avsc").read_text())
    out = io.BytesIO(b"\xc3\x01" + bytes.fromhex(fingerprint(to_parsing_canonical_form(schema), "CRC-64-AVRO")))
    out.seek(0, io.SEEK_END)
    fastavro.schemaless_writer(out, schema, record)
    return out.getvalue()


def send(topic, name, known_at, record, **place):
    """The Kafka timestamp is when the content became known; a key finds its partition by murmur2."""
    producer.produce(topic, encoded(name, record), timestamp=int(known_at.timestamp() * 1000), **place)


def to_every_partition(name, known_at, record, **key):
    for partition in partitions:  # a heartbeat names its partition; in a security fastavro passes the name over
        send(TICKS, name, known_at, {**record, "partition": partition}, partition=partition, **key)


def trade(symbol, time, price):
    send(TICKS, "trade", time, {"symbol": symbol, "time": time, "price": price, "size": 100}, key=symbol)


for symbol, benchmark in ("ZED", "IDX"), ("IDX", None):
    security = {"symbol": symbol, "name": symbol, "benchmark": benchmark, "calendar": "XNYS", "currency": "USD"}
    to_every_partition("security", T0, {**security, "knownAt": T0}, key=symbol)
for second in range(200):
    time = T0 + timedelta(seconds=second)
    to_every_partition("heartbeat", time, {"source": "python", "time": time})  # then what happened in that second
    trade("IDX", time, 400.0)
    trade("ZED", time, 50.0 if second < 90 else 53.5)
    if second == 60:
        deal = {"id": "zed-buys-yon", "announcedAt": time, "observedAt": time, "headline": "Zed buys Yon"}
        parties = [{"entity": "Zed", "role": "acquirer", "symbol": "ZED"}, {"entity": "Yon", "role": "target"}]
        send(DEALS, "announcement", time, {**deal, "parties": parties}, key=deal["id"])
    sleep(0.05)  # twenty times as fast as it happened
to_every_partition("source-left", time, {"source": "python", "time": time})
print("not delivered:", producer.flush(30))
