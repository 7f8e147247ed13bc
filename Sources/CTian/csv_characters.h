#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// What the readers of encodings share.

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

// Eight bytes from 0x01 to 0x7F.
static inline int is_ascii(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return (((word - 0x0101010101010101) | word) & 0x8080808080808080) == 0;
}

// Writes the character that begins with a byte from 0x80 on, and moves `out` behind it. Returns its width; 0 where
// there is none.
typedef size_t (*character_reader)(const uint8_t *bytes, size_t left, uint8_t **out);

// An encoding in which bytes below 0x80 are ASCII, as UTF-8, up to a zero byte or what is no character. Returns how
// much was written; `read` receives how much was read.
static inline size_t ascii_based_to_utf8(
  const uint8_t *bytes, size_t count, uint8_t *out, size_t *read, character_reader read_character) {
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
    size_t width = read_character(bytes + at, count - at, &out);
    if (width == 0) break;
    at += width;
  }
  *read = at;
  return (size_t)(out - start);
}
