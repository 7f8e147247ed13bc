#include "csv_encoding.h"

#include "csv_characters.h"

// The place of a pair in the table; -1 where its second byte is none.
static int pair_place(uint8_t first, uint8_t second) {
  int column;
  if (is_between(second, 0x40, 0x7E)) column = second - 0x40;
  else if (is_between(second, 0xA1, 0xFE)) column = second - 0xA1 + 63;
  else return -1;
  return (first - 0x81) * 157 + column;
}

// Four pairs are a letter and a mark over it, which Unicode has as two characters: E or e, macron or caron.
static uint8_t *put_marked(uint8_t first, uint8_t second, uint8_t *out) {
  if (first != 0x88) return out;
  uint32_t letter = second == 0x62 || second == 0x64 ? 0xCA : second == 0xA3 || second == 0xA5 ? 0xEA : 0;
  if (letter == 0) return out;
  return put(second == 0x62 || second == 0xA3 ? 0x304 : 0x30C, put(letter, out));
}

size_t tian_big5_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read) {
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
    if (count - at < 2 || !is_between(bytes[at], 0x81, 0xFE)) break;
    int place = pair_place(bytes[at], bytes[at + 1]);
    if (place < 0) break;
    uint8_t *before = out;
    out = tian_big5_pairs[place] != 0 ? put(tian_big5_pairs[place], out)
                                      : put_marked(bytes[at], bytes[at + 1], out);
    if (out == before) break;
    at += 2;
  }
  *read = at;
  return (size_t)(out - start);
}
