#include "csv_encoding.h"

#include <pthread.h>

#include "csv_characters.h"

// GB 18030-2022 gave eighteen characters the two bytes of their old places in the private use area, and those
// places the four bytes of the characters.
static const uint16_t exchanged[18][2] = {
  {0xFE10, 0xE78D}, {0xFE12, 0xE78E}, {0xFE11, 0xE78F}, {0xFE13, 0xE790}, {0xFE14, 0xE791}, {0xFE15, 0xE792},
  {0xFE16, 0xE793}, {0xFE17, 0xE794}, {0xFE18, 0xE795}, {0xFE19, 0xE796}, {0x9FB4, 0xE81E}, {0x9FB5, 0xE826},
  {0x9FB6, 0xE82B}, {0x9FB7, 0xE82C}, {0x9FB8, 0xE832}, {0x9FB9, 0xE843}, {0x9FBA, 0xE854}, {0x9FBB, 0xE864},
};

// The other of an exchanged couple; any other code point itself.
static uint32_t exchange(uint32_t code_point, int from) {
  for (int couple = 0; couple < 18; couple++)
    if (exchanged[couple][from] == code_point) return exchanged[couple][1 - from];
  return code_point;
}

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
  return exchange(tian_gb18030_runs[low].code_point + index - tian_gb18030_runs[low].index, 0);
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

static size_t read_wide(const uint8_t *bytes, size_t left, uint8_t **out) {
  size_t width = 0;
  uint32_t code_point = wide_code_point(bytes, left, &width);
  if (code_point == 0) return 0;
  *out = put(code_point, *out);
  return width;
}

size_t tian_gb18030_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read) {
  return ascii_based_to_utf8(bytes, count, out, read, read_wide);
}

// One more than the place of each code point below U+10000 in the two-byte part; 0 where it has none.
static uint16_t pair_places[0x10000];
static pthread_once_t pair_places_once = PTHREAD_ONCE_INIT;

static void fill_pair_places(void) {
  for (uint32_t place = 0; place < 126 * 190; place++)
    if (tian_gb18030_pairs[place] != 0) pair_places[tian_gb18030_pairs[place]] = (uint16_t)(place + 1);
}

// The index in the four-byte part of a code point that the two-byte part leaves out.
static uint32_t four_byte_index(uint32_t code_point) {
  if (code_point >= 0x10000) return 189000 + code_point - 0x10000;
  if (code_point == 0xE7C7) return 7457;
  code_point = exchange(code_point, 1);
  int low = 0, high = tian_gb18030_run_count - 1;
  while (low < high) {
    int middle = (low + high + 1) / 2;
    if (tian_gb18030_runs[middle].code_point <= code_point) low = middle;
    else high = middle - 1;
  }
  return tian_gb18030_runs[low].index + code_point - tian_gb18030_runs[low].code_point;
}

// The code point of a right UTF-8 sequence, and its width.
static uint32_t utf8_code_point(const uint8_t *bytes, size_t *width) {
  if (bytes[0] < 0xE0) {
    *width = 2;
    return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
  }
  if (bytes[0] < 0xF0) {
    *width = 3;
    return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
  }
  *width = 4;
  return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3Fu);
}

size_t tian_utf8_to_gb18030(const uint8_t *bytes, size_t count, uint8_t *out) {
  pthread_once(&pair_places_once, fill_pair_places);
  uint8_t *start = out;
  size_t at = 0;
  while (at < count) {
    if (bytes[at] < 0x80) {
      *out++ = bytes[at++];
      continue;
    }
    size_t width = 0;
    uint32_t code_point = utf8_code_point(bytes + at, &width);
    at += width;
    uint32_t place = code_point < 0x10000 ? pair_places[code_point] : 0;
    if (place != 0) {
      uint32_t second = (place - 1) % 190;
      *out++ = (uint8_t)(0x81 + (place - 1) / 190);
      *out++ = (uint8_t)(second + (second < 0x3F ? 0x40 : 0x41));
    } else {
      uint32_t index = four_byte_index(code_point);
      *out++ = (uint8_t)(0x81 + index / 12600);
      *out++ = (uint8_t)(0x30 + index / 1260 % 10);
      *out++ = (uint8_t)(0x81 + index / 10 % 126);
      *out++ = (uint8_t)(0x30 + index % 10);
    }
  }
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
