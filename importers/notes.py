"""Names every note that an importer may make, and the parameters that its sentence takes.

The sentences ("problem.CODE") stand in the message catalogues.
"""

from __future__ import annotations

#: Code -> names of its parameters. The notes of this first group only tell how a file was read.
INFORMATION: dict[str, tuple[str, ...]] = {
    "building_blocks": ("part",),
    "comment_found": ("author", "date", "number"),
    "encoding_guessed": ("encoding",),
    "hidden_rows": ("count", "sheet"),
    "hidden_sheet": ("sheet",),
    "hidden_text": ("count",),
    "html_body_read": (),
    "misnamed": ("format", "name"),
    "picture_described": ("words",),
    "quoted_lines": ("count",),
    "small_pictures": ("count",),
    "tracked_deletion": ("author", "date", "words"),
    "tracked_insertions": ("count",),
    "two_bodies_alike": (),
}
#: These name something that was not read, or that may have been read wrongly.
PROBLEMS: dict[str, tuple[str, ...]] = {
    "attachment_unreadable": ("number",),
    "bad_date_header": ("date",),
    "cell_error": ("cell", "error", "sheet"),
    "form_not_read": (),
    "formula_without_result": ("count", "sheet"),
    "header_unreadable": ("header",),
    "mail_encrypted": (),
    "nothing_found": (),
    "other_part_text": ("part",),
    "page_damaged": ("page",),
    "page_mostly_picture": ("page",),
    "page_without_text": ("page",),
    "part_damaged": ("part",),
    "pictures_not_read": ("count",),
    "ragged_row": ("cells", "row", "usual"),
    "sheet_not_read": ("sheet",),
    "undecodable_bytes": ("bytes", "count"),
    "unknown_characters": ("count", "page"),
    "unstorable_characters": (),
    "values_only": (),
}
NOTES = INFORMATION | PROBLEMS
