#include "csv_text.h"

#include <string.h>

static inline int is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// The width of the character that begins here, 0 where none does.
static size_t character_width(const uint8_t *bytes, size_t left) {
  uint8_t first = bytes[0];
  if (first < 0x80) return first != 0;
  if (first < 0xC2 || left < 2) return 0;
  if (first < 0xE0) return is_continuation(bytes[1]) ? 2 : 0;
  if (left < 3 || !is_continuation(bytes[1]) || !is_continuation(bytes[2])) return 0;
  if (first < 0xF0) {
    // No overlong forms, no surrogates.
    if (first == 0xE0 && bytes[1] < 0xA0) return 0;
    if (first == 0xED && bytes[1] > 0x9F) return 0;
    return 3;
  }
  if (left < 4 || !is_continuation(bytes[3]) || first > 0xF4) return 0;
  if (first == 0xF0 && bytes[1] < 0x90) return 0;
  if (first == 0xF4 && bytes[1] > 0x8F) return 0;
  return 4;
}

// Some byte of the word is zero or has its high bit set.
static inline int has_special(uint64_t word) {
  return (((word - 0x0101010101010101) | word) & 0x8080808080808080) != 0;
}

size_t tian_csv_text_length(const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (at < count) {
    uint64_t word;
    if (count - at >= 8 && (memcpy(&word, bytes + at, 8), !has_special(word))) {
      at += 8;
      continue;
    }
    size_t width = character_width(bytes + at, count - at);
    if (width == 0) return at;
    at += width;
  }
  return count;
}
