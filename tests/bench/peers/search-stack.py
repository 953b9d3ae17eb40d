"""The search service that a Python program would have: FastAPI and uvicorn, onnxruntime with the same model file, and
LanceDB with full text and vectors, combined by reciprocal rank fusion.

Usage: python search-stack.py <request as a JSON file>; the table is made in the request's folder unless it is there. Prints
the port as JSON once it listens. `GET /v1/search` takes `q`, `mode` and `limit`; `GET /usage` tells the CPU time of all
threads of the process.
"""

import gzip
import json
import socket
import sys
import time
from pathlib import Path

import lancedb
import numpy
import onnxruntime
import pyarrow
import tokenizers
import uvicorn
from fastapi import FastAPI
from lancedb.index import FTS, HnswSq
from lancedb.rerankers import RRFReranker

prefix = "Represent this sentence for searching relevant passages: "
columns = ["id", "title", "abstract", "authors", "venue", "year", "keywords", "url"]
papers_per_batch = 5_000


def main():
    request = json.loads(Path(sys.argv[1]).read_text())
    table = open_table(request)
    app = create_app(table, open_model(request))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(json.dumps({"port": listening.getsockname()[1]}), flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def open_table(request):
    """One row for each paper; indexes with the parameters that LanceDB's documentation names for recall and speed."""
    folder = Path(request["folder"])
    database = lancedb.connect(folder)
    if (folder / "finished").exists():
        return database.open_table("papers")
    schema = pyarrow.schema(
        [(name, pyarrow.string()) for name in ("id", "title", "abstract", "venue", "url", "text")]
        + [("year", pyarrow.int64())]
        + [(name, pyarrow.list_(pyarrow.string())) for name in ("authors", "keywords")]
        + [("vector", pyarrow.list_(pyarrow.float32(), request["dimensions"]))]
    )
    table = database.create_table("papers", read_batches(request, schema), schema=schema, mode="overwrite")
    table.create_index("vector", config=HnswSq(distance_type="cosine", num_partitions=1))
    table.create_index("text", config=FTS(with_position=False))
    (folder / "finished").touch()
    return table


def read_batches(request, schema):
    vectors = numpy.fromfile(request["vectors"], "<f2").reshape(-1, request["dimensions"]).astype(numpy.float32)
    rows = []
    with gzip.open(request["papers"], "rt") as lines:
        for at, line in enumerate(lines):
            paper = json.loads(line)
            row = {name: paper.get(name) for name in columns}
            rows.append(row | {"text": f"{paper['title']}. {paper['abstract']}", "vector": vectors[at]})
            if len(rows) == papers_per_batch:
                yield pyarrow.RecordBatch.from_pylist(rows, schema)
                rows = []
    if rows:
        yield pyarrow.RecordBatch.from_pylist(rows, schema)


def open_model(request):
    """The first token of a query, at unit length; onnxruntime with its default number of threads."""
    folder = Path(request["model"])
    session = onnxruntime.InferenceSession(str(folder / request["modelFile"]), providers=["CPUExecutionProvider"])
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    names = {each.name for each in session.get_inputs()}

    def embed(query):
        ids = numpy.array([tokenizer.encode(prefix + query).ids], numpy.int64)
        feeds = {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.zeros_like(ids)}
        first = session.run(["last_hidden_state"], {name: feeds[name] for name in names})[0][0, 0]
        return first / numpy.linalg.norm(first)

    return embed


def create_app(table, embed):
    app = FastAPI()
    fusion = RRFReranker()

    # FastAPI runs a plain function in a thread, as LanceDB's calls wait.
    @app.get("/v1/search")
    def search(q: str, mode: str = "hybrid", limit: int = 10):
        if mode == "keyword":
            found = table.search(q, query_type="fts")
        elif mode == "semantic":
            found = table.search(embed(q), query_type="vector", vector_column_name="vector").distance_type("cosine")
        else:
            found = table.search(query_type="hybrid", vector_column_name="vector").vector(embed(q)).text(q)
            found = found.distance_type("cosine").rerank(fusion)
        return {"hits": found.select(columns).limit(limit).to_list()}

    @app.get("/usage")
    async def usage():
        return {"cpuMs": time.process_time() * 1_000}

    return app


main()
