"""Uses the client that openapi-python-client generated from a server's document, and prints what it saw as JSON."""

import json
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[2])

from generated import Client, models
from generated.api.collections import add_entries, create_collection, read_entry
from generated.api.follows import create_follow, read_inbox
from generated.api.jobs import read_job
from generated.api.papers import add_papers, patch_paper, read_paper, remove_papers
from generated.api.search import search_batch, search_papers, search_papers_by_body
from generated.api.similar import find_similar, recommend_papers

client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
own = models.PaperInput(id="own", title="Wombats dig burrows", abstract="They dig at night.", authors=["Ada Burrow"])
body = models.AddPapersJsonBody(papers=[own])
added = add_papers.sync(client=client, body=body, wait=models.AddPapersWait.TRUE)
found = search_papers.sync(client=client, q="wombats", facets="year", explain=True)
request = models.SearchRequest(query="wombats", filter_=models.Filter(author="Ada Burrow"), fields="title")
posted = search_papers_by_body.sync(client=client, body=request)
batch = search_batch.sync(
    client=client,
    body=models.SearchBatchBody(searches=[request, models.SearchRequest(query="x", limit=1000)]),
)
similar = find_similar.sync("own", client=client, limit=1)
liked = models.RecommendationRequest(positive=[models.ExampleType0(id="own")])
recommended = recommend_papers.sync(client=client, body=liked)
collection = create_collection.sync(client=client, body=models.CreateCollectionBody(name="Burrows"))
entries = models.AddEntriesBody(entries=[models.AddEntriesBodyEntriesItem(id="own", tags=["to cite"])])
kept = add_entries.sync(collection.id, client=client, body=entries)
entry = read_entry.sync(collection.id, "own", client=client)
question = models.CreateFollowBodyType0(kind="question", query="wombats")
follow = create_follow.sync(client=client, body=question)
patched = patch_paper.sync("own", client=client, body=models.PatchPaperJsonBody(year=2020))
planned = remove_papers.sync(client=client, ids="own", dry_run=models.RemovePapersDryRun.TRUE)

print(
    json.dumps(
        {
            "job": read_job.sync(added.job.id, client=client).state,
            "found": [hit.paper.title for hit in found.hits],
            "range": found.hits[0].highlights.title[0],
            "posted": posted.hits[0].paper.to_dict(),
            "batch": [type(answer).__name__ for answer in batch.answers],
            "problem": batch.answers[1].problem.detail,
            "similar": len(similar.hits),
            "recommended": len(recommended.hits),
            "kept": kept.added,
            "entry": [entry.paper.title, entry.tags],
            "unkept": read_entry.sync(collection.id, "none", client=client).code,
            "followed": follow.name,
            "inbox": read_inbox.sync(client=client).total,
            "patched": patched.paper.year,
            "read": read_paper.sync("own", client=client).year,
            "planned": planned.removed,
            "calls": sorted(path.stem for path in Path(sys.argv[2], "generated", "api").glob("*/[!_]*.py")),
            "unknown": read_paper.sync("none", client=client).code,
        }
    )
)
