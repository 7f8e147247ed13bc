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

static size_t read_pair(const uint8_t *bytes, size_t left, uint8_t **out) {
  if (left < 2 || !is_between(bytes[0], 0x81, 0xFE)) return 0;
  int place = pair_place(bytes[0], bytes[1]);
  if (place < 0) return 0;
  uint8_t *before = *out;
  *out = tian_big5_pairs[place] != 0 ? put(tian_big5_pairs[place], before)
                                     : put_marked(bytes[0], bytes[1], before);
  return *out == before ? 0 : 2;
}

size_t tian_big5_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read) {
  return ascii_based_to_utf8(bytes, count, out, read, read_pair);
}
