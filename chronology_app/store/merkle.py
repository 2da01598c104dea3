"""The hash tree over an append-only log, as RFC 9162 section 2.1 builds it.

What a leaf holds is said in `audit`. A log is kept as the roots of its whole subtrees, largest
first: one for every bit that is set in its count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

Roots = tuple[bytes, ...]


def leaf_hash(leaf: bytes) -> bytes:
    """Return a leaf's hash; never equal to that of an inner node."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return an inner node's hash."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def add_leaf(count: int, roots: Roots, leaf: bytes) -> Roots:
    """Return the subtree roots of a log of `count` leaves after one more."""
    stack = [*roots, leaf_hash(leaf)]
    while count & 1:
        right, left = stack.pop(), stack.pop()
        stack.append(node_hash(left, right))
        count >>= 1
    return tuple(stack)


def tree_root(roots: Roots) -> bytes:
    """Return the root over all leaves; that of an empty log is the hash of nothing."""
    if not roots:
        return hashlib.sha256(b"").digest()
    *rest, node = roots
    for left in reversed(rest):
        node = node_hash(left, node)
    return node


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over all these leaves."""
    roots: Roots = ()
    for count, leaf in enumerate(leaves):
        roots = add_leaf(count, roots, leaf)
    return tree_root(roots)
