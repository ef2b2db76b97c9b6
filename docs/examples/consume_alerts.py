"""Prints alerts as they come: python3 consume_alerts.py HOST:PORT (pip install confluent-kafka fastavro)."""
import io
import json
import sys
from pathlib import Path

import fastavro
from confluent_kafka import Consumer
from fastavro.schema import fingerprint, to_parsing_canonical_form

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "schemas" / "alert.avsc").read_text())
HEADER = b"\xc3\x01" + bytes.fromhex(fingerprint(to_parsing_canonical_form(SCHEMA), "CRC-64-AVRO"))

consumer = Consumer({
    "bootstrap.servers": sys.argv[1],
    "group.id": "consume-alerts",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",  # what a transaction did not commit was never said
})
consumer.subscribe(["dealwake.alerts"])
try:
    while True:
        message = consumer.poll(0.5)
        if message is None:
            continue
        if message.error():
            print(message.error(), file=sys.stderr)
        elif message.value()[:10] != HEADER:
            print("an alert of another schema than alert.avsc", file=sys.stderr)
        else:
            alert = fastavro.schemaless_reader(io.BytesIO(message.value()[10:]), SCHEMA)
            value = round(alert["value"], 4)
            print(alert["firedAt"], alert["status"], alert["rule"], alert["symbol"], value, flush=True)
except KeyboardInterrupt:
    consumer.close()
