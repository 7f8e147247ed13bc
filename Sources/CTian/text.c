#include "tian_text.h"

#include <string.h>

const uint8_t *tian_find(const uint8_t *text, size_t text_bytes, const uint8_t *wanted, size_t wanted_bytes) {
  return memmem(text, text_bytes, wanted, wanted_bytes);
}
