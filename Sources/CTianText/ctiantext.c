#include "ctiantext.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char fold[] = {
#embed "tables/fold.txt"
};
static const unsigned char simplified[] = {
#embed "tables/simplified.txt"
};
static const unsigned char traditional[] = {
#embed "tables/traditional.txt"
};
static const unsigned char pinyin[] = {
#embed "tables/pinyin.txt"
};
static const unsigned char pinyin_phrases[] = {
#embed "tables/pinyin_phrases.txt"
};

#define TABLE(name) \
  tian_text_table tian_text_##name(void) { return (tian_text_table){name, sizeof name}; }

TABLE(fold)
TABLE(simplified)
TABLE(traditional)
TABLE(pinyin)
TABLE(pinyin_phrases)
