"""Parts of columns as Arrow texts, with case and accents taken away where asked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.memory.plain import without_views

if TYPE_CHECKING:
    from numpy.typing import NDArray


def is_texts(array: Any) -> bool:
    """Whether a pandas array holds texts by its dtype."""
    if isinstance(array.dtype, pd.StringDtype):
        return True
    if isinstance(array.dtype, pd.ArrowDtype):
        kind = array.dtype.pyarrow_dtype
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        is_plain = not (pa.types.is_nested(kind) or str(kind).startswith("extension<"))
        return is_plain and "string" in str(kind)
    return False


def arrow_texts(part: Any) -> Any:
    """A part of a column as one Arrow array of strings; what is no text is null.

    Args:
        part: A pandas array of texts or of objects, shape (n,).
    """
    if isinstance(part, pd.arrays.ArrowExtensionArray):
        chunked = part.__arrow_array__()
        if pa.types.is_dictionary(chunked.type):
            chunked = chunked.cast(chunked.type.value_type)
        chunked = without_views(chunked)
        if str(chunked.type) not in {"string", "large_string"}:
            return pa.nulls(len(chunked), pa.large_string())
        return joined(chunked)
    objects = np.asarray(part, dtype=object)
    texts = [clean(value) if isinstance(value, str) else None for value in objects]
    return pa.array(texts, type=pa.large_string())


def joined(texts: Any) -> Any:
    """Chunks as one array; nothing is copied where there is one."""
    if isinstance(texts, pa.ChunkedArray):
        return texts.chunk(0) if texts.num_chunks == 1 else texts.combine_chunks()
    return texts


def typed_like(values: list[str], texts: Any) -> Any:
    """Texts that were typed as an Arrow array of the type of a column's part."""
    return pa.array([*map(clean, values)], type=texts.type)


def text_bytes(texts: Any) -> NDArray[np.uint8]:
    """All bytes of an Arrow array of strings, one after the other."""
    _, ends, data = texts.buffers()
    if data is None or not len(texts):
        return np.zeros(0, dtype=np.uint8)
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    offsets = np.frombuffer(ends, dtype=width)
    start, stop = offsets[texts.offset], offsets[texts.offset + len(texts)]
    return np.frombuffer(data, dtype=np.uint8)[start:stop]


def clean(text: str) -> str:
    """A text that UTF-8 can hold: lone surrogates become characters for private use.

    Each becomes one of its own, so that lengths stay and no two texts become one.
    """
    plain = str(text)
    if plain.isascii():
        return plain
    return _HALF.sub(lambda half: chr(ord(half[0]) + 0x100000), plain)


_HALF = re.compile("[\ud800-\udfff]")


def folded(texts: Any, *, case: bool, accents: bool) -> Any:
    """Arrow texts without case or accents, where these do not matter."""
    if not accents:
        texts = pc.utf8_normalize(texts, form="NFKD")
        texts = pc.replace_substring_regex(texts, r"\p{M}", "")
    return texts if case else pc.utf8_lower(texts)


def folded_text(text: str, *, case: bool, accents: bool) -> str:
    """One text as `folded` makes it."""
    text = clean(text)
    if not accents:
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in apart if unicodedata.category(each)[0] != "M")
    return text if case else text.lower()


def mask_of(found: Any) -> NDArray[np.bool_]:
    """An Arrow truth array as a mask; null is false."""
    filled = found.fill_null(fill_value=False)
    mask: NDArray[np.bool_] = filled.to_numpy(zero_copy_only=False)
    return mask
