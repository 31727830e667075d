"""No view hands out a file that was not looked through for national numbers."""

from __future__ import annotations

import ast

DOOR = "gavn.works.gateways.leaving"
REPLIES = {"FileResponse", "StreamingHttpResponse"}
NO_FILE = {
    "access/views/elsewhere.py": "metadata of this installation for an identity provider",
    "web/offline/views.py": "the script that keeps a form while the network is away, the same for everybody",
}
OWN_COPY = {"rights/views/copying.py"}
"""Where a person's own copy leaves, number and all."""


def views(trees):
    return {path: tree for path, tree in trees.items() if "views" in (*path.parts, path.stem)}


def hands_out(node: ast.AST) -> bool:
    """Whether a line makes an answer that is a file: by its class, its kind or its header."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        kinds = {keyword.arg for keyword in node.keywords}
        return name in REPLIES or (name.endswith("Response") and {"content_type", "headers"} & kinds != set())
    return isinstance(node, ast.Constant) and str(node.value).lower() in {"content-disposition", "content-type"}


def test_no_view_makes_a_file_by_itself(trees):
    made = {str(path): node.lineno for path, tree in views(trees).items() for node in ast.walk(tree) if hands_out(node)}
    assert {path: line for path, line in made.items() if path not in NO_FILE} == {}


def test_nothing_but_the_door_says_that_a_file_was_looked_through(trees):
    marked = {
        str(path)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "looked_through" and isinstance(node.ctx, ast.Store)
    }
    assert marked == {"works/gateways/leaving.py"}


def test_only_a_persons_own_copy_leaves_without_being_looked_through(trees):
    used = {
        str(path)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == DOOR and "own_copy_reply" in {n.name for n in node.names}
    }
    assert used == OWN_COPY


def test_a_view_that_makes_a_file_is_seen():
    tree = ast.parse('def view(request):\n    return HttpResponse(b"", content_type="text/csv")')
    assert any(hands_out(node) for node in ast.walk(tree))
