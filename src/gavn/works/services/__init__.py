"""Writes every stage may need: files, drafts, messages, jobs, due work, foreign names; and changes of keys."""

from gavn.works.services.household import (
    draft_content,
    drop_drafts,
    due_at,
    file_content,
    later,
    mark_installation,
    name_ours,
    queue_message,
    register_job,
    registered_jobs,
    run_due,
    run_job,
    save_draft,
    send_messages,
    store_file,
)
from gavn.works.services.keys import KeyState, key_states, missing_keys, retire_key, rewrap_values, rotate_keys
from gavn.works.services.sealed_stores import SealedColumn, SealedStore, sealed_stores, sealed_values

__all__ = [
    "KeyState",
    "SealedColumn",
    "SealedStore",
    "draft_content",
    "drop_drafts",
    "due_at",
    "file_content",
    "key_states",
    "later",
    "mark_installation",
    "missing_keys",
    "name_ours",
    "queue_message",
    "register_job",
    "registered_jobs",
    "retire_key",
    "rewrap_values",
    "rotate_keys",
    "run_due",
    "run_job",
    "save_draft",
    "sealed_stores",
    "sealed_values",
    "send_messages",
    "store_file",
]
