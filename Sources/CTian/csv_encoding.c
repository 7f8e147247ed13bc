#include "csv_encoding.h"

#include <string.h>

static inline uint8_t *put(uint32_t code_point, uint8_t *out) {
  if (code_point < 0x80) {
    *out++ = (uint8_t)code_point;
  } else if (code_point < 0x800) {
    *out++ = (uint8_t)(0xC0 | code_point >> 6);
    *out++ = (uint8_t)(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    *out++ = (uint8_t)(0xE0 | code_point >> 12);
    *out++ = (uint8_t)(0x80 | (code_point >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (code_point & 0x3F));
  } else {
    *out++ = (uint8_t)(0xF0 | code_point >> 18);
    *out++ = (uint8_t)(0x80 | (code_point >> 12 & 0x3F));
    *out++ = (uint8_t)(0x80 | (code_point >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (code_point & 0x3F));
  }
  return out;
}

static inline int is_between(uint8_t byte, uint8_t low, uint8_t high) { return byte >= low && byte <= high; }

// The code point of an index into the four-byte part; 0 where there is none.
static uint32_t four_byte_code_point(uint32_t index) {
  if (index >= 189000) return index - 189000 <= 0xFFFFF ? 0x10000 + index - 189000 : 0;
  if (index > 39419) return 0;
  // The one pair that GB 18030-2005 exchanged with the two-byte part.
  if (index == 7457) return 0xE7C7;
  int low = 0, high = tian_gb18030_run_count - 1;
  while (low < high) {
    int middle = (low + high + 1) / 2;
    if (tian_gb18030_runs[middle].index <= index) low = middle;
    else high = middle - 1;
  }
  return tian_gb18030_runs[low].code_point + index - tian_gb18030_runs[low].index;
}

// The code point that begins with a byte from 0x81 to 0xFE, and its width; 0 where there is none.
static uint32_t wide_code_point(const uint8_t *bytes, size_t left, size_t *width) {
  if (left < 2 || !is_between(bytes[0], 0x81, 0xFE)) return 0;
  uint32_t row = bytes[0] - 0x81u;
  uint8_t second = bytes[1];
  if (is_between(second, 0x40, 0xFE) && second != 0x7F) {
    *width = 2;
    return tian_gb18030_pairs[row * 190 + second - (second < 0x7F ? 0x40 : 0x41)];
  }
  if (left < 4 || !is_between(second, 0x30, 0x39) || !is_between(bytes[2], 0x81, 0xFE) ||
      !is_between(bytes[3], 0x30, 0x39))
    return 0;
  *width = 4;
  return four_byte_code_point(((row * 10 + second - 0x30u) * 126 + bytes[2] - 0x81u) * 10 + bytes[3] - 0x30u);
}

// Eight bytes from 0x01 to 0x7F.
static inline int is_ascii(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return (((word - 0x0101010101010101) | word) & 0x8080808080808080) == 0;
}

size_t tian_gb18030_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read) {
  uint8_t *start = out;
  size_t at = 0;
  while (at < count) {
    if (count - at >= 8 && is_ascii(bytes + at)) {
      memcpy(out, bytes + at, 8);
      out += 8;
      at += 8;
      continue;
    }
    if (bytes[at] < 0x80) {
      if (bytes[at] == 0) break;
      *out++ = bytes[at++];
      continue;
    }
    size_t width = 0;
    uint32_t code_point = wide_code_point(bytes + at, count - at, &width);
    if (code_point == 0) break;
    out = put(code_point, out);
    at += width;
  }
  *read = at;
  return (size_t)(out - start);
}

size_t tian_utf16_to_utf8(const uint8_t *bytes, size_t count, int is_big_endian, uint8_t *out, size_t *read) {
  uint8_t *start = out;
  size_t at = 0;
  size_t high = is_big_endian ? 0 : 1;
  while (count - at >= 2) {
    uint32_t unit = (uint32_t)bytes[at + high] << 8 | bytes[at + 1 - high];
    size_t width = 2;
    if (unit >= 0xD800 && unit < 0xE000) {
      if (unit >= 0xDC00 || count - at < 4) break;
      uint32_t second = (uint32_t)bytes[at + 2 + high] << 8 | bytes[at + 3 - high];
      if (second < 0xDC00 || second >= 0xE000) break;
      unit = 0x10000 + ((unit - 0xD800) << 10) + second - 0xDC00;
      width = 4;
    }
    if (unit == 0) break;
    out = put(unit, out);
    at += width;
  }
  *read = at;
  return (size_t)(out - start);
}
