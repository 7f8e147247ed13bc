#include "csv_encoding.h"

#include "csv_characters.h"

// Windows-1252 from 0x80 to 0x9F; 0 where there is no character.
static const uint16_t windows1252[32] = {
  0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

size_t tian_windows1252_to_utf8(const uint8_t *bytes, size_t count, uint8_t *out, size_t *read) {
  uint8_t *start = out;
  size_t at = 0;
  for (; at < count; at++) {
    uint32_t code_point = is_between(bytes[at], 0x80, 0x9F) ? windows1252[bytes[at] - 0x80] : bytes[at];
    if (code_point == 0) break;
    out = put(code_point, out);
  }
  *read = at;
  return (size_t)(out - start);
}
