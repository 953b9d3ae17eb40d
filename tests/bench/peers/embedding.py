"""Embeds texts as a Python program would, with plain onnxruntime or with fastembed.

Usage: python embedding.py <request as a JSON file>; prints JSON, and writes the vectors to a file. Each library is imported
where it is used, so that its memory does not count for the other.
"""

import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy

longest_tokens = 512
warming_texts = 8


def main():
    request = json.loads(Path(sys.argv[1]).read_text())
    texts = json.loads(Path(request["texts"]).read_text())
    embed = {"onnxruntime": open_onnxruntime, "fastembed": open_fastembed}[request["library"]](request)
    embed(texts[:warming_texts])
    started = time.perf_counter()
    vectors = embed(texts)
    seconds = time.perf_counter() - started
    vectors.astype("<f4").tofile(request["vectors"])
    print(json.dumps({"seconds": seconds, "peakMemory": read_peak_memory()}))


def open_onnxruntime(request):
    """A typical hand-written loop: length-sorted batches for little padding, the first token, unit length."""
    import onnxruntime
    import tokenizers

    folder = Path(request["folder"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = request["threads"]
    model = str(folder / request["modelFile"])
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest_tokens)
    names = {each.name for each in session.get_inputs()}

    def run(ids_of_batch):
        shape = (len(ids_of_batch), max(map(len, ids_of_batch)))
        ids, mask = numpy.zeros(shape, numpy.int64), numpy.zeros(shape, numpy.int64)
        for row, each in enumerate(ids_of_batch):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros(shape, numpy.int64)}
        feeds = {name: feed for name, feed in feeds.items() if name in names}
        first = session.run(["last_hidden_state"], feeds)[0][:, 0]
        return first / numpy.linalg.norm(first, axis=1, keepdims=True)

    def embed(texts):
        ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda text: len(ids[text]))
        size = request["batchSize"]
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        with ThreadPoolExecutor(request["callers"]) as pool:
            parts = list(pool.map(lambda batch: run([ids[text] for text in batch]), batches))
        vectors = numpy.empty((len(texts), parts[0].shape[1]), numpy.float32)
        vectors[order] = numpy.concatenate(parts)
        return vectors

    return embed


def open_fastembed(request):
    """Plain fastembed, except that it runs the same model file as the others."""
    from fastembed import TextEmbedding
    from fastembed.common.model_description import ModelSource, PoolingType

    name = "local/the-same-file"
    # A source is required, but not contacted when a path is given.
    TextEmbedding.add_custom_model(
        model=name,
        pooling=PoolingType.CLS,
        normalization=True,
        sources=ModelSource(hf=name),
        dim=request["dimensions"],
        model_file=request["modelFile"],
    )
    model = TextEmbedding(name, threads=request["threads"], specific_model_path=request["folder"])
    return lambda texts: numpy.stack(list(model.embed(texts, batch_size=request["batchSize"])))


def read_peak_memory():
    """In MiB, read from Linux: getrusage would include the process image before exec."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return round(int(found[1]) / 1024)


main()
