#pragma once
#include <stddef.h>
#include <stdint.h>

/// A run of code points that four-byte GB18030 numbers one after another.
typedef struct {
  uint16_t index;
  uint16_t code_point;
} tian_gb18030_run;

enum { tian_gb18030_run_count = 206 };
extern const uint16_t tian_gb18030_pairs[126 * 190];
extern const tian_gb18030_run tian_gb18030_runs[tian_gb18030_run_count];
extern const uint32_t tian_big5_pairs[126 * 157];

/// Writes a GB18030 text (GBK and GB2312 are part of it) as UTF-8; returns the bytes written, at most twice
/// `count`. `read` becomes the bytes that were read: fewer than `count` where a sequence is wrong or cut short,
/// or a byte is zero. `out` needs room for `2 * count + 8`.
size_t tian_gb18030_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read);

/// Writes a UTF-8 text, which must be right, as GB18030; returns the bytes written, at most twice `count`, for
/// which `out` needs room. Every character has a place there.
size_t tian_utf8_to_gb18030(const uint8_t *bytes, size_t count, uint8_t *out);

/// The same from Big5 with its Hong Kong and ETEN extensions.
size_t tian_big5_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read);

/// The same from Windows-1252, which has Latin-1's letters; at most three times `count`, for which `out` needs
/// room.
size_t tian_windows1252_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read);

/// From UTF-16 to UTF-8.
size_t tian_utf16_to_utf8(const uint8_t *bytes, size_t count, int is_big_endian, uint8_t *out, size_t *read);
