#pragma once
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
